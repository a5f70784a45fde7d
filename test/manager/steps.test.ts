// Steps: what a caller wants of agents by name.

import { expect, test } from 'vitest';
import type { Step } from '../../src/manager/steps.ts';
import { fakeRoster, step } from '../support/fake-agents.ts';
import { openDesk, story } from '../support/manager-desk.ts';

test('steps run in the order that was asked for, also where agents do not need each other', async () => {
  await using desk = await openDesk(fakeRoster());
  const { session } = await desk.start({
    steps: [
      step('trade_mapper', { after: ['takeoff_calculator'] }),
      step('takeoff_calculator'),
      step('exporter'),
    ],
  });
  await desk.finished(session.id);
  const told = story(await desk.events(session.id));
  expect(told.indexOf('agent_completed takeoff_calculator')).toBeLessThan(
    told.indexOf('agent_started trade_mapper'),
  );
});

test.each([
  ['begin', 'succeeded', 'succeeded'],
  ['stop', 'cancelled', 'cancelled'],
  ['skip_agent', 'succeeded', 'skipped'],
])(
  'a step that requires approval waits for it, while others go on: %s',
  async (option, status, nodeStatus) => {
    await using desk = await openDesk(fakeRoster());
    const { session } = await desk.start({
      steps: [step('trade_mapper', { requiresApproval: true, optional: true }), step('takeoff_calculator')],
    });
    const decision = await desk.asked(session.id, 'begin:trade_mapper');
    await desk.until(
      session.id,
      (_, w) =>
        w.visualization.nodes.find((n) => n.agentName === 'takeoff_calculator')?.status === 'succeeded',
    );
    expect(story(await desk.events(session.id))).not.toContain('agent_started trade_mapper');
    await desk.commands.answer(decision.id, { option }, { id: 'p', name: 'P', kind: 'user' }, null, null);
    const after = await desk.finished(session.id);
    expect(after.status).toBe(status);
    expect(after.workflows[0]?.visualization.nodes.find((n) => n.agentName === 'trade_mapper')?.status).toBe(
      nodeStatus,
    );
  },
);

test.each<[string, Step[]]>([
  ['no step', []],
  ['an agent named twice', [step('exporter'), step('exporter')]],
  ['waiting for a stranger', [step('exporter', { after: ['cook'] })]],
  ['waiting for itself in the end', [step('file_reader', { after: ['exporter'] }), step('exporter')]],
  ['no time at all', [step('exporter', { timeoutSeconds: 0 })]],
  ['fewer attempts than one', [step('exporter', { maxAttempts: -3 })]],
])('steps that cannot be are refused by name: %s', async (_what, steps) => {
  await using desk = await openDesk(fakeRoster());
  await expect(desk.start({ steps })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
