// A race for a decision: thirty people answer at once, over sockets and by HTTP, and one of them is told that it counts.

import { expect, test } from 'vitest';
import { postGraphQL, startServer } from '../support/server.ts';
import { askToRace, raceTo } from './race.ts';

test('of thirty answers that race through both doors one is taken, and the others are told what was decided', async () => {
  await using server = await startServer();
  const decision = await askToRace(server.url);
  const told = await raceTo(server.url, decision, 30);
  const taken = told.filter((one) => one.__typename === 'DecisionAnswered');
  const late = told.filter((one) => one.__typename === 'DecisionClosed');
  expect([taken.length, late.length]).toEqual([1, 29]);
  const { data } = await postGraphQL<{ session: { decisions: { comment: string }[] } }>(
    server.url,
    'query ($id: ID!) { session(id: $id) { decisions { id comment } } }',
    { id: decision.sessionId },
  );
  expect(data!.session.decisions).toContainEqual({ id: decision.id, comment: taken[0]!.by });
});
