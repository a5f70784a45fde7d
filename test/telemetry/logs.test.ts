// Logs: what happened can be found by its ids, and neither a secret nor a document's words are among the lines.

import { expect, test } from 'vitest';
import { Fault } from '../../src/base/fault.ts';
import { createLogger } from '../../src/base/logger.ts';
import { traceIdOf } from '../../src/events/trace.ts';
import { done, fakeRoster } from '../support/fake-agents.ts';
import { openRaw } from '../support/raw-client.ts';
import { type Started, startMutation, startServer, watchToEnd } from '../support/server.ts';

interface Line {
  level: number;
  time: string;
  msg: string;
  [key: string]: unknown;
}

function collect() {
  const texts: string[] = [];
  const logger = createLogger('trace', { write: (line) => void texts.push(line) });
  return { texts, logger, lines: () => texts.map((text) => JSON.parse(text) as Line) };
}

const marker = 'Zyzzyva plaster 4711';
const secret = 'sk-hunter2-hunter2';

test('a whole workflow at level trace, with a secret in the headers and a marker in the document, writes neither', async () => {
  const { texts, logger, lines } = collect();
  const roster = fakeRoster({
    async *file_reader(context) {
      const text = Buffer.from(await context.documents[0]!.bytes()).toString();
      // An agent that is careless with what it read.
      throw new Fault('DOCUMENT_CORRUPT', `cannot read «${text}»`);
      // biome-ignore lint/correctness/noUnreachable: a generator yields
      yield* [];
      return done();
    },
  });
  await using server = await startServer({ roster, parts: { logger } });
  const { session } = await server.upload('bill.csv', Buffer.from(`item,description\n1,${marker}\n`));
  const post = (query: string, variables: object) =>
    fetch(`${server.url}/graphql?token=${secret}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${secret}`,
        cookie: `sid=${secret}`,
        'x-api-key': secret,
      },
      body: JSON.stringify({ query, variables }),
    }).then((response) => response.json() as Promise<{ data: Started }>);
  const input = { sessionId: session?.id, instructions: `full estimate of ${marker}` };
  const { data } = await post(startMutation, { input });
  const { workflow } = data.startWorkflow;
  await watchToEnd(
    server.client({ authorization: `Bearer ${secret}`, token: secret }),
    { sessionId: session?.id },
    (told) => told.__typename === 'UserDecisionNeeded',
  );
  await using raw = await openRaw(server.url, `?token=${secret}`);
  await raw.ask(`{ "type": "${marker}", "token": "${secret}"`, 'error');
  await raw.ask({ type: 'user_message', session_id: marker, message: marker }, 'error');
  await post('mutation ($id: ID!) { cancelWorkflow(workflowId: $id, reason: "no") { __typename } }', {
    id: workflow.id,
  });
  await watchToEnd(server.client(), { sessionId: session?.id });
  expect(lines().length).toBeGreaterThan(10);
  const all = texts.join('');
  expect(all).not.toContain('Zyzzyva');
  expect(all).not.toContain('hunter2');
  const about = { sessionId: session?.id, workflowId: workflow.id, traceId: traceIdOf(workflow.id) };
  const turns = lines().filter((line) => line.msg === 'a workflow moved' && line.level === 30);
  expect(turns.map((line) => line.status)).toEqual([expect.any(String), 'cancelled']);
  for (const line of turns) expect(line).toMatchObject(about);
  expect(lines().find((line) => line.msg === 'a person is asked')).toMatchObject(about);
  const failed = lines().find((line) => line.msg === 'an agent failed');
  expect(failed).toMatchObject({
    sessionId: session?.id,
    agent: 'file_reader',
    err: { code: 'DOCUMENT_CORRUPT' },
  });
});

test('a bug is logged whole under the incident that the client was told', async () => {
  const { logger, lines } = collect();
  await using server = await startServer({ parts: { logger } });
  server.services.log.sessions = () =>
    Promise.reject(new Error('broken wheel', { cause: new TypeError('axle') }));
  const { errors } = await server.post('{ sessions(first: 1) { __typename } }');
  const incidentId = errors?.[0]?.extensions?.incidentId;
  expect(incidentId).toMatch(/^incident_/);
  expect(lines().find((line) => line.incidentId === incidentId)).toMatchObject({
    level: 50,
    msg: 'a bug',
    err: {
      type: 'Error',
      message: 'broken wheel',
      stack: expect.stringContaining('logs.test.ts'),
      cause: { type: 'TypeError', message: 'axle' },
    },
  });
});

test.each([
  ['at the top', { token: secret }],
  ['in headers', { headers: { authorization: secret, cookie: secret, 'x-api-key': secret } }],
  ['in a request', { req: { headers: { authorization: secret, 'set-cookie': [secret] } } }],
  ['three deep', { a: { b: { c: { password: secret } } } }],
  ['in an address', { url: `/artifacts/a?ticket=${secret}` }],
  ['on an error', { err: Object.assign(new Error('refused'), { headers: { authorization: secret } }) }],
])('a secret %s is not written', (_where, given) => {
  const { logger, texts } = collect();
  logger.info(given, 'told');
  expect(texts.join()).toContain('told');
  expect(texts.join()).not.toContain('hunter2');
});

test('words of somebody else stay within their line, and their control characters are spelled out', () => {
  const { logger, texts } = collect();
  logger.info({ name: 'a\n{"level":60,"msg":"forged"}\u001b[2J' }, 'told');
  expect(texts.length).toBe(1);
  expect(texts[0]?.trimEnd().split('\n').length).toBe(1);
  expect(texts[0]).not.toContain('\u001b');
});

test('of a fault that the operator can act on the words are logged, of any other only what it means', () => {
  const { logger, lines } = collect();
  logger.warn({ err: new Fault('STORAGE_UNAVAILABLE', 'The disk is full.') }, 'one');
  logger.warn({ err: new Fault('INVALID_INPUT', `«${marker}» is no number`) }, 'two');
  expect(lines().map((line) => (line.err as { message: string }).message)).toEqual([
    'The disk is full.',
    'What was sent cannot be accepted as it is.',
  ]);
});
