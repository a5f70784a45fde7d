// The examples run as they stand, to their end, and see each event once although they are cut off in the middle.

import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { random } from '../support/random.ts';
import { type Server, startServer } from '../support/server.ts';
import { dense } from '../support/under-fire.ts';
import { examples, runExample } from './run.ts';

const programs = ['graphql-ws.ts', 'apollo.ts', 'urql.ts', 'sse.ts', 'guide-client.js', 'curl.sh'];
const helpers = ['operations.ts', 'event.ts', 'result.ts'];
/** Before the first question, without whose answer the workflow does not go on; and after it. */
const cutsAfter = [10, 45];

const missing = (program: string) =>
  program === 'curl.sh' &&
  ['bash', 'curl'].some((tool) => spawnSync(tool, ['--version']).error !== undefined);

interface Session {
  lastSequence: number;
  currentWorkflow: {
    estimate: { likely: { amount: string; currency: string } };
    artifacts: { name: string; url: string }[];
  };
}

async function sessionsOf(server: Server): Promise<Session[]> {
  const { data } = await server.post<{ sessions: { edges: { node: Session }[] } }>(`{
    sessions { edges { node {
      lastSequence currentWorkflow { estimate { likely { amount currency } } artifacts { name url } }
    } } }
  }`);
  return data!.sessions.edges.map(({ node }) => node);
}

test('every example is run', () => {
  expect(globSync('*.{ts,js,sh}', { cwd: examples }).sort()).toEqual([...programs, ...helpers].sort());
});

test.concurrent.each(programs.filter((program) => !missing(program)))(
  '%s starts the sample workflow, is cut off twice, and prints each event once',
  async (program) => {
    await using server = await startServer({ roster });
    await using proxy = await openCuttingProxy(server.url, { random: random(program.length), cuts: 0 });
    const { lines, complaints, code } = await runExample(program, proxy.url, (line) => {
      if (cutsAfter.includes(Number.parseInt(line, 10))) proxy.cutAll();
    });
    const sequences = lines.filter((line) => /^\d+ /.test(line)).map((line) => Number.parseInt(line, 10));
    const [session, another] = await sessionsOf(server);
    expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
    expect(proxy.cuts).toBeGreaterThanOrEqual(cutsAfter.length);
    expect(another).toBeUndefined();
    expect(sequences).toEqual(dense(session!.lastSequence));
    const { estimate, artifacts } = session!.currentWorkflow;
    expect(lines.slice(sequences.length)).toEqual([
      `SUCCEEDED, likely total: ${estimate.likely.amount} ${estimate.likely.currency}`,
      ...artifacts.map(({ name, url }) => `${name}: ${proxy.url}${url}`),
    ]);
    expect((await fetch(proxy.url + artifacts[0]!.url)).status).toBe(200);
  },
  120_000,
);
