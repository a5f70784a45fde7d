// Expiry: what stays open ends when its token does, unless another token was shown in time.

import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Rule, Visitor } from './guard.ts';
import { OpenStream } from './open-stream.ts';

const answeredAtOnce = 'answered at once; the token was checked';
const noToken = 'asks for no token';

export function useExpiry({ clock }: { clock: Clock }): Rule {
  const open = new Set<OpenStream>();
  let timer: Disposable | null = null;
  let due = Number.POSITIVE_INFINITY;

  /** One timer for all: for the first that may expire. */
  function arm(at: number): void {
    if (at >= due) return;
    timer?.[Symbol.dispose]();
    due = at;
    timer = clock.at(at, look);
  }

  function closed(stream: OpenStream): void {
    open.delete(stream);
    if (open.size > 0) return;
    timer?.[Symbol.dispose]();
    due = Number.POSITIVE_INFINITY;
  }

  /** Who showed another token meanwhile expires later. */
  function look(): void {
    due = Number.POSITIVE_INFINITY;
    let next = due;
    for (const one of open) {
      const at = expiryOf(one.visitor);
      if (at > clock.now()) next = Math.min(next, at);
      else {
        open.delete(one);
        one.end(new Fault('AUTH_EXPIRED'));
      }
    }
    if (next < Number.POSITIVE_INFINITY) arm(next);
  }

  return {
    name: 'expiry',
    doc: 'Streams and sockets whose token has expired meanwhile: `AUTH_EXPIRED`.',
    covers: {
      graphql: answeredAtOnce,
      sse: true,
      'graphql-ws': true,
      raw: true,
      ingest: answeredAtOnce,
      tickets: answeredAtOnce,
      artifacts: answeredAtOnce,
      page: noToken,
      graphiql: noToken,
      health: noToken,
      metrics: answeredAtOnce,
    },
    stream(visitor, end) {
      const at = expiryOf(visitor);
      if (at === Number.POSITIVE_INFINITY) return null;
      arm(at);
      const stream = new OpenStream(visitor, end, closed);
      open.add(stream);
      return stream;
    },
  };
}

/** Milliseconds since 1970; never is infinite. */
const expiryOf = ({ identity }: Visitor): number => identity?.expiresAt ?? Number.POSITIVE_INFINITY;
