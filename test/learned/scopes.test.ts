// Scopes of learned trades: what one tenant taught no other sees, and a table from before there were tenants is kept.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { LearnedTrades } from '../../src/learned/learned.ts';
import { createMemoryLearned } from '../../src/learned/memory/memory-learned.ts';
import { openSqliteLearned } from '../../src/learned/sqlite/sqlite-learned.ts';
import { tempFolder } from '../support/temp-folder.ts';

const at = '2026-01-01T00:00:00.000Z';
const taught = (key: string) => ({ at, from: null, key });
const all = { search: '', first: 10, after: null };

function expectApart(learned: LearnedTrades): void {
  const [one, two] = [learned.of('tenant:one'), learned.of('tenant:two')];
  const [entry] = one.teach([{ text: 'steel angle', trade: 'metals' }], taught('1'));
  two.teach([{ text: 'steel angle', trade: 'masonry' }], taught('2'));
  expect(one.find('steel angle', at, at)).toBe('metals');
  expect(two.find('steel angle', at, at)).toBe('masonry');
  expect(learned.find('steel angle', at, at)).toBeNull();
  expect(two.forget([entry!.id])).toBe(0);
  expect([one.list(all).total, two.list(all).total, learned.list(all).total]).toEqual([1, 1, 0]);
}

test('in memory and on disk', () => {
  using memory = createMemoryLearned();
  expectApart(memory);
  using folder = tempFolder();
  using disk = openSqliteLearned(join(folder.path, 'learned.db'));
  expectApart(disk);
});

test('a table that knew no tenants is opened, with all that was in it', () => {
  using folder = tempFolder();
  const file = join(folder.path, 'learned.db');
  const before = new DatabaseSync(file);
  before.exec(`
    CREATE TABLE learned (
      id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, text TEXT NOT NULL, trade TEXT NOT NULL, times INTEGER NOT NULL,
      lastUsedAt TEXT NOT NULL, changedAt TEXT NOT NULL, learnedFrom TEXT, key TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX learned_by_use ON learned (lastUsedAt, id);
    INSERT INTO learned VALUES ('learned_1', 'old line', 'Old line', 'masonry', 3, '${at}', '${at}', NULL, 'k');
  `);
  before.close();
  for (let time = 0; time < 2; time++) {
    using learned = openSqliteLearned(file);
    expect(learned.list(all).entries).toMatchObject([{ id: 'learned_1', trade: 'masonry', times: 3 }]);
    expect(learned.of('tenant:one').list(all).total).toBe(0);
  }
});
