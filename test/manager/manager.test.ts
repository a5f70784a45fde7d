// The manager: plans, agents in their order, reuse, cancelling, pausing, retrying, and going on after a restart.

import { expect, test } from 'vitest';
import { ask, progress } from '../../src/agents/agent.ts';
import { done, fakeRoster, step, type Work } from '../support/fake-agents.ts';
import { openDesk, story } from '../support/manager-desk.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

const never: Work = async function* ({ signal }) {
  yield progress('processing', 10, { operation: 'working' });
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  return done();
};

test('runs every agent once, each after what it needs, and says each stage', async () => {
  await using desk = await openDesk(fakeRoster());
  const { session } = await desk.start();
  const { workflows } = await desk.finished(session.id);
  expect(workflows[0]?.status).toBe('succeeded');
  const told = story(await desk.events(session.id));
  expect(told.filter((one) => one.startsWith('agent_completed')).sort()).toEqual([
    'agent_completed exporter',
    'agent_completed file_reader',
    'agent_completed takeoff_calculator',
    'agent_completed trade_mapper',
  ]);
  expect(told.indexOf('agent_completed file_reader')).toBeLessThan(
    told.indexOf('agent_started trade_mapper'),
  );
  expect(told.indexOf('agent_started exporter')).toBeGreaterThan(
    told.indexOf('agent_completed takeoff_calculator'),
  );
  const stages = (await desk.events(session.id)).flatMap((e) =>
    e.type === 'workflow_state_change' ? [e.data.currentStage] : [],
  );
  expect([...new Set(stages)]).toEqual([
    'Universal Intake',
    'Intent Classification',
    'Task Delegation',
    'Output Management',
  ]);
  expect(workflows[0]?.pipelineStatus).toMatchObject({
    filesProcessed: true,
    tradesMapped: true,
    takeoffCalculated: true,
    exportReady: true,
  });
  expect(workflows[0]?.visualization.completionPercentage).toBe(100);
  expect(desk.errors).toEqual([]);
});

test('agents that do not need each other run at the same time', async () => {
  const meeting = Promise.withResolvers<void>();
  let there = 0;
  const meet: Work = async function* () {
    yield progress('processing', 10, { operation: 'waiting for the other' });
    if (++there === 2) meeting.resolve();
    await meeting.promise;
    return done();
  };
  await using desk = await openDesk(fakeRoster({ trade_mapper: meet, takeoff_calculator: meet }));
  const { session } = await desk.start();
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  const both = (await desk.events(session.id)).some(
    (e) => e.type === 'workflow_state_change' && e.data.activeAgents.length === 2,
  );
  expect(both).toBe(true);
});

test('the plan is no longer than what was asked for', async () => {
  await using desk = await openDesk(fakeRoster());
  const { session } = await desk.start({ instructions: 'Just read the files' });
  const { workflows } = await desk.finished(session.id);
  expect(workflows[0]?.intent?.agents).toEqual(['file_reader']);
});

test('a follow-up uses the results that are there and runs the rest only', async () => {
  await using desk = await openDesk(fakeRoster());
  const { session } = await desk.start();
  await desk.finished(session.id);
  await desk.start({ sessionId: session.id, sample: false, instructions: 'export again as csv' });
  const after = await desk.until(
    session.id,
    (s, workflow) => s.workflows.length === 2 && workflow.status === 'succeeded',
  );
  expect(after.workflows[1]?.intent?.agents).toEqual(['exporter']);
  expect(after.workflows[1]?.intent?.reused.sort()).toEqual(['takeoff_calculator', 'trade_mapper']);
});

test('agents named by the caller run, with what they need', async () => {
  await using desk = await openDesk(fakeRoster());
  const { session } = await desk.start({
    steps: [step('trade_mapper')],
  });
  expect((await desk.finished(session.id)).workflows[0]?.intent?.agents).toEqual([
    'file_reader',
    'trade_mapper',
  ]);
});

test('sequences are dense and progress never falls within an attempt', async () => {
  const falling: Work = async function* () {
    for (const at of [10, 30, 60, 90]) yield progress('processing', at, { operation: 'working' });
    return done();
  };
  await using desk = await openDesk(fakeRoster({ file_reader: falling }));
  const { session } = await desk.start();
  await desk.finished(session.id);
  const events = await desk.events(session.id);
  expect(events.map((e) => e.sequence)).toEqual(events.map((_, index) => index + 1));
  const steps = events.flatMap((e) =>
    e.type === 'agent_substep' && e.data.agentName === 'file_reader' ? [e.data.progressPercentage] : [],
  );
  expect(steps).toEqual([0, 10, 30, 60, 90, 100]);
});

test('cancelling tells agents at once, keeps what is finished, and withdraws what was asked', async () => {
  const stopped = Promise.withResolvers<void>();
  const asking: Work = async function* () {
    yield* ask({
      topic: 'colour',
      decisionType: 'other',
      prompt: 'Which?',
      options: [{ value: 'red', label: 'Red', effect: null, costDelta: null }],
    });
    return done();
  };
  const listening: Work = async function* ({ signal }) {
    signal.addEventListener('abort', () => stopped.resolve());
    yield* never({ signal } as never);
    return done();
  };
  await using desk = await openDesk(fakeRoster({ trade_mapper: asking, takeoff_calculator: listening }));
  const { session, workflow } = await desk.start();
  await desk.asked(session.id, 'colour');
  await desk.until(session.id, (_, w) => w.executions.takeoff_calculator?.progressPercentage === 10);
  await desk.commands.cancel(workflow.id, 'changed my mind');
  await stopped.promise;
  const after = await desk.finished(session.id);
  expect(after.workflows[0]).toMatchObject({
    status: 'cancelled',
    reason: 'changed my mind',
    activeAgents: [],
  });
  expect(after.artifacts.map((one) => one.kind)).toEqual(['extracted_tables']);
  expect(Object.values(after.decisions)[0]?.outcome).toBe('withdrawn');
  await expect(desk.commands.cancel(workflow.id, null)).rejects.toMatchObject({ code: 'WORKFLOW_CONFLICT' });
});

test('pausing stops agents, resuming begins them again, and finished ones stay finished', async () => {
  let runs = 0;
  const stopped = Promise.withResolvers<void>();
  const second: Work = async function* (context) {
    context.signal.addEventListener('abort', () => stopped.resolve());
    if (++runs === 1) yield* never(context);
    return done();
  };
  await using desk = await openDesk(fakeRoster({ trade_mapper: second }));
  const { session, workflow } = await desk.start();
  await desk.until(session.id, (_, w) => w.executions.trade_mapper?.progressPercentage === 10);
  await desk.commands.pause(workflow.id, null);
  expect((await desk.sessions.get(session.id)).status).toBe('paused');
  await stopped.promise;
  await desk.commands.resume(workflow.id);
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect(runs).toBe(2);
  const told = story(await desk.events(session.id));
  expect(told.filter((one) => one === 'agent_completed file_reader')).toHaveLength(1);
});

test('one workflow at a time: of two starts at once in a session one runs, and the other is told which', async () => {
  await using desk = await openDesk(fakeRoster({ file_reader: never }));
  const { session } = await desk.start();
  const id = await desk.commands.createSession('Two');
  const both = await Promise.allSettled([1, 2].map(() => desk.start({ sessionId: id })));
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find((one) => one.status === 'rejected');
  const running = (await desk.sessions.get(id)).workflows[0]?.id;
  expect(refused?.reason).toMatchObject({ code: 'WORKFLOW_CONFLICT', detail: { workflowId: running } });
  await expect(desk.start({ sessionId: session.id })).rejects.toMatchObject({ code: 'WORKFLOW_CONFLICT' });
});

test('the same key starts once, and another input under it is refused', async () => {
  await using desk = await openDesk(fakeRoster());
  const first = await desk.start({ idempotencyKey: 'k' });
  await desk.finished(first.session.id);
  const again = await desk.start({ idempotencyKey: 'k' });
  expect([again.session.id, again.workflow.id, again.from]).toEqual([
    first.session.id,
    first.workflow.id,
    first.from,
  ]);
  await expect(desk.start({ idempotencyKey: 'k', instructions: 'Something else' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});

test('a new process goes on where the last one was, and runs no finished agent again', async () => {
  const runs: string[] = [];
  const counted = (name: string, work: Work): Work =>
    async function* (context) {
      runs.push(name);
      return yield* work(context);
    };
  const quick: Work = async function* () {
    yield progress('processing', 50, { operation: 'working' });
    return done();
  };
  const clock = createTurnedClock();
  const first = await openDesk(
    fakeRoster({ file_reader: counted('file_reader', quick), trade_mapper: counted('trade_mapper', never) }),
    { clock },
  );
  const { session } = await first.start();
  await first.until(session.id, (_, w) => w.executions.trade_mapper?.progressPercentage === 10);
  await first.leave();

  await using second = await openDesk(
    fakeRoster({ file_reader: counted('file_reader', quick), trade_mapper: counted('trade_mapper', quick) }),
    { folder: first.folder, clock },
  );
  expect((await second.finished(session.id)).status).toBe('succeeded');
  expect(runs).toEqual(['file_reader', 'trade_mapper', 'trade_mapper']);
  const attempts = (await second.events(session.id)).flatMap((e) =>
    e.type === 'agent_substep' && e.data.agentName === 'trade_mapper' ? [e.data.attempt] : [],
  );
  expect([...new Set(attempts)]).toEqual([1, 2]);
});

test.each([
  ['no instruction', { instructions: '   ' }],
  ['an instruction of ten million letters', { instructions: 'x'.repeat(10_000_000) }],
  ['no document', { sample: false }],
  ['a document of nobody', { sample: false, documentIds: ['document_none'] }],
  ['an unknown agent', { steps: [step('cook')] }],
])('refuses %s by name', async (_what, input) => {
  await using desk = await openDesk(fakeRoster());
  await expect(desk.start(input)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('an unknown session, workflow or decision is not found', async () => {
  await using desk = await openDesk(fakeRoster());
  await expect(desk.start({ sessionId: 'session_none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(desk.commands.cancel('workflow_none', null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(
    desk.commands.answer('constructor', { skip: true }, { id: 'p', name: 'P', kind: 'user' }, null, null),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('of two agents at work, one that talks without end keeps neither the other nor the clock waiting', async () => {
  let talked = 0;
  const chatty: Work = async function* () {
    while (talked < 3000) yield progress('processing', ++talked / 30, { operation: 'talking' });
    return done();
  };
  await using desk = await openDesk(fakeRoster({ trade_mapper: chatty }));
  const { session } = await desk.start();
  await desk.until(
    session.id,
    (_, w) => w.visualization.nodes.find((n) => n.agentName === 'takeoff_calculator')?.status === 'succeeded',
  );
  expect(talked).toBeLessThan(100);
  await desk.commands.cancel((await desk.sessions.get(session.id)).workflows[0]!.id, null);
});

test('a document named twice is worked on once', async () => {
  await using desk = await openDesk(fakeRoster());
  const first = await desk.start();
  await desk.finished(first.session.id);
  const [document] = await desk.log.documents(first.session.id);
  const again = await desk.start({
    sessionId: first.session.id,
    sample: false,
    documentIds: [document!.id, document!.id],
  });
  expect(again.workflow.request?.documents).toHaveLength(1);
});

test('a start that is refused leaves no session behind', async () => {
  await using desk = await openDesk(fakeRoster());
  await expect(desk.start({ sample: false })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(desk.start({ instructions: '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect((await desk.log.sessions({ first: 10, after: null, status: null })).heads).toEqual([]);
});

test('three starts at once with one key in a session are one', async () => {
  await using desk = await openDesk(fakeRoster({ file_reader: never }));
  const id = await desk.commands.createSession('One');
  const all = await Promise.all([1, 2, 3].map(() => desk.start({ sessionId: id, idempotencyKey: 'k' })));
  expect(new Set(all.map((one) => one.workflow.id)).size).toBe(1);
  expect((await desk.sessions.get(id)).workflows).toHaveLength(1);
});

test('sessions that wait for people take nobody’s place: with ten of them waiting an eleventh runs to its end', async () => {
  const asking: Work = async function* ({ instructions }) {
    if (instructions.includes('ask')) {
      yield* ask({
        topic: 'colour',
        decisionType: 'other',
        prompt: 'Which?',
        options: [{ value: 'red', label: 'Red', effect: null, costDelta: null }],
      });
    }
    return done();
  };
  await using desk = await openDesk(fakeRoster({ file_reader: asking }));
  for (let n = 0; n < 10; n++) {
    const { session } = await desk.start({ instructions: 'Full estimate, and ask' });
    await desk.asked(session.id, 'colour');
  }
  const { session } = await desk.start();
  expect((await desk.finished(session.id)).status).toBe('succeeded');
});

test('an agent that takes its time tells when it should be done, at the pace so far', async () => {
  const gate = Promise.withResolvers<void>();
  const slow: Work = async function* () {
    yield progress('processing', 10, { operation: 'working' });
    await gate.promise;
    yield progress('processing', 25, { operation: 'working' });
    return done();
  };
  await using desk = await openDesk(fakeRoster({ file_reader: slow }));
  const { session } = await desk.start();
  await desk.until(session.id, (_, w) => w.executions.file_reader?.progressPercentage === 10);
  desk.clock.turn(10_000);
  gate.resolve();
  await desk.finished(session.id);
  const told = (await desk.events(session.id)).flatMap((e) =>
    e.type === 'agent_substep' && e.data.agentName === 'file_reader'
      ? [e.data.substepDetails.estimatedCompletion]
      : [],
  );
  // A quarter in ten seconds: all of it in forty.
  expect(told).toEqual([null, null, '2026-01-01T00:00:40.000Z', null]);
});
