// Revocation: who was shut out is not let in, and what they have open ends.

import { Fault } from '../base/fault.ts';
import type { Rule, Visitor } from './guard.ts';
import { OpenStream } from './open-stream.ts';
import type { Revocations } from './revocations.ts';

const noToken = 'asks for no token';

export function useRevocation({ revocations }: { revocations: Revocations }): Rule {
  const isRevoked = ({ identity }: Visitor) => identity !== null && revocations.isRevoked(identity);
  const refuse = (visitor: Visitor) => {
    if (isRevoked(visitor)) throw new Fault('PERMISSION_REVOKED');
  };
  const open = new Set<OpenStream>();
  const closed = (stream: OpenStream) => void open.delete(stream);
  revocations.watch(() => {
    for (const { visitor, end } of open) if (isRevoked(visitor)) end(new Fault('PERMISSION_REVOKED'));
  });
  return {
    name: 'revocation',
    doc: 'Tokens and people that were revoked; what they have open ends: `PERMISSION_REVOKED`.',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': true,
      raw: true,
      ingest: true,
      tickets: true,
      artifacts: true,
      page: noToken,
      graphiql: noToken,
      health: noToken,
      metrics: true,
    },
    request: refuse,
    connect: refuse,
    renew: refuse,
    stream(visitor, end) {
      const stream = new OpenStream(visitor, end, closed);
      open.add(stream);
      return stream;
    },
  };
}
