// Hostile input: what would confuse a program is refused by name wherever it comes in, and the server goes on.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Fault } from '../../../src/base/fault.ts';
import { checkSound } from '../../../src/base/sound.ts';
import { readConfig } from '../../../src/config.ts';
import { openBareSocket } from '../../support/bare-socket.ts';
import { postEvents, spoken } from '../../support/producer.ts';
import { openRaw } from '../../support/raw-client.ts';
import { type Server, startMutation, startSample, startServer } from '../../support/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const answer = 'mutation ($input: AnswerDecisionInput!) { answerDecision(input: $input) { __typename } }';
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

async function post(query: string, variables: string): Promise<string> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
  });
  return response.text();
}

const json =
  'mutation ($models: JSON) { startWorkflow(input: { sample: true, instructions: "x", models: $models }) { __typename ... on Fault { code message } } }';

test.each([
  ['17 levels', () => nested(17), 'deeper'],
  ['levels that would exhaust a stack', () => nested(100_000), 'deeper'],
  ['__proto__', () => '{"a":{"__proto__":{"polluted":true}}}', '__proto__'],
  ['constructor', () => '{"constructor":{"prototype":{"polluted":true}}}', 'constructor'],
  ['prototype', () => '[{"prototype":1}]', 'prototype'],
  ['more than 100,000 characters', () => JSON.stringify({ a: 'x'.repeat(100_001) }), 'characters'],
])('the JSON scalar refuses %s', async (_name, value, words) => {
  const told = await post(json, `{"models":${value()}}`);
  expect(told).toContain('INVALID_INPUT');
  expect(told).toContain(words);
});

test('the JSON scalar refuses the same in a literal', async () => {
  const literal = (text: string) =>
    server.post<object>(json.replace('($models: JSON)', '').replace('$models', text));
  expect(JSON.stringify(await literal(nested(30)))).toContain('deeper');
  expect(JSON.stringify(await literal('{ __proto__: { a: 1 } }'))).toContain('__proto__');
});

test.each([
  ['a NUL character', 'a\\u0000b', 'NUL'],
  ['half a character', 'a\\ud800b', 'not Unicode'],
  ['an escape character', 'a\\u001b[2Jb', 'control'],
  ['hundreds of marks on one letter', `a${'\\u0301'.repeat(300)}`, 'marks'],
])('a text with %s is refused by name at every door', async (_name, text, words) => {
  const told = await post(startMutation, `{"input":{"sample":true,"instructions":"${text}"}}`);
  expect([told.includes('INVALID_INPUT'), told.includes(words)]).toEqual([true, true]);
  const literal = `mutation { startWorkflow(input: { sample: true, instructions: "${text}" }) { __typename } }`;
  const said = await post(literal, '{}');
  expect(said).toMatch(/INVALID_INPUT|GRAPHQL_PARSE_FAILED/);

  using bare = await openBareSocket(server.url);
  bare.send(
    `{"id":"1","type":"subscribe","payload":{"query":${JSON.stringify(startMutation)},"variables":{"input":{"sample":true,"instructions":"${text}"}}}}`,
  );
  expect(JSON.stringify(await bare.next())).toContain('INVALID_INPUT');

  await using raw = await openRaw(server.url);
  const refused = await raw.ask(`{"type":"chat_message","text":"${text}","sample":true}`, 'error');
  expect(refused.data).toMatchObject({ code: 'INVALID_INPUT' });
});

test('ordinary control characters, scripts, emoji and long words are taken', async () => {
  for (const instructions of [
    'a\tb\r\nc',
    'עברית ‏ العربية',
    '👩‍👩‍👧‍👦 🏗️',
    'Z\u0351\u036B\u0343\u036Aalgo',
    'क्षत्रिय',
    'x'.repeat(20_000),
  ])
    expect((await startSample(server, { instructions })).__typename).toBe('WorkflowStarted');
});

test.each([
  ['__proto__', '{"__proto__":{"a":1}}'],
  ['nesting', nested(40)],
  ['a NUL character', '"\\u0000"'],
])('connection_init with %s closes its socket by name', async (_name, value) => {
  using bare = await openBareSocket(server.url, { init: false });
  bare.send(`{"type":"connection_init","payload":{"x":${value}}}`);
  expect(await bare.closed).toEqual({ code: 4400, reason: 'INVALID_INPUT' });
});

test('a raw frame with __proto__ or deep nesting is refused, and the socket goes on', async () => {
  await using raw = await openRaw(server.url);
  for (const data of ['{"__proto__":{"type":"ping"}}', `{"deep":${nested(40)}}`, '{"constructor":{"a":1}}']) {
    const refused = await raw.ask(`{"type":"ping","data":${data}}`, 'error');
    expect(refused.data).toMatchObject({ code: 'INVALID_INPUT' });
  }
  await raw.ask({ type: 'ping' }, 'pong');
});

test('of events from elsewhere those with __proto__ are rejected by name, the others go in', async () => {
  const evil = `{"type":"chat_message","timestamp":"2026-01-01T00:00:00Z","data":{"role":"assistant","text":"a","__proto__":{"x":1}}}`;
  const { body } = await postEvents(server.url, 'elsewhere', `${evil}\n${JSON.stringify(spoken('good'))}\n`);
  expect(body).toMatchObject({ accepted: 1, rejected: [{ line: 1, code: 'INVALID_INPUT' }] });
});

test('an id of a raw client with control characters is refused', async () => {
  await using raw = await openRaw(server.url);
  const refused = await raw.ask({ type: 'chat_message', session_id: 'a\u0007b', text: 'x' }, 'error');
  expect(refused.data).toMatchObject({ code: 'INVALID_INPUT' });
});

/** Any JSON, with dangerous keys in any place; by text, since only so __proto__ becomes a key of its own. */
const anyJson = fc
  .object({
    key: fc.constantFrom('a', 'b', 'proto', 'constructor', 'prototype', 'polluted', 'type', 'data'),
    maxDepth: 4,
    maxKeys: 4,
    values: [fc.string({ unit: 'binary', maxLength: 8 }), fc.integer(), fc.boolean(), fc.constant(null)],
  })
  .map((value) => JSON.stringify(value).replaceAll('"proto":', '"__proto__":'));

const isClean = () =>
  expect([({} as Record<string, unknown>).polluted, Object.keys(Object.prototype)]).toEqual([undefined, []]);

test('whatever is sent as events, answers, connections or settings, nothing is polluted and all is answered by name', async () => {
  await using raw = await openRaw(server.url);
  await fc.assert(
    fc.asyncProperty(anyJson, async (text) => {
      const { status } = await postEvents(server.url, 'polluted', `${text}\n`);
      expect([200, 400, 422]).toContain(status);
      const told = await post(answer, `{"input":{"decisionId":"d","answer":${text}}}`);
      expect(told).not.toContain('INTERNAL');
      expect(await post(json, `{"models":${text}}`)).not.toContain('INTERNAL');
      const frame = await raw.ask(`{"type":"user_decision_response","data":${text}}`, 'error');
      expect(frame.data.code).not.toBe('INTERNAL');
      try {
        readConfig(JSON.parse(`{"PORT":"0","__proto__":{"polluted":"1"},"X":${JSON.stringify(text)}}`));
        checkSound(JSON.parse(text), { deepest: 16 });
      } catch (error) {
        expect(error).toBeInstanceOf(Fault);
      }
      isClean();
    }),
    { numRuns: 60 },
  );
});
