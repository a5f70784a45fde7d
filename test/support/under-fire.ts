// Under fire: a session that is written to while connections to it are cut.

import type { Log } from '../../src/log/log.ts';
import type { CuttingProxy } from './cutting-proxy.ts';
import { said } from './drafts.ts';
import type { Random } from './random.ts';
import type { Received } from './received.ts';

/** RESUME_SEED tries other places to cut at. */
export const seed = Number(process.env.RESUME_SEED ?? 20_261_123);

/** Connections that each client loses. */
export const cuts = 50;

/** Events of one append. */
export const mostAtOnce = 30;

export const dense = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

export async function openSession(log: Log): Promise<void> {
  await log.createSession({ id: 'fire', title: 'Fire', createdAt: '2026-01-01T00:00:00.000Z' });
}

/**
 * Appends a few at a time; goes on when they were told, or when a connection was cut. Resolves with the last sequence
 * when all cuts are made and everything was told; rejects with the seed.
 */
export async function appendUnderFire(log: Log, proxy: CuttingProxy, received: Received, below: Random) {
  let last = 0;
  const append = async (count: number) => {
    const drafts = Array.from({ length: count }, () => said('x'.repeat(below(40))));
    ({ lastSequence: last } = await log.append('fire', last, drafts));
  };
  try {
    do {
      await append(1 + below(mostAtOnce));
      await Promise.race([received.upTo(last), proxy.cut()]);
    } while (!proxy.done);
    await append(50);
    await received.upTo(last);
    return last;
  } catch (error) {
    throw new Error(`RESUME_SEED=${seed}, after ${proxy.cuts} cuts: ${error}`, { cause: error });
  }
}

/** How many events were told again. Fails when one was left out, or told again otherwise than after a reconnect. */
export function toldAgain(sequences: readonly number[], connections: readonly number[]): number {
  let newest = 0;
  for (const [place, sequence] of sequences.entries()) {
    const isFirst = connections.includes(place);
    const goesOn = isFirst ? sequence <= newest + 1 : sequence === sequences[place - 1]! + 1;
    if (!goesOn)
      throw new Error(`RESUME_SEED=${seed}: ${sequence} at ${place}, after ${sequences[place - 1]}`);
    newest = Math.max(newest, sequence);
  }
  return sequences.length - newest;
}
