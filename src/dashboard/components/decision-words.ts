// Decision words: what a question is about and how it was closed, as sentences.

import type { DecisionPartsFragment, DecisionType } from '../generated/graphql.ts';
import { inWords, type Money, moneyOf, spanOf, timeOf } from './words.ts';

/** What the question is about. */
export const typeWords: Record<DecisionType, string> = {
  APPROVE_ESTIMATE: 'Approval',
  BUDGET_EXCEEDED: 'Over the budget',
  CLARIFICATION: 'What was meant',
  ERROR_RESOLUTION: 'Something failed',
  FILE_SELECTION: 'Which files',
  MISSING_SCOPE: 'Work that seems missing',
  OTHER: 'A question',
  PRICE_COLUMN: 'Whose prices',
  PRICE_MATCH: 'Which price',
  QUANTITY_CONFLICT: 'Which quantity',
  SCOPE_CONFIRMATION: 'In or out',
  SHEET_SELECTION: 'Which sheets',
  TRADE_ASSIGNMENT: 'Which trade',
};

/** What choosing it does to the estimate: «+$1,200», «−$300», «cost unchanged». */
export function changeOf({ amount, currency }: Money): string {
  const value = Number(amount);
  if (value === 0) return 'cost unchanged';
  const size = moneyOf({ amount: amount.replace(/^[-+]/, ''), currency });
  return `${value > 0 ? '+' : '−'}${size}`;
}

/** An answer is an option, several, or a text; options are told by their labels. */
export function answerWords({
  answer,
  options,
}: Pick<DecisionPartsFragment, 'answer' | 'options'>): string[] {
  if (answer === null || answer === undefined) return [];
  const values: unknown[] = Array.isArray(answer) ? answer : [answer];
  return values.map((one) => {
    const value = typeof one === 'string' ? one : JSON.stringify(one);
    return options.find((option) => option.value === value)?.label ?? plainly(value);
  });
}

/** A value that stands for no label, such as `analyze_all`. */
const plainly = (value: string) => (/^[a-z]+(_[a-z]+)+$/.test(value) ? inWords(value) : value);

export interface Closing {
  /** How it was closed, in a word or two. */
  how: string;
  /** What was chosen; empty when nothing was. */
  chosen: string[];
  /** Who closed it and when; or why nobody did. */
  by: string;
}

/** Of a closed decision. */
export function closingOf(decision: DecisionPartsFragment): Closing {
  const { outcome, answeredBy, answeredAt } = decision;
  const clock = answeredBy?.kind === 'CLOCK';
  const when = answeredAt === null ? '' : `, ${timeOf(answeredAt)}`;
  const who =
    answeredBy === null
      ? ''
      : answeredBy.kind === 'POLICY'
        ? `by rule: ${answeredBy.name}`
        : `by ${answeredBy.name}`;
  const by = clock ? `by the clock, nobody answered in time${when}` : `${who}${when}`.replace(/^, /, 'at ');
  const chosen = answerWords(decision);
  switch (outcome) {
    case 'ANSWERED':
    case null:
      return { how: 'Answered', chosen, by };
    case 'DEFAULTED':
      return { how: 'Default taken', chosen, by };
    case 'SKIPPED':
      return { how: 'Skipped', chosen, by };
    case 'EXPIRED':
      return { how: 'Time ran out', chosen, by };
    case 'WITHDRAWN':
      return { how: 'Withdrawn', chosen, by: `its workflow ended first${when}` };
  }
}

const urgentMs = 30_000;
const dayMs = 86_400_000;

export interface TimeLeft {
  /** 1 when it was asked, 0 at the deadline. */
  share: number;
  words: string;
  urgent: boolean;
  over: boolean;
}

/** `now` and the two places in milliseconds since 1970. */
export function timeLeft(askedAt: number, expiresAt: number, now: number): TimeLeft {
  const left = expiresAt - now;
  const whole = Math.max(1, expiresAt - askedAt);
  // Rounded up: it says 0:00 only when it is over.
  const words =
    left >= dayMs ? `${Math.floor(left / dayMs)} days` : spanOf(Math.ceil(Math.max(0, left) / 1000) * 1000);
  return {
    share: Math.min(1, Math.max(0, left / whole)),
    words,
    urgent: left > 0 && left < urgentMs,
    over: left <= 0,
  };
}

/** The first deadline first, those without one last; among equals the older first. */
export function byDeadline(
  a: Pick<DecisionPartsFragment, 'id' | 'askedAt' | 'expiresAt'>,
  b: Pick<DecisionPartsFragment, 'id' | 'askedAt' | 'expiresAt'>,
): number {
  const [first, second] = [a, b].map(({ expiresAt }) =>
    expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt),
  );
  if (first !== second) return first! < second! ? -1 : 1;
  return a.askedAt.localeCompare(b.askedAt) || a.id.localeCompare(b.id);
}
