// A server whose own roster has nobody for what is wanted.

import { expect, test } from 'vitest';
import { fakeRoster } from '../support/fake-agents.ts';
import { openDesk, person } from '../support/manager-desk.ts';

test('what nobody in the roster can do is said so, and the workflow ends rather than waits for ever', async () => {
  await using desk = await openDesk(fakeRoster());
  const { session } = await desk.start({ instructions: 'A scope review' });
  const workflow = (await desk.finished(session.id)).workflows.at(-1);
  expect(workflow).toMatchObject({ status: 'failed', reason: 'There is no agent here for: scope_analyzer.' });
});

test('who is asked what was meant is offered only what the roster can do', async () => {
  await using desk = await openDesk(fakeRoster());
  const { session } = await desk.start({ instructions: 'hm' });
  const asked = await desk.asked(session.id, 'clarification');
  const offered = asked.options.map((one) => one.value);
  expect(offered).not.toContain('scope_analyzer');
  expect(offered).toContain('exporter');
  await desk.commands.answer(asked.id, { option: 'exporter' }, person, null, null);
  expect((await desk.finished(session.id)).status).toBe('succeeded');
});
