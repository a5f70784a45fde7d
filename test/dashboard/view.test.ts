// View: what the page folds for itself is what the server would have told it.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Event, fold, type View, viewOf, withSnapshot } from '../../src/dashboard/session/view.ts';
import { anyPossibleLog, openAsked } from './asked-log.ts';

/** Which workflows were seen before is the view's own matter. */
const comparable = (view: View) => ({ ...view, workflows: null });

test('a snapshot anywhere in a log and the events after it give the view that the server tells at its end', async () => {
  await fc.assert(
    fc.asyncProperty(anyPossibleLog(40), fc.nat(), async (events, cut) => {
      await using asked = await openAsked(events);
      const at = events.length === 0 ? 0 : cut % (events.length + 1);
      const all = (await asked.all()).map(({ node }) => node);
      const folded = all.reduce(fold, viewOf(await asked.at(at)));
      expect(comparable(folded)).toEqual(comparable(viewOf(await asked.at(events.length))));
    }),
    { numRuns: 300 },
  );
});

test('an event that the view has already changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyPossibleLog(20), async (events) => {
      await using asked = await openAsked(events);
      const view = viewOf(await asked.at(events.length));
      for (const { node } of await asked.all()) expect(fold(view, node)).toBe(view);
    }),
    { numRuns: 30 },
  );
});

test('a snapshot of a later place wins, one of an earlier place does not', async () => {
  await fc.assert(
    fc.asyncProperty(anyPossibleLog(20), fc.nat(), async (events, cut) => {
      await using asked = await openAsked(events);
      const at = events.length === 0 ? 0 : cut % events.length;
      const [early, late] = [viewOf(await asked.at(at)), viewOf(await asked.at(events.length))];
      expect(withSnapshot(early, late.session).session).toBe(late.session);
      if (at < events.length) expect(withSnapshot(late, early.session)).toBe(late);
    }),
    { numRuns: 30 },
  );
});

test('an agent that is given another brain in the midst of a step is shown with it at once', () => {
  const place = { workflowId: 'workflow_1', timestamp: '2026-01-01T00:00:00Z', cursor: '' };
  const step = { agentName: 'estimator', progressPercentage: 10, substepDetails: { modelUsed: 'local' } };
  const events = [
    { ...place, __typename: 'AgentSubstep', sequence: 1, ...step },
    {
      ...place,
      __typename: 'BrainAllocation',
      sequence: 2,
      agentName: 'estimator',
      modelSelected: 'a-model',
    },
  ] as unknown as Event[];
  const currentWorkflow = { id: 'workflow_1', visualization: { nodes: [] } };
  const session = { lastSequence: 0, workflows: [{ id: 'workflow_1' }], currentWorkflow };
  const empty = { session, thinking: null, reasoning: null, brains: {}, substeps: {}, recoveries: {} };
  const view = events.reduce(fold, empty as unknown as View);
  expect(view.substeps.estimator?.substepDetails.modelUsed).toBe('a-model');
});
