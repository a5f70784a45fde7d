// Authentication: who it is, by the token of the request, of `connection_init`, or by a ticket in the address.

import { Fault } from '../base/fault.ts';
import type { Rule, Visitor } from './guard.ts';
import { type Authenticate, type Identity, identityFrom, isSamePerson } from './identity.ts';
import { mayProduce, producer } from './producer-token.ts';
import type { Tickets } from './tickets.ts';

export interface AuthenticationOptions {
  /** Others than this machine reach the server. */
  isPublic: boolean;
  producerToken: string;
  authenticate: Authenticate;
  /** Somebody else than everybody can be told. */
  isConfigured: boolean;
  tickets: Tickets;
}

const publicFile = 'the same file for everybody';

export function useAuthentication(options: AuthenticationOptions): Rule {
  const { authenticate, tickets, isConfigured, producerToken } = options;

  async function identify(
    visitor: Visitor,
    parameters: Readonly<Record<string, unknown>> | null,
  ): Promise<Identity | null> {
    const { door, request, path } = visitor;
    if (door === 'ingest' && (producerToken !== '' || !isConfigured)) {
      if (mayProduce(request.headers.authorization, options)) return producer(isConfigured);
      if (!isConfigured) return null;
    }
    const ticket = visitor.parameters.get('ticket');
    if (ticket !== null && mayComeByTicket.has(door)) return tickets.redeem(ticket, path);
    const found = await authenticate({
      headers: request.headers,
      connectionParams: parameters,
      fromAddress: door === 'raw',
    });
    return found === null ? null : identityFrom(found);
  }

  async function show(visitor: Visitor, parameters: Readonly<Record<string, unknown>> | null) {
    const found = await identify(visitor, parameters);
    if (found === null) throw new Fault('UNAUTHENTICATED');
    visitor.identity = found;
  }

  return {
    name: 'authentication',
    doc: 'Who shows no token, or one that is not valid.',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': true,
      raw: true,
      ingest: true,
      tickets: true,
      artifacts: true,
      page: publicFile,
      graphiql: publicFile,
      health: 'asked by machines without a token; names checks, and nobody',
      metrics: true,
    },
    // A socket shows who it is once it is open: browsers cannot send headers with the upgrade.
    async request(visitor, response) {
      if (response !== null && visitor.request.method !== 'OPTIONS') await show(visitor, null);
    },
    connect: show,
    async renew(visitor, parameters) {
      const found = await authenticate({ headers: {}, connectionParams: parameters, fromAddress: false });
      const next = found === null ? null : identityFrom(found);
      if (next === null || visitor.identity === null || !isSamePerson(visitor.identity, next))
        throw new Fault('UNAUTHENTICATED', 'It is no token of the person whose connection this is.');
      visitor.identity = next;
    },
  };
}

/** Where a browser cannot send headers. */
const mayComeByTicket: ReadonlySet<string> = new Set(['sse', 'artifacts', 'raw']);
