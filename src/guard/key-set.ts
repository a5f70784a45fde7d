// Key set: the public keys of whoever issues tokens, fetched from an address.
//
//   K1. Keys that were fetched are used until newer ones are there, however long the issuer is out of reach.
//   K2. A key that is not known is asked for at most once in `cooldownMs`, also while the issuer is out of reach; so
//       made-up key ids cost the issuer nothing.
//   K3. Of an answer no more is read than is taken, packed or not, and for no longer than `timeoutMs`.

import { createLocalJWKSet, errors, type FlattenedJWSInput, type JWTHeaderParameters } from 'jose';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import { readUpTo } from '../base/read-up-to.ts';

type KeySet = ReturnType<typeof createLocalJWKSet>;

const cooldownMs = 30_000;
const staleMs = 600_000;
const timeoutMs = 5_000;
const mostBytes = 1_000_000;

/** For `jwtVerify`. @throws errors.JWKSNoMatchingKey, also when no keys could be fetched */
export function createKeySet(address: URL, clock: Clock, logger: Logger): KeySet {
  let keys: KeySet | null = null;
  let fetchedAt = 0;
  let triedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  async function fetchKeys(): Promise<void> {
    triedAt = clock.now();
    try {
      const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
      keys = createLocalJWKSet(JSON.parse(await textOf(response)));
      fetchedAt = clock.now();
    } catch (error) {
      logger.warn({ reason: messageOf(error) }, 'the keys for tokens could not be fetched');
    }
  }

  /** At once when it was tried a moment ago. */
  function refresh(): Promise<void> {
    if (underWay === null && clock.now() - triedAt >= cooldownMs)
      underWay = fetchKeys().finally(() => {
        underWay = null;
      });
    return underWay ?? Promise.resolve();
  }

  return Object.assign(
    async (header?: JWTHeaderParameters, token?: FlattenedJWSInput) => {
      if (keys === null) await refresh();
      else if (clock.now() - fetchedAt > staleMs) void refresh();
      if (keys === null) throw new errors.JWKSNoMatchingKey();
      try {
        return await keys(header, token);
      } catch (error) {
        const before = fetchedAt;
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        await refresh();
        if (fetchedAt === before) throw error;
        return keys(header, token);
      }
    },
    { jwks: () => ({ keys: [] }) },
  ) as KeySet;
}

async function textOf(response: Response): Promise<string> {
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`it answered ${response.status}`);
  }
  if (response.body === null) return '';
  // Where it is too large, leaving it hangs up.
  const tooLarge = () => new Error(`its answer has more than ${mostBytes} bytes`);
  return (await readUpTo(response.body, mostBytes, tooLarge)).toString();
}
