// Query limits: an operation that asks for too much is refused by name at every door of GraphQL; ours are not.

import { readFileSync } from 'node:fs';
import { type DocumentNode, getIntrospectionQuery, parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Role, rolesOf } from '../../../src/base/role.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import type { Identity } from '../../../src/guard/identity.ts';
import { createQueryLimitsRule } from '../../../src/guard/query-limits.ts';
import { openBareSocket } from '../../support/bare-socket.ts';
import { type Server, startServer } from '../../support/server.ts';

interface Refused {
  message: string;
  extensions?: { code?: string; limit?: string };
}

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** The errors that each door tells. */
const doors: Record<string, (to: Server, query: string) => Promise<Refused[] | undefined>> = {
  HTTP: async (to, query) => (await to.post<object>(query)).errors as Refused[] | undefined,
  SSE: async (to, query) => {
    const response = await fetch(`${to.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(5000),
    });
    const text = await response.text();
    const json = /\{.*\}/.exec(text)?.[0] ?? '{}';
    return JSON.parse(json).errors;
  },
  WebSocket: async (to, query) => {
    using bare = await openBareSocket(to.url);
    bare.subscribe('1', query);
    const { type, payload } = await bare.next();
    return type === 'error' ? payload : payload.errors;
  },
};

/** Fields that nobody has: how deep they stand counts all the same. */
const deep = (levels: number) => `{ ${'session(id: "s") { '.repeat(levels)} id ${'}'.repeat(levels)} }`;

const attacks: [string, string, string][] = [
  ['tokens', 'tokens', `{ ${'__typename '.repeat(1000)} }`],
  ['depth', 'depth', deep(40)],
  ['aliases', 'aliases', `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: __typename`).join(' ')} }`],
  ['directives', 'directives', `{ ${'__typename @include(if: true) @skip(if: false) '.repeat(11)} }`],
  [
    'cost',
    'cost',
    '{ sessions(first: 500) { edges { node { events(first: 500) { edges { node { __typename } } } } } } }',
  ],
  [
    'mutation fields',
    'mutation fields',
    'mutation { cancelWorkflow(workflowId: "a") { __typename } pauseWorkflow(workflowId: "b") { __typename } }',
  ],
  [
    'mutation fields in fragments',
    'mutation fields',
    'mutation { ...F ...F } fragment F on Mutation { cancelWorkflow(workflowId: "a") { __typename } }',
  ],
];

for (const [door, ask] of Object.entries(doors)) {
  test.each(attacks)(
    `over ${door} an operation with too many %s is refused by name`,
    async (_name, limit, query) => {
      const errors = await ask(server, query);
      expect(errors?.map(({ extensions }) => [extensions?.code, extensions?.limit])).toContainEqual([
        'QUERY_TOO_COMPLEX',
        limit,
      ]);
    },
  );

  test(`over ${door} a fragment within itself, and one spread a thousandfold, come to an end`, async () => {
    const cycle = '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }';
    expect(await ask(server, cycle)).toBeDefined();
    const letters = Array.from({ length: 60 }, (_, n) => n);
    const bomb = `{ ...F0 } ${letters.map((n) => `fragment F${n} on Query { ${n === 59 ? '__typename' : `...F${n + 1} ...F${n + 1}`} }`).join(' ')}`;
    const begun = performance.now();
    await ask(server, bomb);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
}

test('the schema can be asked for as GraphiQL does, with its types of types', async () => {
  const query = getIntrospectionQuery({
    descriptions: true,
    inputValueDeprecation: true,
    specifiedByUrl: true,
  });
  const { data, errors } = await server.post<{ __schema: object }>(query);
  expect(errors).toBeUndefined();
  expect(data?.__schema).toBeDefined();
});

test('all documents of the page, the terminal and the examples are within the limits', async () => {
  const rule = createQueryLimitsRule({ tokens: 1000, depth: 12, aliases: 30, directives: 20, cost: 100_000 });
  const schema = createSchema();
  let checked = 0;
  for (const folder of ['src/dashboard', 'src/terminal', 'examples']) {
    const generated = await import(new URL(`../../../${folder}/generated/graphql.ts`, import.meta.url).href);
    for (const [name, document] of Object.entries(generated)) {
      if (!name.endsWith('Document')) continue;
      const parsed =
        (document as DocumentNode).kind === 'Document'
          ? (document as DocumentNode)
          : parse(String(document), { maxTokens: 1000 });
      expect([name, validate(schema, parsed, [rule]).map(String)]).toEqual([name, []]);
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(25);
});

test('what GraphiQL opens on is within the limits', () => {
  const text = readFileSync(new URL('../../../src/gateway/graphiql.ts', import.meta.url), 'utf8');
  const operations = [...text.matchAll(/`(# \d[\s\S]*?)`/g)].map((match) =>
    match[1]!.replace(/\$\{\w+\}/g, 'x'),
  );
  const rule = createQueryLimitsRule({ tokens: 1000, depth: 12, aliases: 30, directives: 20, cost: 100_000 });
  expect(operations).toHaveLength(5);
  for (const one of operations)
    expect(validate(createSchema(), parse(one, { maxTokens: 1000 }), [rule]).map(String)).toEqual([]);
});

for (const [door, ask] of Object.entries(doors)) {
  test(`over ${door}, with introspection off, nothing tells of the schema`, async () => {
    await using closed = await startServer({ config: { introspection: 'off' } });
    const asked = await ask(closed, '{ __schema { types { name } } }');
    expect(asked?.map(({ extensions }) => extensions?.code)).toContain('INTROSPECTION_OFF');
    const wrong = await ask(closed, '{ session(id: "s") { titel } sesion }');
    expect(wrong?.length).toBeGreaterThan(0);
    expect(JSON.stringify(wrong)).not.toContain('Did you mean');
    const value = await ask(closed, 'query { sessions(status: [RUNING]) { edges { cursor } } }');
    expect(JSON.stringify(value)).not.toContain('RUNNING');
    expect(await ask(closed, '{ __typename }')).toBeUndefined();
  });
}

test('with introspection off a wrong word among the variables suggests none', async () => {
  const query = 'query ($status: [ExecutionStatus!]) { sessions(status: $status) { edges { cursor } } }';
  const told = await server.post<object>(query, { status: ['RUNNIN'] });
  expect(JSON.stringify(told)).toContain('Did you mean');
  await using closed = await startServer({ config: { introspection: 'off' } });
  const { errors } = await closed.post<object>(query, { status: ['RUNNIN'] });
  expect(errors?.length).toBe(1);
  expect(JSON.stringify(errors)).not.toContain('Did you mean');
});

test('with GraphiQL off a browser gets nothing at /graphql', async () => {
  await using closed = await startServer({ config: { graphiql: 'off' } });
  const response = await fetch(`${closed.url}/graphql`, { headers: { accept: 'text/html' } });
  expect(await response.text()).not.toContain('<html');
});

test('of many mistakes only the first twenty are told', async () => {
  const { errors } = await server.post<object>(
    `{ ${Array.from({ length: 200 }, (_, n) => `wrong${n}`).join(' ')} }`,
  );
  expect(errors?.length).toBeLessThanOrEqual(21);
});

test('introspection for operators is refused to a viewer, over HTTP and a WebSocket, and given to an operator', async () => {
  let roles: Role[] = ['viewer'];
  const authenticate = (): Identity => ({
    actor: { id: roles[0]!, name: 'A person', kind: 'user' },
    tenant: null,
    roles: rolesOf(roles),
    isConfined: true,
    expiresAt: null,
    issuedAt: null,
    tokenId: null,
  });
  await using closed = await startServer({ config: { introspection: 'operators' }, parts: { authenticate } });
  const asked = '{ __schema { queryType { name } } }';
  const hidden = '{ ...S } fragment S on Query { s: __schema { queryType { name } } }';
  for (const query of [asked, hidden]) {
    for (const ask of [doors.HTTP!, doors.WebSocket!])
      expect((await ask(closed, query))?.map(({ extensions }) => extensions?.code)).toEqual([
        'INTROSPECTION_OFF',
      ]);
  }
  roles = ['operator'];
  for (const ask of [doors.HTTP!, doors.WebSocket!]) expect(await ask(closed, asked)).toBeUndefined();
});
