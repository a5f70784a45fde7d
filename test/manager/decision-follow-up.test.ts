// Decisions from run to run: what is asked again in a follow-up and what is not, and instructions that say nothing.

import { expect, test } from 'vitest';
import { ask, progress, type Reply } from '../../src/agents/agent.ts';
import { done, fakeRoster, type Work } from '../support/fake-agents.ts';
import { openDesk, person, story } from '../support/manager-desk.ts';

const option = (value: string) => ({ value, label: value, effect: null, costDelta: null });

test('an instruction that says nothing is asked about, and the answer decides the plan', async () => {
  await using desk = await openDesk(fakeRoster());
  const { session } = await desk.start({ instructions: 'Hello there' });
  const decision = await desk.asked(session.id, 'clarification');
  await desk.commands.answer(decision.id, { option: 'file_reader' }, person, null, null);
  expect((await desk.finished(session.id)).workflows[0]?.intent?.agents).toEqual(['file_reader']);
});

test('what an agent has to have made clear of the documents is not asked again in a follow-up', async () => {
  const replies: (Reply | null)[] = [];
  const asking: Work = async function* () {
    const options = [option('mm'), option('m')];
    replies.push(
      yield* ask({ topic: 'drawing_unit:plan', decisionType: 'clarification', prompt: 'Unit?', options }),
    );
    return done();
  };
  await using desk = await openDesk(fakeRoster({ exporter: asking }));
  const { session } = await desk.start();
  const { id } = await desk.asked(session.id, 'drawing_unit:plan');
  await desk.commands.answer(id, { option: 'mm' }, person, null, null);
  await desk.finished(session.id);
  await desk.start({ sessionId: session.id, sample: false, instructions: 'export again' });
  await desk.until(session.id, (s, w) => s.workflows.length === 2 && w.status === 'succeeded');
  const asked = story(await desk.events(session.id)).filter((one) => one.startsWith('asked'));
  expect(asked).toEqual(['asked drawing_unit:plan']);
  expect(replies).toEqual(Array(2).fill({ outcome: 'answered', values: ['mm'] }));
});

test('what was answered on the same documents is not asked again in a follow-up; an approval is', async () => {
  const replies: (Reply | null)[] = [];
  const asking: Work = async function* ({ answerTo }) {
    const options = [option('red'), option('blue')];
    replies.push(yield* ask({ topic: 'scope', decisionType: 'missing_scope', prompt: 'In?', options }));
    replies.push(yield* ask({ topic: 'ok', decisionType: 'approve_estimate', prompt: 'Fine?', options }));
    replies.push(answerTo('scope'));
    return done();
  };
  await using desk = await openDesk(fakeRoster({ exporter: asking }));
  const { session } = await desk.start();
  await desk.commands.answer(
    (await desk.asked(session.id, 'scope')).id,
    { option: 'blue' },
    person,
    null,
    null,
  );
  await desk.commands.answer((await desk.asked(session.id, 'ok')).id, { option: 'red' }, person, null, null);
  await desk.finished(session.id);
  await desk.start({ sessionId: session.id, sample: false, instructions: 'export again' });
  await desk.commands.answer((await desk.asked(session.id, 'ok')).id, { option: 'red' }, person, null, null);
  await desk.until(session.id, (s, w) => s.workflows.length === 2 && w.status === 'succeeded');
  expect(story(await desk.events(session.id)).filter((one) => one.startsWith('asked'))).toEqual([
    'asked scope',
    'asked ok',
    'asked ok',
  ]);
  const blue = { outcome: 'answered', values: ['blue'] };
  expect([replies[0], replies[3], replies[5]]).toEqual([blue, blue, blue]);
});

test('asked what was meant, a person may say: nothing; and after an estimate that is the default', async () => {
  const estimating: Work = async function* () {
    yield progress('processing', 1, { operation: 'working' });
    return done({
      outputs: [{ kind: 'estimate', name: 'estimate.json', mediaType: 'application/json', json: {} }],
    });
  };
  await using desk = await openDesk(fakeRoster({ exporter: estimating }));
  const { session } = await desk.start();
  await desk.finished(session.id);
  await desk.start({ sessionId: session.id, sample: false, instructions: 'Thanks, looks good' });
  const decision = await desk.asked(session.id, 'clarification');
  expect(decision.defaultOption).toBe('nothing');
  await desk.commands.answer(decision.id, { useDefault: true }, person, null, null);
  const after = await desk.until(session.id, (s, w) => s.workflows.length === 2 && w.status === 'succeeded');
  expect(after.workflows[1]?.visualization.nodes).toEqual([]);
});
