// A wall clock that is set while the server runs: nothing is closed early, and sequences and times go on.

import { expect, test } from 'vitest';
import { postGraphQL, type Started, startMutation } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startOddly } from './odd-server.ts';
import { untilAnswer } from './poll.ts';

const preload = new URL('./set-clock.mjs', import.meta.url).href;
const hourMs = 3_600_000;

interface Seen {
  session: {
    lastSequence: number;
    decisions: { id: string; status: string; expiresAt: string }[];
  };
}

const query = `query ($id: ID!) {
  session(id: $id) { lastSequence decisions { id status expiresAt } }
}`;

test.each([
  ['forwards', hourMs],
  ['backwards', -hourMs],
])('a clock that is set an hour %s closes no decision early, and answers count as before', async (_, by) => {
  using folder = tempFolder();
  await using server = await startOddly({
    folder: folder.path,
    options: ['--import', preload],
    environment: { DECISION_TIMEOUT_SECONDS: '60' },
  });
  const { data } = await postGraphQL<Started>(server.url, startMutation, {
    input: { sample: true, instructions: 'hm' },
  });
  const { session } = data!.startWorkflow;
  const look = async () => (await postGraphQL<Seen>(server.url, query, { id: session.id })).data?.session;
  const asked = await untilAnswer(
    look,
    (seen) => seen?.decisions.some((one) => one.status === 'OPEN') ?? false,
  );
  const before = Date.parse(asked!.decisions[0]!.expiresAt);
  server.send({ setClockBy: by });

  // Saying something wakes the manager, which looks at what has expired.
  const say = `mutation ($id: ID!) { sendMessage(sessionId: $id, text: "still there") { __typename } }`;
  await postGraphQL(server.url, say, { id: session.id });
  const after = await untilAnswer(look, (seen) => (seen?.lastSequence ?? 0) > asked!.lastSequence);
  expect(after!.decisions[0]).toMatchObject({ status: 'OPEN' });
  expect(Date.parse(after!.decisions[0]!.expiresAt)).toBe(before);
});
