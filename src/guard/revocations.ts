// Revocations: tokens and people that were shut out, in a file of lines beside the log, so that a restart forgets none.
//
//   V1. A token is shut out by its `jti` and tenant. A person is shut out with all tokens issued until then; one issued later lets in.
//   V2. Watchers are rung after each; the newest `most` are kept.

import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { Fault, messageOf } from '../base/fault.ts';
import type { Identity } from './identity.ts';

const line = z.object({
  tokenId: z.string().nullable(),
  person: z.string().nullable(),
  /** Null: of no tenant. */
  tenant: z.string().nullable(),
  /** Milliseconds since 1970. */
  at: z.number(),
});

type Revocation = z.output<typeof line>;

/** One of the first two is null. */
export interface Revoked {
  tokenId: string | null;
  person: string | null;
  tenant: string | null;
}

export interface Revocations {
  /** Of a token, or of a person of a tenant. @throws STORAGE_UNAVAILABLE */
  revoke(what: Revoked): void;
  isRevoked(identity: Identity): boolean;
  watch(ring: () => void): Disposable;
}

const most = 100_000;

/** `file`: null keeps them in memory only. @throws STORAGE_UNAVAILABLE */
export function openRevocations(file: string | null, clock: Clock): Revocations {
  const tokens = new Map<string, number>();
  const people = new Map<string, number>();
  const watchers = new Set<() => void>();
  const keyOf = (id: string, tenant: string | null) => JSON.stringify([tenant, id]);

  function keep({ tokenId, person, tenant, at }: Revocation) {
    if (tokenId !== null) tokens.set(keyOf(tokenId, tenant), at);
    if (person !== null) people.set(keyOf(person, tenant), at);
    for (const map of [tokens, people]) if (map.size > most) map.delete(map.keys().next().value!);
  }

  function guarded(work: () => void) {
    try {
      work();
    } catch (error) {
      throw new Fault('STORAGE_UNAVAILABLE', `The revocations in ${file}: ${messageOf(error)}`);
    }
  }

  if (file !== null && existsSync(file)) {
    guarded(() => {
      // A last line that was cut off was never answered; the next begins on a line of its own.
      const text = readFileSync(file, 'utf8');
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
      for (const one of whole.split('\n')) if (one !== '') keep(line.parse(JSON.parse(one)));
    });
  }

  return {
    revoke(what) {
      const one: Revocation = { ...what, at: clock.now() };
      if (file !== null) {
        guarded(() => {
          mkdirSync(dirname(file), { recursive: true });
          appendFileSync(file, `${JSON.stringify(one)}\n`, { flush: true, mode: 0o600 });
        });
      }
      keep(one);
      for (const ring of [...watchers]) ring();
    },
    isRevoked({ actor, tenant, tokenId, issuedAt, isConfined }) {
      if (!isConfined) return false;
      if (tokenId !== null && tokens.has(keyOf(tokenId, tenant))) return true;
      const since = people.get(keyOf(actor.id, tenant));
      return since !== undefined && (issuedAt ?? 0) <= since;
    },
    watch(ring) {
      const own = () => ring();
      watchers.add(own);
      return { [Symbol.dispose]: () => void watchers.delete(own) };
    },
  };
}
