// Attacks by the shape of a query: what it costs is known before it runs.

import { openBareSocket } from '../../support/bare-socket.ts';
import { type Attack, attacks, post, query, told } from './attack.ts';

const many = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');
const nest = (levels: number) =>
  `${'{ openDecisions { session '.repeat(levels)} { id }${' } }'.repeat(levels)}`;

const shapes: [string, string][] = [
  ['a fragment within itself', '{ ...A } fragment A on Query { __typename ...A }'],
  [
    'three fragments in a ring',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }',
  ],
  [
    'an inline fragment that spreads its own',
    '{ ...A } fragment A on Query { ... on Query { ... { ...A } } }',
  ],
  [
    'fragments that double 40 times',
    `{ ...F0 } ${many(40, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F40 on Query { __typename }`,
  ],
  [
    'fragments that double 100 times, with an alias each',
    `{ ...F0 } ${many(100, (n) => `fragment F${n} on Query { a: __typename ...F${n + 1} ...F${n + 1} }`)} fragment F100 on Query { __typename }`,
  ],
  ['1,000 aliases', `{ ${many(1000, (n) => `a${n}: __typename`)} }`],
  ['31 aliases of a costly field', `{ ${many(31, (n) => `a${n}: agents { name }`)} }`],
  [
    'aliases behind fragments',
    `{ ${many(8, (n) => `...F${n}`)} } ${many(8, (n) => `fragment F${n} on Query { ${many(8, (m) => `a${n}_${m}: __typename`)} }`)}`,
  ],
  ['10,000 fields', `{ ${many(10_000, () => '__typename')} }`],
  ['1,000 directives on one field', `{ __typename ${many(1000, () => '@include(if: true)')} }`],
  ['100 unknown directives', `{ __typename ${many(100, (n) => `@d${n}`)} }`],
  [
    'directives on fragments and operation',
    `query ${many(15, () => '@skip(if: false)')} { ... ${many(15, () => '@include(if: true)')} { __typename } }`,
  ],
  [
    '13 levels',
    '{ sessions { edges { node { workflows { decisions { session { workflows { decisions { session { workflows { decisions { session { id } } } } } } } } } } } } }',
  ],
  ['200 levels of fields', nest(200)],
  [
    'a list of lists of lists',
    '{ sessions(first: 500) { edges { node { events(last: 500) { edges { node { __typename } } } artifacts { id } documents { id } } } } }',
  ],
  ['an absurd page', '{ sessions(first: 2147483647) { edges { node { id } } } }'],
  ['a negative page', '{ sessions(first: -1) { edges { node { id } } } }'],
  ['a number that is no Int', '{ sessions(first: 99999999999999999999) { edges { node { id } } } }'],
  ['a number of 10,000 digits', `{ sessions(first: ${'9'.repeat(10_000)}) { edges { node { id } } } }`],
  ['10,000 brackets', '{'.repeat(10_000)],
  [
    'a literal list of 900 levels',
    `mutation { startWorkflow(input: { sample: true, instructions: "x", models: ${'['.repeat(450)}${']'.repeat(450)} }) { __typename } }`,
  ],
  ['a type of 400 brackets', `query ($a: ${'['.repeat(400)}Int${']'.repeat(400)}) { __typename }`],
  [
    'two mutations at once',
    'mutation { a: cancelWorkflow(workflowId: "a") { __typename } b: cancelWorkflow(workflowId: "b") { __typename } }',
  ],
  [
    'two mutations behind a fragment',
    'mutation { ...F } fragment F on Mutation { a: cancelWorkflow(workflowId: "a") { __typename } b: cancelWorkflow(workflowId: "b") { __typename } }',
  ],
  ['900 operations in one document', many(300, (n) => `query Q${n} { a }`)],
  ['the same operation twice', 'query A { __typename } query A { __typename }'],
  ['300 variables', `query (${many(300, (n) => `$v${n}: Int`)}) { __typename }`],
  ['a field that there is not', '{ passwords }'],
  ['100 fields that there are not', `{ ${many(100, (n) => `x${n}`)} }`],
  ['overlapping fields that conflict 300-fold', `{ ${many(300, (n) => `a: node(id: "${n}") { id }`)} }`],
  ['an empty document', ''],
  ['only a comment', `#${'x'.repeat(100_000)}`],
  ['a definition of a type', 'type Query { a: Int }'],
  ['a byte-order mark and bidi marks', '\uFEFF\u202E{ __typename }'],
  ['a NUL', '{ __typename\u0000 }'],
  ['half a surrogate in a literal', '{ session(id: "\\uD800") { id } }'],
  ['an id of 100,000 characters', `{ node(id: "${'x'.repeat(100_000)}") { id } }`],
];

attacks('shapes of queries', [
  ...shapes.map(([name, text]): Attack => [name, (server) => query(server, text)]),
  ['a query of 1 MB', (server) => query(server, `{ ${'a '.repeat(500_000)} }`)],
  [
    'a subscription with two root fields, over a WebSocket',
    async (server) => {
      using socket = await openBareSocket(server.url);
      socket.subscribe('1', 'subscription { a: decisions { id } b: decisions { id } }');
      const { payload } = await socket.next();
      return payload[0].extensions?.code ?? payload[0].message;
    },
  ],
  [
    'an introspection of types of types without end',
    (server) =>
      query(
        server,
        `{ __schema { types ${'{ fields { type { fields { type '.repeat(5)} { name } ${'} } } }'.repeat(5)} } }`,
      ),
  ],
  [
    'a mutation by GET',
    (server) =>
      told(
        fetch(
          `${server.url}/graphql?${new URLSearchParams({ query: 'mutation { cancelWorkflow(workflowId: "a") { __typename } }' })}`,
        ),
      ),
  ],
  [
    'a mutation by GET as a stream',
    (server) =>
      told(
        fetch(
          `${server.url}/graphql?${new URLSearchParams({ query: 'mutation { cancelWorkflow(workflowId: "a") { __typename } }' })}`,
          { headers: { accept: 'text/event-stream' } },
        ),
      ),
  ],
  [
    'a list of 1,000 operations',
    (server) =>
      post(
        server,
        Array.from({ length: 1000 }, () => ({ query: '{ __typename }' })),
      ),
  ],
]);

attacks(
  'the schema where it is not shown',
  [
    ['__schema', (server) => query(server, '{ __schema { types { name } } }')],
    ['__type', (server) => query(server, '{ __type(name: "Query") { name } }')],
    [
      '__schema behind fragments and aliases',
      (server) =>
        query(server, '{ a: __typename ...F } fragment F on Query { b: __schema { queryType { name } } }'),
    ],
    [
      'a misspelt field',
      async (server) => {
        const { errors } = await server.post('{ sesions { edges { node { id } } } }');
        return /did you mean/i.test(JSON.stringify(errors)) ? 'suggested' : 'no suggestion';
      },
    ],
    [
      'a misspelt argument and value',
      async (server) => {
        const { errors } = await server.post(
          '{ sessions(frist: 1, status: RUNNINGG) { edges { node { id } } } }',
        );
        return /did you mean/i.test(JSON.stringify(errors)) ? 'suggested' : 'no suggestion';
      },
    ],
  ],
  { introspection: 'off' },
);
