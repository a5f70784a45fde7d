// Workflows of a manager elsewhere: they are shown, their questions are answered, and this server's manager leaves them alone.

import { expect, test } from 'vitest';
import { isFault } from '../../src/base/fault.ts';
import { userDecisionNeeded } from '../../src/events/kinds/decision.ts';
import { foreignWorkflowId } from '../../src/events/session.ts';
import { said, stateChange } from '../support/drafts.ts';
import { fakeRoster } from '../support/fake-agents.ts';
import { type Desk, openDesk, person } from '../support/manager-desk.ts';

const workflowId = foreignWorkflowId('s', 1);
const fault = (code: string) => expect.toSatisfy((error) => isFault(error, code as never));

/** Started with a request and at work on an agent, just as one of this server's own; asking, with a time limit. */
async function bring(desk: Desk, status: 'running' | 'succeeded' = 'running'): Promise<void> {
  await desk.log.createSession({ id: 's', title: 's', createdAt: '2026-01-01T00:00:00.000Z' });
  const asked = {
    type: 'user_decision_needed',
    workflowId,
    timestamp: '2026-01-01T00:00:00.000Z',
    data: { ...userDecisionNeeded.example, timeoutSeconds: 1, decisionId: 'd' },
  } as const;
  await desk.log.append('s', 0, [said('go', workflowId), stateChange(workflowId, status), asked]);
}

/** By when the manager would have done something, it has done it. */
async function rested(desk: Desk): Promise<void> {
  desk.engine.wake('s');
  const own = await desk.start();
  await desk.finished(own.session.id);
}

test('nothing is appended to it: not when it is woken, not when its questions are due, not after a restart, not when it has ended', async () => {
  for (const status of ['running', 'succeeded'] as const) {
    await using desk = await openDesk(fakeRoster());
    await bring(desk, status);
    await rested(desk);
    desk.clock.turn(10_000);
    await rested(desk);
    await desk.leave();
    await using again = await openDesk(fakeRoster(), { folder: desk.folder, clock: desk.clock });
    await rested(again);
    expect((await again.events('s')).map((one) => one.type)).toEqual([
      'chat_message',
      'workflow_state_change',
      'user_decision_needed',
    ]);
    expect([...again.errors, ...desk.errors]).toEqual([]);
  }
});

test('its question is answered, once, and nothing else comes of it', async () => {
  await using desk = await openDesk(fakeRoster());
  await bring(desk);
  const decision = await desk.commands.answer('d', { option: 'bill.xlsx' }, person, null, null);
  expect(decision).toMatchObject({ status: 'closed', answer: 'bill.xlsx', workflowId });
  await expect(desk.commands.answer('d', { option: 'bill.xlsx' }, person, null, null)).rejects.toEqual(
    fault('DECISION_CLOSED'),
  );
  await rested(desk);
  expect((await desk.events('s')).slice(3).map((one) => [one.type, one.workflowId])).toEqual([
    ['user_decision_made', workflowId],
  ]);
});

test('it is controlled where it runs: it can be neither paused, resumed, cancelled nor retried here', async () => {
  await using desk = await openDesk(fakeRoster());
  await bring(desk);
  const { pause, resume, cancel, retry } = desk.commands;
  for (const control of [
    () => pause(workflowId, null),
    () => resume(workflowId),
    () => cancel(workflowId, null),
    () => retry(workflowId),
  ])
    await expect(control()).rejects.toEqual(fault('WORKFLOW_CONFLICT'));
  expect(await desk.events('s')).toHaveLength(3);
});

test.each(['running', 'succeeded'] as const)(
  'no workflow of this server starts in its session while it is %s; what is said there is only said',
  async (status) => {
    await using desk = await openDesk(fakeRoster());
    await bring(desk, status);
    await expect(desk.start({ sessionId: 's' })).rejects.toEqual(fault('WORKFLOW_CONFLICT'));
    expect(await desk.log.documents('s')).toHaveLength(1);
    expect(await desk.commands.say('s', 'Export a full estimate')).toMatchObject({
      type: 'chat_message',
      workflowId,
      data: { role: 'user' },
    });
    await rested(desk);
    expect(await desk.events('s')).toHaveLength(4);
  },
);
