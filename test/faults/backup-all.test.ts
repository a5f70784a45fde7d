// Backup of what is beside the log: taught trades, saved arrangements and revoked tokens, all made while the server runs.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Answered } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { bearer, makeToken, secret } from '../support/tokens.ts';
import { startOddly } from './odd-server.ts';

const script = new URL('../../scripts/backup.ts', import.meta.url).pathname;

async function post<T>(url: string, token: string, query: string): Promise<Answered<T> & { status: number }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(token) },
    body: JSON.stringify({ query }),
  });
  return { ...((await response.json()) as Answered<T>), status: response.status };
}

const teach = (trade: string) =>
  `mutation { teachTrade(text: "Blanking plate", trade: "${trade}") { __typename } }`;
const save = `mutation {
  saveWorkflowTemplate(name: "Only read", steps: [{ agentName: "file_reader" }]) { __typename }
}`;
const revoke = 'mutation { revokeAccess(tokenId: "stolen") { __typename } }';
const kept = `{ learnedTrades { edges { node { text trade } } } workflowTemplates { name version ships } }`;

interface Kept {
  learnedTrades: { edges: { node: object }[] };
  workflowTemplates: { name: string; version: number; ships: boolean }[];
}

test('a copy made while the server runs has taught trades, saved arrangements and revoked tokens', async () => {
  using folder = tempFolder();
  const [data, copy] = [join(folder.path, 'data'), join(folder.path, 'copy')];
  const environment = { AUTH_SECRET: secret };
  const admin = await makeToken({ sub: 'ada', roles: ['admin'] });
  const stolen = await makeToken({ sub: 'bob', roles: ['operator'], jti: 'stolen' });
  let before: Kept;
  {
    await using first = await startOddly({ folder: data, environment });
    const known = await post<{ trades: { code: string }[] }>(first.url, admin, '{ trades { code } }');
    for (const query of [teach(known.data!.trades[0]!.code), save, revoke])
      expect((await post(first.url, admin, query)).errors, query).toBeUndefined();
    before = (await post<Kept>(first.url, admin, kept)).data!;
    execFileSync(process.execPath, [script, copy, '--data', data]);
  }
  expect(before.learnedTrades.edges).toHaveLength(1);
  expect(before.workflowTemplates.filter((one) => !one.ships)).toEqual([
    { name: 'Only read', version: 1, ships: false },
  ]);

  await using second = await startOddly({ folder: copy, environment });
  expect((await post<Kept>(second.url, admin, kept)).data).toEqual(before);
  const { errors } = await post(second.url, stolen, '{ __typename }');
  expect(errors?.[0]?.extensions?.code).toBe('PERMISSION_REVOKED');
}, 60_000);
