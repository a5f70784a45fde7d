// Lag: how far subscribers are behind, found out when somebody asks.

import type { Log } from '../log/log.ts';

/** Where a subscription stands. Only its delivery changes it. */
export interface Standing {
  readonly sessionId: string;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** The last sequence that was told. */
  place: number;
  /** Whether it has told all that there was, and waits for more. */
  waits: boolean;
}

export interface Lag {
  /** Subscriptions whose clients have not taken all that there is. */
  behind: number;
  /** Of the one that is furthest behind: since when the first event it was not told is there, or it is itself. */
  seconds: number;
}

/** Of more than that the age is not looked up: each is a read of the log. */
const mostRead = 100;

export async function lagOf(
  standings: Iterable<Standing>,
  log: Pick<Log, 'read'>,
  now: number,
): Promise<Lag> {
  const behind = [...standings].filter((one) => !one.waits);
  const ages = await Promise.all(
    behind.slice(0, mostRead).map(async ({ sessionId, openedAt, place }) => {
      const [next] = await log.read(sessionId, place, 1);
      return next === undefined ? 0 : now - Math.max(Date.parse(next.timestamp), openedAt);
    }),
  );
  return { behind: behind.length, seconds: Math.max(0, ...ages) / 1000 };
}
