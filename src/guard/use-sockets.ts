// Sockets: how many streams one person, and one address, may hold open.

import { Fault } from '../base/fault.ts';
import type { Rule, Visitor } from './guard.ts';
import { personOf } from './identity.ts';
import { OpenStream } from './open-stream.ts';
import { networkOf } from './use-address-rate.ts';

export interface SocketsOptions {
  maxSocketsPerPerson: number;
}

const oneAnswer = 'answers once and ends';

export function useSockets({ maxSocketsPerPerson: most }: SocketsOptions): Rule {
  const open = new Map<string, number>();

  const keysOf = ({ address, identity }: Visitor) => [
    `address ${networkOf(address)}`,
    ...(identity === null ? [] : [`person ${personOf(identity)}`]),
  ];
  const tooMany = () => new Fault('TOO_MANY_SOCKETS', `At most ${most} are taken of one person or address.`);

  function refuse(visitor: Visitor): void {
    if (keysOf(visitor).some((key) => (open.get(key) ?? 0) >= most)) throw tooMany();
  }

  /** The same keys as when it came: a renewed token is of the same person. */
  function left({ visitor }: OpenStream): void {
    for (const key of keysOf(visitor)) {
      const less = open.get(key)! - 1;
      if (less === 0) open.delete(key);
      else open.set(key, less);
    }
  }

  return {
    name: 'sockets',
    doc: 'More open sockets and event streams of one person, or of one address, than may be.',
    covers: {
      graphql: oneAnswer,
      sse: true,
      'graphql-ws': true,
      raw: true,
      ingest: oneAnswer,
      tickets: oneAnswer,
      artifacts: oneAnswer,
      page: oneAnswer,
      graphiql: oneAnswer,
      health: oneAnswer,
      metrics: oneAnswer,
    },
    request(visitor) {
      if (visitor.door === 'sse') refuse(visitor);
    },
    connect: refuse,
    stream(visitor, end) {
      const keys = keysOf(visitor);
      for (const key of keys) open.set(key, (open.get(key) ?? 0) + 1);
      // Many that come at once all saw room.
      if (keys.some((key) => open.get(key)! > most)) queueMicrotask(() => end(tooMany()));
      return new OpenStream(visitor, end, left);
    },
  };
}
