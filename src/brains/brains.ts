// Brains: all that are there, how they stand, and the one way to ask them.

import type { Clock } from '../base/clock.ts';
import type { Brain, BrainOutcome, BrainRequest } from './brain.ts';
import { noUsage } from './no-usage.ts';
import { createStandings, type Standing } from './standing.ts';

export { costOf, mostUsage } from './cost.ts';
export { redact } from './redact.ts';
export type { Standing } from './standing.ts';
export { countTokens } from './tokens.ts';

export interface Brains {
  /** May grow while a server is asked for its models. */
  readonly all: readonly Brain[];
  standingOf(brain: Brain): Standing;
  /**
   * Asks, and notes how it went. A provider that is left alone is not asked: that is a failure at once, with the time
   * until it is tried again. Rejects with the signal's reason, and with nothing else unless the brain has a bug.
   */
  ask(
    brain: Brain,
    request: BrainRequest,
    signal: AbortSignal,
  ): Promise<BrainOutcome & { latencyMs: number }>;
}

/** `list` is looked at again each time: what is added to it later is there. */
export function createBrains(list: readonly Brain[], clock: Clock): Brains {
  const standings = createStandings(clock);
  return {
    all: list,
    standingOf: (brain) => standings.of(brain),
    async ask(brain, request, signal) {
      signal.throwIfAborted();
      const began = clock.now();
      const ended = standings.begin(brain);
      if (ended === null) return { ...leftAlone(brain, standings.of(brain), began), latencyMs: 0 };
      let outcome: BrainOutcome | null = null;
      try {
        outcome = await brain.ask(request, signal);
        return { ...outcome, latencyMs: clock.now() - began };
      } finally {
        ended(outcome, clock.now() - began);
      }
    },
  };
}

function leftAlone({ provider }: Brain, { openUntil }: Standing, now: number): BrainOutcome {
  return {
    kind: 'failure',
    code: 'PROVIDER_UNREACHABLE',
    message: `${provider} failed several times in a row and is left alone for a while.`,
    retryAfterMs: openUntil === null ? null : openUntil - now,
    usage: noUsage,
  };
}
