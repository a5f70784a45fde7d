// Guard: who may. Every door asks it at the moments that it has; the rules are files beside this one.
//
//   G1. A rule says of every door that it holds there, or why it has nothing to do there: a new door does not compile
//       until each rule has said so.
//   G2. Rules are asked in the order of rules.ts; the first that throws refuses, and nothing after it is asked.
//   G3. A visit is one HTTP request or one socket. Who it is of is known from the rule of authentication on.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Fault } from '../base/fault.ts';
import type { ClientAddress } from './client-address.ts';
import type { Identity } from './identity.ts';
import { GuardedVisit } from './visit.ts';

export const doors = [
  'graphql',
  'sse',
  'graphql-ws',
  'raw',
  'ingest',
  'tickets',
  'artifacts',
  'page',
  'graphiql',
  'health',
  'metrics',
] as const;

export type Door = (typeof doors)[number];

/** Doors that are WebSockets: `request` is their upgrade, and `connect` follows it. */
export const sockets: readonly Door[] = ['graphql-ws', 'raw'];

export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}

/** What a rule sees of a visit. */
export interface Visitor {
  readonly door: Door;
  /** Of a socket that was let in an empty one: what it came with is not kept. */
  readonly request: IncomingMessage;
  /** Path of the address, without parameters. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  /** IP address of the client, not of a trusted proxy between (client-address.ts); empty when the connection is gone. */
  readonly address: string;
  /** Null until the rule of authentication has passed. */
  identity: Identity | null;
}

/** One rule, one file. A function that throws a fault refuses; its status and close code are in refusals.ts. */
export interface Rule {
  name: string;
  /** What it refuses, in one sentence. */
  doc: string;
  /** True where it holds; otherwise why it has nothing to do there. */
  covers: Record<Door, true | string>;
  /** Every HTTP request and every upgrade; of an upgrade there is no response. */
  request?(visitor: Visitor, response: ServerResponse | null): void | Promise<void>;
  /** A socket, with what came in `connection_init` or as parameters of the address. */
  connect?(visitor: Visitor, parameters: Readonly<Record<string, unknown>>): void | Promise<void>;
  /** A GraphQL operation that is valid, before it runs. */
  operation?(visitor: Visitor, operation: Operation): void | Promise<void>;
  /** A message on a socket, before it is read. */
  message?(visitor: Visitor, bytes: number): void;
  /** Something that stays open: a socket that is let in, an SSE stream. `end` ends it by the name of the fault. */
  stream?(visitor: Visitor, end: (fault: Fault) => void): Disposable | null;
  /** After a socket has shown another token. */
  renew?(visitor: Visitor, parameters: Readonly<Record<string, unknown>>): void | Promise<void>;
}

export interface Visit extends Visitor {
  asRequest(response: ServerResponse | null): Promise<void>;
  connect(parameters: Readonly<Record<string, unknown>>): Promise<void>;
  operation(operation: Operation): Promise<void>;
  message(bytes: number): void;
  stream(end: (fault: Fault) => void): Disposable;
  renew(parameters: Readonly<Record<string, unknown>>): Promise<void>;
}

export interface Guard {
  readonly rules: readonly Rule[];
  visit(door: Door, request: IncomingMessage): Visit;
}

export interface GuardOptions {
  rules: readonly Rule[];
  clientAddress: ClientAddress;
  /** Is told which rule refused whom, for counting and logging. */
  refused(rule: string, visitor: Visitor, error: unknown): void;
}

export function createGuard({ rules, clientAddress, refused }: GuardOptions): Guard {
  const at = Object.fromEntries(
    doors.map((door) => [door, rules.filter((rule) => rule.covers[door] === true)]),
  ) as Record<Door, Rule[]>;

  return {
    rules,
    visit(door, request) {
      const { pathname: path, search } = addressOf(request);
      const address = clientAddress(request);
      return new GuardedVisit({ ...{ door, request, path, search, address, refused }, rules: at[door] });
    },
  };
}

/** Of any request: an address that is none has the path that nothing is at. */
export function addressOf({ url = '/' }: IncomingMessage): Pick<URL, 'pathname' | 'search'> {
  // A second slash would make the next part a host.
  const parsed = url.startsWith('/') ? URL.parse(`http://server${url}`) : null;
  return parsed ?? { pathname: '', search: '' };
}
