// Attacks in the bodies of requests, and in ids and cursors.

import { gzipSync } from 'node:zlib';
import { cursorOf } from '../../../src/events/cursor.ts';
import { openBareSocket } from '../../support/bare-socket.ts';
import { startMutation } from '../../support/server.ts';
import { type Attack, attacks, json, post, query, told } from './attack.ts';

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const typename = '"query":"{ __typename }"';
const node = '"query":"query ($id: ID!) { node(id: $id) { id } }"';
const start = `"query":${JSON.stringify(startMutation)}`;
const instructed = (text: string) =>
  `{${start},"variables":{"input":{"sample":true,"instructions":${text}}}}`;

const bodies: [string, string][] = [
  ['nothing', ''],
  ['no JSON', '{'],
  ['null', 'null'],
  ['a number', '1'],
  ['a text', '"{ __typename }"'],
  ['an empty list', '[]'],
  ['a list of one', `[{${typename}}]`],
  ['a query that is a number', '{"query":1}'],
  ['a query that is an object', '{"query":{"toString":"x"}}'],
  ['no query', '{}'],
  ['variables that are a list', `{${typename},"variables":[1]}`],
  ['variables that are a text', `{${typename},"variables":"{}"}`],
  ['an operation name that is an object', `{${typename},"operationName":{"a":1}}`],
  ['an operation name that there is not', `{${typename},"operationName":"nothing"}`],
  ['extensions that are a text', `{${typename},"extensions":"x"}`],
  ['a field that GraphQL over HTTP does not know', `{${typename},"evil":1}`],
  ['__proto__ beside the query', `{${typename},"__proto__":{"polluted":1}}`],
  ['__proto__ as variables', `{${typename},"variables":{"__proto__":{"polluted":1}}}`],
  ['__proto__ deep in variables', `{${typename},"variables":{"a":{"b":[{"__proto__":{"polluted":1}}]}}}`],
  [
    'constructor.prototype in variables',
    `{${typename},"variables":{"constructor":{"prototype":{"polluted":1}}}}`,
  ],
  [
    '__proto__ in an input',
    `{${start},"variables":{"input":{"sample":true,"instructions":"x","__proto__":{"polluted":1}}}}`,
  ],
  ['100,000 levels of variables', `{${typename},"variables":{"a":${nested(100_000)}}}`],
  ['100,000 levels of extensions', `{${typename},"extensions":{"a":${nested(100_000)}}}`],
  [
    '30,000 variables',
    `{${typename},"variables":{${Array.from({ length: 20_000 }, (_, n) => `"v${n}":1`).join()}}}`,
  ],
  [
    'a list of 100,000 as an id',
    `{${node},"variables":{"id":[${Array.from({ length: 100_000 }, () => 1).join()}]}}`,
  ],
  ['the same key twice', `{${typename},"query":"{ nothing }"}`],
  ['a byte-order mark', `\uFEFF{${typename}}`],
  ['a NUL in a variable', `{${node},"variables":{"id":"a\\u0000"}}`],
  ['half a surrogate in a variable', `{${node},"variables":{"id":"\\ud800"}}`],
  ['half a surrogate as a key', `{${typename},"variables":{"\\udfff":1}}`],
  ['an escape sequence of a terminal', instructed('"\\u001b]0;owned\\u0007"')],
  ['1,000 marks on one letter', instructed(`"a${'\\u0301'.repeat(1000)}"`)],
  ['instructions of 100,000 characters', instructed(`"${'x'.repeat(100_000)}"`)],
  ['instructions of blanks', instructed('"   "')],
  ['an input that is a list', `{${start},"variables":{"input":[[[]]]}}`],
  [
    '1e400 as a number',
    `{"query":"query ($n: Int) { sessions(first: $n) { edges { node { id } } } }","variables":{"n":1e400}}`,
  ],
  [
    'a text as a number',
    `{"query":"query ($n: Int) { sessions(first: $n) { edges { node { id } } } }","variables":{"n":"1"}}`,
  ],
];

const typed = (
  name: string,
  type: string | null,
  body: string | Uint8Array = '{"query":"{ __typename }"}',
  more = {},
): Attack => [
  name,
  (server) =>
    told(
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...(type === null ? {} : { 'content-type': type }), ...more },
        body: body as never,
      }),
    ),
];

attacks('bodies', [
  ...bodies.map(([name, body]): Attack => [name, (server) => post(server, body)]),
  typed('text/plain', 'text/plain'),
  typed('a form', 'application/x-www-form-urlencoded', 'query=%7B__typename%7D'),
  typed('no type', null, new TextEncoder().encode('{"query":"{ __typename }"}')),
  typed('a type that is none', '/;;=,'),
  typed('a type of 8,000 characters', `application/json; x=${'y'.repeat(8000)}`),
  typed('a form in disguise', 'application/json, text/plain'),
  typed('multipart without a boundary', 'multipart/form-data', 'x', { 'graphql-require-preflight': '1' }),
  typed('UTF-16', 'application/json; charset=utf-16', Buffer.from('{"query":"{ __typename }"}', 'utf16le')),
  typed('UTF-7', 'application/json; charset=utf-7', '+AHsAIg-query'),
  typed(
    'bytes that are not UTF-8',
    'application/json',
    Buffer.from('7b227175657279223a227b20ff5f5f747970656e616d65207d227d', 'hex'),
  ),
  typed('a bomb of gzip', 'application/json', gzipSync(Buffer.alloc(50_000_000, 32)), {
    'content-encoding': 'gzip',
  }),
  typed('an encoding that there is not', 'application/json', '{"query":"{ __typename }"}', {
    'content-encoding': 'evil',
  }),
  [
    '300,000 bytes',
    (server) => post(server, { query: '{ __typename }', variables: { a: 'x'.repeat(300_000) } }),
  ],
  [
    'a query of 100,000 characters in the address',
    (server) => told(fetch(`${server.url}/graphql?query=${'x'.repeat(100_000)}`)),
  ],
  [
    'variables in the address that are no JSON',
    (server) =>
      told(
        fetch(`${server.url}/graphql?query={__typename}&variables=${encodeURIComponent('{"a":')}`, {
          headers: json,
        }),
      ),
  ],
  [
    '__proto__ among the variables in the address',
    (server) =>
      told(
        fetch(
          `${server.url}/graphql?query={__typename}&variables=${encodeURIComponent('{"__proto__":{"polluted":1}}')}`,
        ),
      ),
  ],
  [
    'a query that is there twice in the address',
    (server) => told(fetch(`${server.url}/graphql?query={__typename}&query={x}`)),
  ],
]);

const events = (after: string) =>
  `{ session(id: "s") { events(first: 1, after: ${JSON.stringify(after)}) { edges { node { __typename } } } } }`;
const answer = (id: string, given: string) =>
  `mutation { answerDecision(input: { decisionId: ${JSON.stringify(id)}, answer: ${given} }) { __typename ... on Fault { code } } }`;
const stream =
  (args: string): ((server: { url: string }) => Promise<string>) =>
  async (server) => {
    using socket = await openBareSocket(server.url);
    socket.subscribe('1', `subscription { events(${args}) { __typename } }`);
    const { type, payload } = await socket.next();
    const errors = payload.errors ?? payload;
    return `${type} ${errors[0]?.extensions?.code ?? 'told'}`;
  };

attacks('ids and cursors', [
  ...[
    ['of a path', '../../etc/passwd'],
    ['of SQL', "' OR 1=1; DROP TABLE events; --"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the attack.
    ['of an expression', '${7*7}{{7*7}}#{7*7}'],
    ['__proto__', '__proto__'],
    ['of blanks', '   '],
    ['of emoji', '👩‍👩‍👧‍👦'],
    ['of another kind', 'workflow_s'],
  ].flatMap(([name, id]): Attack[] => [
    [`node by an id ${name}`, (server) => query(server, 'query ($id: ID!) { node(id: $id) { id } }', { id })],
    [
      `session by an id ${name}`,
      (server) => query(server, 'query ($id: ID!) { session(id: $id) { id } }', { id }),
    ],
  ]),
  ['an empty id', (server) => query(server, '{ node(id: "") { id } }')],
  ['an id that is a number', (server) => query(server, '{ node(id: 1e3) { id } }')],
  ['a cursor that is none', (server) => query(server, events('nothing'))],
  ['a cursor with a slash', (server) => query(server, events('../1.cw'))],
  ['a cursor of another session', (server) => query(server, events(cursorOf('other', 1)))],
  ['a cursor from the future', (server) => query(server, events(cursorOf('s', 10_000_000)))],
  [
    'a cursor before the beginning',
    (server) => query(server, events(`-1.${cursorOf('s', 1).split('.')[1]}`)),
  ],
  ['a cursor of 10,000 characters', (server) => query(server, events('1'.repeat(10_000)))],
  ['a session before its beginning', (server) => query(server, '{ session(id: "s", at: -1) { id } }')],
  ['a session in its future', (server) => query(server, '{ session(id: "s", at: 2147483647) { id } }')],
  ['a stream of no session', stream('sessionId: "none"')],
  ['a stream after a cursor of another session', stream(`sessionId: "s", after: "${cursorOf('other', 1)}"`)],
  ['a stream after the future', stream(`sessionId: "s", after: "${cursorOf('s', 999_999)}"`)],
  [
    'a stream for a subscriber of 10,000 characters',
    stream(`sessionId: "s", subscriber: "${'x'.repeat(10_000)}"`),
  ],
  ['a stream of kinds that there are not', stream('sessionId: "s", types: [EVIL]')],
  ['an answer to nothing', (server) => query(server, answer('decision_none', '{ skip: true }'))],
  [
    'an answer with two answers',
    (server) => query(server, answer('decision_none', '{ skip: true, option: "a" }')),
  ],
  ['an answer with none', (server) => query(server, answer('decision_none', '{}'))],
  [
    'a date that is none',
    (server) => query(server, '{ costs(from: "yesterday", to: "9999999-01-01") { total { amount } } }'),
  ],
  [
    'costs of ten thousand years',
    (server) =>
      query(
        server,
        '{ costs(from: "0001-01-01T00:00:00Z", to: "9999-01-01T00:00:00Z") { total { amount } } }',
      ),
  ],
]);
