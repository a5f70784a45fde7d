// Upgrade: a data folder that version 0.1.0 left while a workflow waited for a person is opened, and the workflow ends.
//
// The folder (fixtures/data-folder) was written on 2026-11-23 and is never made anew: later versions have to read it.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientFor, followAnswering } from '../support/answering.ts';
import { postGraphQL } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startOddly } from './odd-server.ts';

const kept = join(import.meta.dirname, '..', 'fixtures', 'data-folder');
const sessions =
  '{ sessions(first: 2) { edges { node { id lastSequence documents { name } artifacts { name } } } } }';
interface Sessions {
  sessions: {
    edges: { node: { id: string; lastSequence: number; documents: object[]; artifacts: object[] } }[];
  };
}

test('what 0.1.0 wrote is read, the question that it left open is answered, and its workflow comes to its end', async () => {
  using folder = tempFolder();
  cpSync(kept, folder.path, { recursive: true });
  await using server = await startOddly({ folder: folder.path });
  const { data } = await postGraphQL<Sessions>(server.url, sessions);
  const [only, ...others] = data!.sessions.edges.map(({ node }) => node);
  expect(others).toEqual([]);
  expect(only?.documents).toEqual([{ name: 'bill.csv' }]);
  expect(only?.artifacts.length).toBeGreaterThan(2);

  const { data: open } = await postGraphQL<{ openDecisions: { id: string; options: { value: string }[] }[] }>(
    server.url,
    '{ openDecisions { id options { value } } }',
  );
  const approval = open!.openDecisions.find(({ options }) => options.some((one) => one.value === 'begin'));
  const answer =
    'mutation ($id: ID!) { answerDecision(input: { decisionId: $id, answer: { option: "begin" } }) { __typename } }';
  await postGraphQL(server.url, answer, { id: approval!.id });

  const client = clientFor(() => server.url, 0);
  const seen = await followAnswering(() => server.url, client, { sessionId: only!.id });
  await client.dispose();
  expect(seen.map((one) => one.sequence)).toEqual(seen.map((_, index) => index + 1));
  expect(seen.length).toBeGreaterThan(54);
  expect(seen.at(-1)?.status).toBe('SUCCEEDED');
}, 60_000);
