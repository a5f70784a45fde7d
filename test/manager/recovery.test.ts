// Recovery: what the manager does when an agent fails.

import { expect, test } from 'vitest';
import { progress } from '../../src/agents/agent.ts';
import type { Event } from '../../src/events/event.ts';
import { done, easyWork, fakeRoster, type Work } from '../support/fake-agents.ts';
import { type Desk, openDesk, person, story } from '../support/manager-desk.ts';

/** Throws so many times, then works. */
function failing(times: number): Work {
  let left = times;
  return async function* (context) {
    yield progress('processing', 20, { operation: 'working' });
    if (left-- > 0) throw new Error('the secret cause');
    return yield* easyWork(context);
  };
}

/** Turns the clock to the next try, whenever that is announced. */
async function nextTry(desk: Desk, sessionId: string, failures: number): Promise<void> {
  const isFailure = (e: Event) => e.type === 'error_recovery' && e.data.nextRetryAt !== null;
  await desk.until(
    sessionId,
    (session) =>
      session.workflows[0]!.recoveries[Object.keys(session.workflows[0]!.recoveries)[0]!]?.attempt ===
      failures,
  );
  const told = (await desk.events(sessionId)).filter(isFailure).at(-1) as Event<'error_recovery'>;
  desk.clock.turn(Date.parse(told.data.nextRetryAt!) - desk.clock.now());
}

test('an agent that throws is tried again after growing waits, and the recovery is told to its end', async () => {
  await using desk = await openDesk(fakeRoster({ file_reader: failing(2) }));
  const { session } = await desk.start();
  await nextTry(desk, session.id, 1);
  await nextTry(desk, session.id, 2);
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect(story(await desk.events(session.id)).filter((one) => one.startsWith('recovery'))).toEqual([
    'recovery analyzing_options started',
    'recovery retry_with_backoff in_progress',
    'recovery analyzing_options started',
    'recovery retry_with_backoff in_progress',
    'recovery retry_with_backoff recovered',
  ]);
  const waits = (await desk.events(session.id)).flatMap((e) =>
    e.type === 'error_recovery' && e.data.nextRetryAt !== null
      ? [Date.parse(e.data.nextRetryAt) - Date.parse(e.timestamp)]
      : [],
  );
  expect(waits[1]).toBeGreaterThan(waits[0]!);
});

test('what a bug said stays inside: the event names the failure, not its words', async () => {
  await using desk = await openDesk(fakeRoster({ file_reader: failing(1) }));
  const { session } = await desk.start();
  await nextTry(desk, session.id, 1);
  await desk.finished(session.id);
  expect(JSON.stringify(await desk.events(session.id))).not.toContain('secret');
});

test.each([
  ['retry', 'succeeded'],
  ['abort', 'failed'],
])('when its attempts are used up a person decides: %s', async (choice, status) => {
  await using desk = await openDesk(fakeRoster({ file_reader: failing(3) }));
  const { session } = await desk.start();
  await nextTry(desk, session.id, 1);
  await nextTry(desk, session.id, 2);
  const waiting = await desk.until(session.id, (s) =>
    Object.values(s.decisions).some((one) => one.status === 'open'),
  );
  const decision = Object.values(waiting.decisions)[0]!;
  expect(decision).toMatchObject({ type: 'error_resolution', askedBy: 'file_reader' });
  await desk.commands.answer(decision.id, { option: choice }, person, null, null);
  expect((await desk.finished(session.id)).status).toBe(status);
});

test('an agent that others can do without may be skipped', async () => {
  await using desk = await openDesk(fakeRoster({ takeoff_calculator: failing(3) }));
  const { session } = await desk.start();
  await nextTry(desk, session.id, 1);
  await nextTry(desk, session.id, 2);
  const waiting = await desk.until(session.id, (s) =>
    Object.values(s.decisions).some((one) => one.status === 'open'),
  );
  await desk.commands.answer(
    Object.values(waiting.decisions)[0]!.id,
    { option: 'skip_agent' },
    person,
    null,
    null,
  );
  const after = await desk.finished(session.id);
  expect(after.workflows[0]?.visualization.nodes.map((n) => [n.agentName, n.status])).toContainEqual([
    'takeoff_calculator',
    'skipped',
  ]);
  expect(after.status).toBe('succeeded');
});

test('a failed workflow can be retried: what failed runs again, what was finished does not', async () => {
  await using desk = await openDesk(fakeRoster({ trade_mapper: failing(3) }));
  const { session, workflow } = await desk.start();
  await nextTry(desk, session.id, 1);
  await nextTry(desk, session.id, 2);
  const waiting = await desk.until(session.id, (s) =>
    Object.values(s.decisions).some((one) => one.status === 'open'),
  );
  await desk.commands.answer(
    Object.values(waiting.decisions)[0]!.id,
    { option: 'abort' },
    person,
    null,
    null,
  );
  await desk.until(session.id, (_, w) => w.status === 'failed');
  await desk.commands.retry(workflow.id);
  expect((await desk.until(session.id, (_, w) => w.status === 'succeeded')).status).toBe('succeeded');
  expect(
    story(await desk.events(session.id)).filter((one) => one === 'agent_completed file_reader'),
  ).toHaveLength(1);
});

test('an agent past its time is stopped, though it does not listen, and tried again', async () => {
  let runs = 0;
  const deaf: Work = async function* () {
    yield progress('processing', 20, { operation: 'working' });
    if (++runs === 1) await new Promise(() => {});
    return done();
  };
  await using desk = await openDesk(fakeRoster({ file_reader: deaf }));
  const { session } = await desk.start();
  await desk.until(session.id, (_, w) => w.executions.file_reader?.progressPercentage === 20);
  desk.clock.turn(60_000);
  await nextTry(desk, session.id, 1);
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  const codes = (await desk.events(session.id)).flatMap((e) =>
    e.type === 'error_recovery' ? [e.data.errorCode] : [],
  );
  expect(codes).toContain('AGENT_TIMEOUT');
});

test('a problem that an agent can live with is told, and once only when it runs again', async () => {
  let runs = 0;
  const coping: Work = async function* () {
    yield {
      kind: 'problem',
      topic: 'file',
      errorCode: 'DOCUMENT_CORRUPT',
      message: 'bad file',
      severity: 'medium',
      strategy: 'analyzing_options',
      status: 'started',
    };
    if (++runs === 1) throw new Error('later');
    yield {
      kind: 'problem',
      topic: 'file',
      errorCode: 'DOCUMENT_CORRUPT',
      message: 'bad file',
      severity: 'medium',
      strategy: 'skip_file',
      status: 'recovered',
    };
    return done();
  };
  await using desk = await openDesk(fakeRoster({ file_reader: coping }));
  const { session } = await desk.start();
  await desk.until(session.id, (_, w) => Object.values(w.recoveries).some((one) => one.nextRetryAt !== null));
  desk.clock.turn(10_000);
  await desk.finished(session.id);
  const told = (await desk.events(session.id)).flatMap((e) =>
    e.type === 'error_recovery' && e.data.errorMessage === 'bad file' ? [e.data.recoveryStrategy] : [],
  );
  expect(told).toEqual(['analyzing_options', 'skip_file']);
});

test('a result that cannot be stored is a failure of the agent, told and tried again', async () => {
  let runs = 0;
  const odd: Work = async function* () {
    yield progress('processing', 50, { operation: 'working' });
    const json = ++runs === 1 ? { big: 1n } : { big: 1 };
    return done({
      outputs: [{ kind: 'extracted_tables', name: 'a.json', mediaType: 'application/json', json }],
    });
  };
  await using desk = await openDesk(fakeRoster({ file_reader: odd }));
  const { session } = await desk.start();
  await nextTry(desk, session.id, 1);
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect(desk.errors).toEqual([]);
});
