// Attacks on streams: server-sent events, the raw WebSocket, and events that are brought.

import { cursorOf } from '../../../src/events/cursor.ts';
import { spoken } from '../../support/producer.ts';
import { openRaw } from '../../support/raw-client.ts';
import type { Server } from '../../support/server.ts';
import { type Attack, attacks, json, raw, told, wordOf } from './attack.ts';

const events = 'subscription { events(sessionId: "s") { ... on Event { sequence } } }';

/** The first result of a stream, or its refusal. */
async function firstOf(
  server: Server,
  query: string,
  headers: Record<string, string> = {},
  more = '',
): Promise<string> {
  const cut = new AbortController();
  const response = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}${more}`, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: cut.signal,
  });
  let text = '';
  if (response.body !== null) {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('data: ') || text.includes('"errors"')) break;
    }
  }
  cut.abort();
  return `${response.status} ${text.includes('"sequence"') ? 'told' : wordOf(text)}`;
}

const sse = (name: string, query: string, headers: Record<string, string> = {}, more = ''): Attack => [
  name,
  (server) => firstOf(server, query, headers, more),
];

attacks('server-sent events', [
  ...[
    ['that is none', '%%%'],
    ['of another session', cursorOf('other', 1)],
    ['from the future', cursorOf('s', 1_000_000)],
    ['of 8,000 characters', 'x'.repeat(8000)],
    ['with a path', '../../1.cw'],
    ['with quotes', `'"><script>`],
  ].map(([name, id]): Attack => sse(`a Last-Event-ID ${name}`, events, { 'last-event-id': id! })),
  sse('a stream of no session', 'subscription { events(sessionId: "none") { __typename } }'),
  sse('a query as a stream', '{ __typename }'),
  sse('a mutation as a stream', 'mutation { cancelWorkflow(workflowId: "x") { __typename } }'),
  sse('two root fields', 'subscription { a: decisions { id } b: decisions { id } }'),
  sse('a syntax error', 'subscription {'),
  sse('no query', ''),
  sse('variables that are no JSON', events, {}, '&variables=%7B'),
  sse('a ticket that is none', events, {}, '&ticket=x'),
  sse(
    'a heartbeat of no time',
    'subscription { feed(sessionId: "s", heartbeatMs: 0) { __typename ... on FeedEvent { event { ... on Event { sequence } } } } }',
  ),
  sse(
    'negative times',
    'subscription { feed(sessionId: "s", heartbeatMs: -5, conflateMs: -5) { __typename ... on FeedEvent { event { ... on Event { sequence } } } } }',
  ),
  [
    '60 streams, cut',
    async (server) => {
      const answers = await Promise.all(Array.from({ length: 60 }, () => firstOf(server, events)));
      return [...new Set(answers)].join();
    },
  ],
]);

/** The code of the error frame; the socket goes on. */
const said = (name: string, message: object | string): Attack => [
  name,
  async (server) => {
    await using client = await openRaw(server.url);
    await client.next('connection_established');
    const frame = await client.ask(message, (one) => one.type !== 'connection_established');
    await client.ask({ type: 'ping' }, 'pong');
    return `${frame.type} ${frame.data.code ?? ''}`.trim();
  },
];

const addressed = (name: string, parameters: string): Attack => [
  name,
  async (server) => {
    await using client = await openRaw(server.url, parameters);
    const first = await Promise.race([client.next('error'), client.closed]);
    return typeof first === 'number' ? `close ${first}` : `error ${first.data.code}`;
  },
];

attacks('the raw WebSocket', [
  said('no JSON', '{'),
  said('an empty text', ''),
  said('null', 'null'),
  said('a list', '[]'),
  said('no type', {}),
  said('a type that there is not', { type: 'evil' }),
  said('the type __proto__', '{"type":"__proto__"}'),
  said('the type constructor', { type: 'constructor' }),
  said('a type that is an object', { type: {} }),
  said('a type of 50,000 characters', { type: 'x'.repeat(50_000) }),
  said('__proto__ in the message', '{"type":"ping","__proto__":{"polluted":1}}'),
  said('10,000 levels', `{"type":"ping","a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
  said('a session that is a number', { type: 'subscribe', session_id: 1 }),
  said('a session that is a list', { type: 'subscribe', session_id: ['s'] }),
  said('a session that there is not', { type: 'subscribe', session_id: 'none' }),
  said('a session with a NUL', { type: 'subscribe', session_id: 's\u0000' }),
  said('half a surrogate', '{"type":"subscribe","session_id":"\\ud800"}'),
  said('a cursor of another session', { type: 'subscribe', session_id: 's', after: cursorOf('other', 1) }),
  said('a cursor from the future', { type: 'subscribe', session_id: 's', after: cursorOf('s', 99_999) }),
  said('a cursor that is none', { type: 'subscribe', session_id: 's', after: 'x' }),
  said('kinds that there are not', { type: 'subscribe', session_id: 's', types: ['evil'] }),
  said('agents that are a text', { type: 'subscribe', session_id: 's', agents: 'x' }),
  said('leaving what was not followed', { type: 'unsubscribe', session_id: 'none' }),
  said('an answer to nothing', { type: 'user_decision_response', decision_id: 'none', response: 'x' }),
  said('an answer that is an object', { type: 'user_decision_response', decision_id: 'none', response: {} }),
  said('nothing said', { type: 'chat_message', text: '' }),
  said('60,000 characters said', { type: 'chat_message', text: 'x'.repeat(60_000) }),
  said('something said to no session', { type: 'chat_message', session_id: 'none', text: '\u001b[31m' }),
  said('the status of nothing', { type: 'workflow_status' }),
  said('a token that is none', { type: 'authenticate', token: 'x' }),
  said('a frame that only the server sends', { type: 'connection_established' }),
  addressed('a session in the address that there is not', '?session_id=none'),
  addressed('a NUL in the address', '?session_id=%00'),
  addressed('__proto__ in the address', '?__proto__=1'),
  addressed('kinds in the address that there are not', '?session_id=s&types=evil'),
  addressed('a ticket that is none', '?ticket=x'),
  [
    '10,000 sessions followed',
    async (server) => {
      await using client = await openRaw(server.url);
      for (let n = 0; n < 10_000; n++) client.send({ type: 'subscribe', session_id: `none${n}` });
      for (let n = 0; n < 10_000; n++) await client.next('error');
      return (await client.ask({ type: 'ping' }, 'pong')).type;
    },
  ],
  [
    '1,000 times narrowed',
    async (server) => {
      await using client = await openRaw(server.url, '?session_id=s');
      for (let n = 0; n < 1000; n++) client.send({ type: 'agent_subscription', agent_names: [String(n)] });
      return (await client.ask({ type: 'ping' }, 'pong')).type;
    },
  ],
]);

const bring = (
  name: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  session = 'brought',
): Attack => [
  name,
  async (server) =>
    told(
      fetch(`${server.url}/api/events/${session}`, {
        method: 'POST',
        headers: { ...json, ...headers },
        body: body as never,
      }),
    ),
];
const one = (more: object = {}) => ({ ...spoken('x'), ...more });
const nd = { 'content-type': 'application/x-ndjson' };

attacks('events that are brought', [
  bring('nothing', ''),
  bring('no JSON', '{'),
  bring('an empty list', '[]'),
  bring('a number', '1'),
  bring('half a line', `${JSON.stringify(one())}\n{"type":"mana`, nd, 'half'),
  bring('100,000 empty lines', '\n'.repeat(100_000), nd),
  bring('a list of 50,000 nulls', `[${'null,'.repeat(49_999)}null]`),
  bring('12 MB', `[${JSON.stringify(one({ pad: 'x'.repeat(12_000_000) }))}]`),
  bring('a list of 100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  bring('the key __proto__', `[{"__proto__":{"polluted":1},"type":"chat_message"}]`),
  bring('a kind that there is not', JSON.stringify([one({ type: 'evil' })])),
  bring('a kind that is __proto__', '[{"type":"__proto__"}]'),
  bring('a date that is none', JSON.stringify([one({ timestamp: 'yesterday' })])),
  bring('a date of the year 275,760', JSON.stringify([one({ timestamp: '+275760-09-13T00:00:00.000Z' })])),
  bring('data that is a list', JSON.stringify([one({ data: [] })])),
  bring('a session of somebody else in the event', JSON.stringify([one({ session_id: 's' })])),
  bring('a compressed body', '[]', { 'content-encoding': 'gzip' }),
  bring('UTF-16', '[]', { 'content-type': 'application/json; charset=utf-16' }),
  bring('text/plain', '[]', { 'content-type': 'text/plain' }),
  bring('a key of 10,000 characters', JSON.stringify([one()]), { 'idempotency-key': 'x'.repeat(10_000) }),
  bring('a session of 200 characters', JSON.stringify([one()]), {}, 'x'.repeat(200)),
  bring('a session that climbs', JSON.stringify([one()]), {}, '..%2f..%2fetc'),
  bring('a session with a NUL', JSON.stringify([one()]), {}, 'a%00'),
  bring('a session that is not UTF-8', JSON.stringify([one()]), {}, '%ff'),
  bring('a session with half a surrogate', JSON.stringify([one()]), {}, '%ed%a0%80'),
  [
    'a body that is cut off',
    async (server) =>
      raw(
        server,
        `POST /api/events/cut HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n[{"type"`,
      ),
  ],
  ['GET', (server) => told(fetch(`${server.url}/api/events/x`))],
]);
