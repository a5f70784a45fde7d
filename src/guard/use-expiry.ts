// Expiry: what stays open ends when its token does, unless another token was shown in time.

import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Rule } from './guard.ts';

const answeredAtOnce = 'answered at once; the token was checked';
const noToken = 'asks for no token';

export function useExpiry({ clock }: { clock: Clock }): Rule {
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
      let timer: Disposable | null = null;
      let over = false;
      const arm = () => {
        timer?.[Symbol.dispose]();
        const at = visitor.identity?.expiresAt ?? null;
        if (at === null || over) return;
        timer = clock.at(at, () => {
          // It was renewed meanwhile.
          if ((visitor.identity?.expiresAt ?? Number.POSITIVE_INFINITY) > clock.now()) return arm();
          end(new Fault('AUTH_EXPIRED'));
        });
      };
      arm();
      return {
        [Symbol.dispose]() {
          over = true;
          timer?.[Symbol.dispose]();
        },
      };
    },
  };
}
