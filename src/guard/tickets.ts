// Tickets: let a browser in where it cannot send headers (EventSource, links, the raw WebSocket), once.
//
//   T1. A ticket lets in once, for half a minute, on the path that it was made for, as the person it was made for.
//   T2. Only its hash is kept. At most `most` are open; the oldest gives way.

import { randomBytes } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { sha256 } from '../base/id.ts';
import type { Identity } from './identity.ts';

export interface Tickets {
  issue(identity: Identity, path: string): { ticket: string; expiresAt: number };
  /** Null when it is none for this path, was used, or is too old. It is gone afterwards. */
  redeem(ticket: string, path: string): Identity | null;
}

interface Open {
  identity: Identity;
  path: string;
  expiresAt: number;
}

const lifeMs = 30_000;

export function createTickets(clock: Clock, most = 10_000): Tickets {
  /** By hash, the oldest first. */
  const open = new Map<string, Open>();
  return {
    issue(identity, path) {
      const ticket = randomBytes(32).toString('base64url');
      const expiresAt = Math.min(clock.now() + lifeMs, identity.expiresAt ?? Number.POSITIVE_INFINITY);
      open.set(sha256(ticket), { identity, path, expiresAt });
      for (const [key, { expiresAt: at }] of open) {
        if (open.size <= most && at > clock.now()) break;
        open.delete(key);
      }
      return { ticket, expiresAt };
    },
    redeem(ticket, path) {
      const key = sha256(ticket);
      const found = open.get(key);
      open.delete(key);
      if (found === undefined || found.path !== path || found.expiresAt <= clock.now()) return null;
      return found.identity;
    },
  };
}
