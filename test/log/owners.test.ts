// Owners: in every log a session keeps whose it is, and names are looked up among those of one scope.

import { expect, test } from 'vitest';
import type { Log } from '../../src/log/log.ts';
import { openMemoryLog } from '../../src/log/memory/memory-log.ts';
import { openSqliteLog } from '../../src/log/sqlite/sqlite-log.ts';
import { stateChange } from '../support/drafts.ts';
import { tempFolder } from '../support/temp-folder.ts';

const onError = (error: unknown) => {
  throw error;
};
const createdAt = '2026-01-01T00:00:00.000Z';
const ownerOf = (scope: string) => ({ scope, person: 'ann' });

async function fill(log: Log): Promise<void> {
  for (const [id, scope] of [
    ['a', 'one'],
    ['b', 'two'],
    ['c', null],
    ['d', 'one'],
  ] as const) {
    const owner = scope === null ? null : ownerOf(scope);
    await log.createSession({ id, title: id, createdAt, ...(owner === null ? {} : { owner }) });
    await log.append(id, 0, [stateChange('shared', 'running')]);
  }
}

async function expectFilled(log: Log): Promise<void> {
  const ids = async (scope: string | null, after: string | null = null) =>
    (await log.sessions({ first: 10, after, status: null, scope })).heads.map(({ id }) => id);
  expect(await ids(null)).toEqual(['d', 'c', 'b', 'a']);
  expect(await ids('one')).toEqual(['d', 'a']);
  expect(await ids('one', 'd')).toEqual(['a']);
  expect(await ids('three')).toEqual([]);
  expect((await log.head('b'))?.owner).toEqual(ownerOf('two'));
  expect((await log.head('c'))?.owner).toBeNull();
  // Made again by somebody else, it stays whose it was.
  expect(
    (await log.createSession({ id: 'b', title: 'b', createdAt, owner: ownerOf('one') })).owner?.scope,
  ).toBe('two');
  expect(await Promise.all([null, 'one', 'two', 'three'].map((scope) => log.find('shared', scope)))).toEqual([
    'a',
    'a',
    'b',
    null,
  ]);
}

test('the log in memory keeps owners', async () => {
  await using log = openMemoryLog({ onError });
  await fill(log);
  await expectFilled(log);
});

test('the log on disk keeps owners, also when it is opened again', async () => {
  using folder = tempFolder();
  const open = () => openSqliteLog({ folder: folder.path, durability: 'normal', onError });
  {
    await using log = open();
    await fill(log);
    await expectFilled(log);
  }
  await using again = open();
  await expectFilled(again);
});
