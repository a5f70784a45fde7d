// The raw WebSocket with clients that know only the streaming guide, or only one session.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { roster } from '../../src/agents/roster.ts';
import { said, stateChange } from '../support/drafts.ts';
import { postEvents } from '../support/producer.ts';
import { type Frame, isEvent, openRaw, sequencesOf } from '../support/raw-client.ts';
import { type Server, startSample, startServer } from '../support/server.ts';

const snippets = readFileSync(new URL('../fixtures/guide-client.js', import.meta.url), 'utf8');
const doc = readFileSync(new URL('../../docs/raw-websocket.md', import.meta.url), 'utf8');
const dense = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const isEnd = (frame: Frame) => frame.data.change_type === 'workflow_completed';

type Page = Record<string, unknown> & {
  respondToDecision(decisionId: string, response: string): void;
};

/** The guide's client as it stands, on a page of its own; only the address leads to the server under test. */
function openPage(server: Server, handlers: Record<string, (data: Frame['data']) => void>): Page {
  class Redirected extends WebSocket {
    constructor(address: string) {
      super(address.replace('ws://localhost:8000', server.url.replace('http', 'ws')));
    }
  }
  const context = createContext({ WebSocket: Redirected, currentSessionId: undefined, ...handlers });
  runInContext(snippets, context);
  return context as Page;
}

test('the guide’s client, to the letter, sees a workflow that its user started and answers its decisions', async () => {
  await using server = await startServer({ roster });
  const seen: Record<string, number> = {};
  const ended = Promise.withResolvers<void>();
  const count = (name: string) => () => {
    seen[name] = (seen[name] ?? 0) + 1;
  };
  const client = openPage(server, {
    handleManagerThinking: count('manager_thinking'),
    handleAgentProgress: count('agent_substep'),
    handleBrainAllocation: count('brain_allocation'),
    handleErrorRecovery: count('error_recovery'),
    handleUserDecision(data) {
      count('user_decision_needed')();
      client.respondToDecision(data.decision_id, data.options[0]);
    },
    handleWorkflowVisualization(data) {
      count('workflow_state_change')();
      if (data.change_type === 'workflow_completed') ended.resolve();
    },
  });
  client.currentSessionId = (await startSample(server)).session.id;
  await ended.promise;
  runInContext('ws.close()', client as object);
  expect(Object.keys(seen).sort()).toEqual([
    'agent_substep',
    'brain_allocation',
    'error_recovery',
    'manager_thinking',
    'user_decision_needed',
    'workflow_state_change',
  ]);
  expect(seen.user_decision_needed).toBeGreaterThan(2);
});

test('a whole sample workflow is started, watched and answered over the raw socket alone', async () => {
  await using server = await startServer({ roster });
  await using client = await openRaw(server.url);
  client.send({ type: 'chat_message', text: 'Export a full estimate', sample: true });
  for (;;) {
    const { type, data } = await client.next(
      (frame) => frame.type === 'user_decision_needed' || isEnd(frame),
    );
    if (type !== 'user_decision_needed') break;
    const response = data.default_option ?? data.options[0];
    client.send({ type: 'user_decision_response', decision_id: data.decision_id, response });
  }
  const sessionId = client.frames.find((one) => one.type === 'subscribed')!.session_id!;
  const { lastSequence } = (await server.services.log.head(sessionId))!;
  expect(sequencesOf(client.frames, sessionId)).toEqual(dense(lastSequence));
  const { data } = await client.ask({ type: 'workflow_status' }, 'workflow_status');
  expect(data).toMatchObject({ status: 'succeeded', pipeline_status: { export_ready: true } });
});

async function makeSession(server: Server, id: string, status: 'running' | 'succeeded'): Promise<void> {
  const { log } = server.services;
  await log.createSession({ id, title: id, createdAt: '2026-01-01T00:00:00.000Z' });
  await log.append(id, 0, [said('first', `w-${id}`), stateChange(`w-${id}`, status)]);
}

/** The sessions whose events it has seen, in the order they began. */
const sessionsOf = (frames: readonly Frame[]) => [
  ...new Set(frames.filter(isEvent).map((one) => one.session_id)),
];

test('a socket that names no session is shown the newest that is at work, from its first event, and another when that has ended', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await makeSession(server, 'old', 'running');
  await makeSession(server, 'new', 'running');
  await makeSession(server, 'done', 'succeeded');
  await using client = await openRaw(server.url);
  await client.next((frame) => frame.session_id === 'new' && frame.sequence === 2);
  // Not while what is shown is at work.
  await log.append('old', 2, [said('elsewhere')]);
  await log.append('new', 2, [stateChange('w-new', 'succeeded')]);
  await client.next((frame) => frame.session_id === 'new' && frame.sequence === 3);
  expect(sessionsOf(client.frames)).toEqual(['new']);
  await log.append('done', 2, [said('over and done')]);
  for (let place = 3; !sessionsOf(client.frames).includes('old'); place++) {
    await log.append('old', place, [said('on')]);
    await client.ask({ type: 'ping' }, 'pong');
  }
  expect(sessionsOf(client.frames)).toEqual(['new', 'old']);
  expect(client.frames.find((one) => one.session_id === 'old')?.sequence).toBe(1);
});

test('a socket that names a session is shown no other', async () => {
  await using server = await startServer();
  const { log } = server.services;
  for (const id of ['a', 'b', 'shown']) await makeSession(server, id, 'running');
  await using unnamed = await openRaw(server.url);
  await unnamed.next((frame) => frame.session_id === 'shown' && frame.sequence === 2);
  await using named = await openRaw(server.url, '?session_id=a&types=chat_message');
  await unnamed.ask({ type: 'subscribe', session_id: 'b' }, 'subscribed');
  await using prompt = await openRaw(server.url);
  prompt.send({ type: 'subscribe', session_id: 'a' });
  // What a socket without a name is shown by now, those two are not.
  await using third = await openRaw(server.url);
  await third.next((frame) => frame.session_id === 'shown' && frame.sequence === 2);
  await log.append('shown', 2, [said('more')]);
  await third.next((frame) => frame.session_id === 'shown' && frame.sequence === 3);
  for (const client of [unnamed, named, prompt]) await client.ask({ type: 'ping' }, 'pong');
  expect(sequencesOf(unnamed.frames, 'shown')).toEqual([1, 2]);
  expect(sequencesOf(unnamed.frames, 'b')).toEqual([1, 2]);
  expect([sessionsOf(named.frames), sessionsOf(prompt.frames)]).toEqual([['a'], ['a']]);
});

test('the client of docs/raw-websocket.md runs as it stands, to its end', async () => {
  await using server = await startServer({ roster });
  const program = /```js\n([\s\S]*?)```/.exec(doc)?.[1] ?? '';
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    program.replace('ws://127.0.0.1:8000', server.url.replace('http', 'ws')),
  ]);
  expect(stdout).toMatch(/^1 chat_message\n2 workflow_state_change\n3 manager_thinking\n/);
  expect(stdout).toMatch(/ workflow_state_change\n$/);
});

test('the delivery of docs/raw-websocket.md is taken as it stands, and answered as is said there', async () => {
  await using server = await startServer();
  const [, sessionId, lines] = /api\/events\/(\w+)[\s\S]*?<<'EOF'\n([\s\S]*?)EOF/.exec(doc) ?? [];
  const { body } = await postEvents(server.url, sessionId!, lines!);
  expect(body).toEqual(JSON.parse(/```json\n([\s\S]*?)```/.exec(doc)?.[1] ?? ''));
});
