// Offers: the brains that could take a call, each with what it would cost and what speaks against it.

import { Big } from 'big.js';
import type { Brain, BrainUsage } from '../brains/brain.ts';
import { nameOf } from '../brains/brain.ts';
import { costOf, type Standing } from '../brains/brains.ts';
import type { Workflow } from '../events/session.ts';
import type { ModelTier, Money } from '../events/shapes.ts';

/** Where the words of documents may go. */
export type Residency = 'anywhere' | 'local';

export interface Offer {
  brain: Brain;
  standing: Standing;
  inputTokens: number;
  /** At most: the question as counted, the longest answer allowed, and one repair; null without a known price. */
  cost: Money | null;
}

/** What a call asks of a brain. */
export interface Demand {
  tier: Exclude<ModelTier, 'local'>;
  maxOutputTokens: number;
  /** What may still be spent; null without a budget. */
  left: Money | null;
  /** A person chose to go on without paid models. */
  onlyFree: boolean;
  /** As provider/model, a model’s name, or `local`; null for none. */
  preferred: string | null;
  /** provider/model, or provider/* for all of a provider. */
  givenUp: readonly string[];
  residency: Residency;
  /** The brain that is tried again, as was announced; null for none. */
  retrying: string | null;
  now: number;
}

export interface Ranked {
  offer: Offer;
  /** 0–1. */
  score: number;
  /** Null for those that may take it. */
  rejectedBecause: string | null;
  /** It fits but for its price. */
  tooDear: boolean;
  /** When its provider takes calls again, in milliseconds since 1970, where nothing else speaks against it; else null. */
  limitedUntil: number | null;
  /** Nothing but how its provider fares speaks against it. */
  isAway: boolean;
}

interface Obstacle {
  because: string;
  tooDear?: boolean;
  limitedUntil?: number;
  isAway?: boolean;
}

/** What a person asked an agent's calls to go to: provider/model, a model’s name, `local`, or null. */
export function preferenceOf({ request }: Workflow, agentName: string): string | null {
  const models = request?.models ?? [];
  const own =
    models.find((one) => one.agentName === agentName) ?? models.find((one) => one.agentName === null);
  return own?.model ?? null;
}

const strength: Record<ModelTier, number> = { local: 0, low: 1, medium: 2, high: 3 };

/** What such a use costs; null without a known price. */
export function costOfUse(brain: Brain, usage: BrainUsage): Money | null {
  return brain.price === null && !brain.local ? null : costOf(brain, usage);
}

/** Best first; those that cannot take the call come last, with the reason. */
export function rank(offers: readonly Offer[], demand: Demand): Ranked[] {
  const dearest = Math.max(...offers.map((one) => Number(one.cost?.amount ?? 0)), 0);
  return offers
    .map((offer): Ranked => {
      const obstacle = obstacleOf(offer, demand);
      return {
        offer,
        score: obstacle === null ? scoreOf(offer, demand, dearest) : 0,
        rejectedBecause: obstacle?.because ?? null,
        tooDear: obstacle?.tooDear ?? false,
        limitedUntil: obstacle?.limitedUntil ?? null,
        isAway: obstacle?.isAway ?? false,
      };
    })
    .sort(
      (one, other) =>
        Number(one.rejectedBecause !== null) - Number(other.rejectedBecause !== null) ||
        other.score - one.score,
    );
}

/** What holds for good is found before what passes. */
function obstacleOf(
  { brain, standing, inputTokens, cost }: Offer,
  { preferred, givenUp, residency, retrying, maxOutputTokens, left, onlyFree, now }: Demand,
): Obstacle | null {
  if (preferred === 'local') return { because: 'No language model is wanted here.' };
  if (givenUp.includes(nameOf(brain)) || givenUp.includes(`${brain.provider}/*`))
    return { because: 'It failed for this call.' };
  if (residency === 'local' && !brain.local)
    return { because: 'The words of documents must not leave this network.' };
  if (inputTokens + maxOutputTokens > brain.contextWindow)
    return { because: `${inputTokens + maxOutputTokens} tokens do not fit in ${brain.contextWindow}.` };
  if (onlyFree && (cost === null || new Big(cost.amount).gt(0)))
    return { because: 'A person chose to go on without paid models.' };
  if (left !== null && cost === null)
    return { because: 'Its price is not known, and there is a budget.', tooDear: true };
  if (left !== null && cost !== null && new Big(cost.amount).gt(left.amount))
    return {
      because: `Up to ${cost.amount} ${cost.currency} are more than the ${left.amount} left.`,
      tooDear: true,
    };
  if (standing.openUntil !== null && standing.openUntil > now)
    return { because: 'Its provider keeps failing and is left alone for a while.', isAway: true };
  if (nameOf(brain) !== retrying && standing.limitedUntil !== null && standing.limitedUntil > now)
    return {
      because: `Its provider takes no more for ${Math.ceil((standing.limitedUntil - now) / 1000)} s.`,
      limitedUntil: standing.limitedUntil,
      isAway: true,
    };
  return null;
}

/** A preferred brain wins over all others that can take the call; else by fit, price and how quick it was. */
function scoreOf({ brain, standing, cost }: Offer, { tier, preferred }: Demand, dearest: number): number {
  const step = strength[brain.tier] - strength[tier];
  const fit = step === 0 ? 1 : step > 0 ? 1 - step * 0.15 : Math.max(0, 1 + step * 0.5);
  const price = cost === null ? 0 : dearest === 0 ? 1 : 1 - Number(cost.amount) / dearest;
  const speed = 1 / (1 + (standing.latencyMs ?? 2000) / 5000);
  const own = 0.55 * fit + 0.3 * price + 0.15 * speed;
  return Math.round((isPreferred(brain, preferred) ? 0.9 + own / 10 : own * 0.9) * 1000) / 1000;
}

export function isPreferred(brain: Brain, preferred: string | null): boolean {
  return preferred !== null && (preferred === nameOf(brain) || preferred === brain.model);
}
