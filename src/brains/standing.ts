// Standing: how each brain and each provider did lately, in this process.
//
//   S1. A circuit is a provider's: it counts failures that are the provider's own, whichever model was asked.
//   S2. A limit is a model's, since providers count for each model.

import type { Clock } from '../base/clock.ts';
import { type Brain, type BrainFailure, type BrainOutcome, nameOf } from './brain.ts';
import { type CallEnd, type Circuit, createCircuit } from './circuit.ts';

export interface Standing {
  /** Median of the last 20 answers, in milliseconds; null before the first. */
  latencyMs: number | null;
  /** The provider takes no calls for this model until then, in milliseconds since 1970. */
  limitedUntil: number | null;
  /** The provider is left alone until then, in milliseconds since 1970. */
  openUntil: number | null;
  /** The next call is the one that tries whether the provider is back. */
  trial: boolean;
  /** Of the provider, of its own kind, without a success between. */
  failuresInRow: number;
}

export interface Standings {
  of(brain: Brain): Standing;
  /** Null while the provider is left alone; else told how the call ended, with null for a call that was given up. */
  begin(brain: Brain): ((outcome: BrainOutcome | null, latencyMs: number) => void) | null;
}

const answersKept = 20;
const shortestLimitMs = 1000;
const longestLimitMs = 60_000;
const ownFailures: BrainFailure[] = ['PROVIDER_FAILED', 'PROVIDER_TIMEOUT', 'PROVIDER_UNREACHABLE'];

interface Record {
  latencies: number[];
  limitedUntil: number;
  limitsInRow: number;
}

export function createStandings(clock: Clock): Standings {
  const records = new Map<string, Record>();
  const circuits = new Map<string, Circuit>();
  const recordOf = (brain: Brain) =>
    made(records, nameOf(brain), () => ({ latencies: [], limitedUntil: 0, limitsInRow: 0 }));
  const circuitOf = (brain: Brain) => made(circuits, brain.provider, createCircuit);

  return {
    of(brain) {
      const now = clock.now();
      const { latencies, limitedUntil } = recordOf(brain);
      const circuit = circuitOf(brain);
      return {
        latencyMs: medianOf(latencies),
        limitedUntil: limitedUntil > now ? limitedUntil : null,
        openUntil: circuit.openUntil(now),
        trial: circuit.isTrial(now),
        failuresInRow: circuit.failuresInRow,
      };
    },
    begin(brain) {
      const ended = circuitOf(brain).begin(clock.now());
      if (ended === null) return null;
      return (outcome, latencyMs) => {
        ended(endOf(outcome), clock.now());
        if (outcome !== null) note(recordOf(brain), outcome, latencyMs, clock.now());
      };
    },
  };
}

function note(record: Record, outcome: BrainOutcome, latencyMs: number, now: number): void {
  if (outcome.kind === 'answer') {
    record.latencies = [...record.latencies, latencyMs].slice(-answersKept);
    record.limitsInRow = 0;
  } else if (outcome.code === 'RATE_LIMITED') {
    const usual = Math.min(shortestLimitMs * 2 ** record.limitsInRow, longestLimitMs);
    record.limitedUntil = Math.max(record.limitedUntil, now + (outcome.retryAfterMs ?? usual));
    record.limitsInRow = Math.min(record.limitsInRow + 1, 16);
  }
}

function endOf(outcome: BrainOutcome | null): CallEnd {
  if (outcome === null) return 'unknown';
  return outcome.kind === 'failure' && ownFailures.includes(outcome.code) ? 'failure' : 'success';
}

function medianOf(values: number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  if (!Number.isInteger(middle)) return sorted[Math.floor(middle)] ?? null;
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function made<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  map.set(key, fresh);
  return fresh;
}
