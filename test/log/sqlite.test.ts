// The SQLite driver: the contract, and what only a file can be asked.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFault } from '../../src/base/fault.ts';
import { openSqliteLog } from '../../src/log/sqlite/sqlite-log.ts';
import { said } from '../support/drafts.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { logContract } from './contract.ts';

const options = { durability: 'full', onError: () => {} } as const;

for (const durability of ['full', 'normal'] as const) {
  const open = async () => {
    const folder = tempFolder();
    const log = openSqliteLog({ ...options, folder: folder.path, durability });
    return {
      log,
      async [Symbol.asyncDispose]() {
        await log[Symbol.asyncDispose]();
        folder[Symbol.dispose]();
      },
    };
  };
  logContract(`sqlite, ${durability}`, open, true);
}

test('what was appended is there after closing and opening', async () => {
  using folder = tempFolder();
  {
    await using log = openSqliteLog({ ...options, folder: folder.path });
    await log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
    await log.append('s1', 0, [said('a')], 'k');
  }
  await using log = openSqliteLog({ ...options, folder: folder.path });
  expect((await log.read('s1', 0, 10))[0]?.data).toEqual(said('a').data);
  expect((await log.append('s1', 0, [said('b')], 'k')).repeated).toBe(true);
});

test('a second server on the same data folder is refused by name', async () => {
  using folder = tempFolder();
  await using _first = openSqliteLog({ ...options, folder: folder.path });
  expect(() => openSqliteLog({ ...options, folder: folder.path })).toThrowError(
    expect.toSatisfy(
      (error) => isFault(error, 'STORAGE_UNAVAILABLE') && error.message.includes('another server'),
    ),
  );
});

test('a folder that is none, and a file that is no log, are refused by name', () => {
  using folder = tempFolder();
  const file = join(folder.path, 'log.sqlite');
  writeFileSync(file, 'this is not a database, but it is long enough to look at '.repeat(20));
  for (const path of [folder.path, file]) {
    expect(() => openSqliteLog({ ...options, folder: path })).toThrowError(
      expect.toSatisfy((error) => isFault(error, 'STORAGE_UNAVAILABLE')),
    );
  }
});

// Trying again and again where no folder can be made, it would never come back.
test.runIf(process.platform === 'linux')('a folder that nobody can make is refused by name', () => {
  expect(() => openSqliteLog({ ...options, folder: '/proc/pip-stream/data' })).toThrowError(
    expect.toSatisfy((error) => isFault(error, 'STORAGE_UNAVAILABLE')),
  );
});

test('sessions and documents that cannot be written are refused by name, as appends are', async () => {
  using folder = tempFolder();
  const log = openSqliteLog({ ...options, folder: folder.path });
  await log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
  await log[Symbol.asyncDispose]();
  const refused = expect.toSatisfy((error) => isFault(error, 'STORAGE_UNAVAILABLE'));
  const session = { id: 's2', title: 'B', createdAt: '2026-01-01T00:00:00.000Z' };
  await expect(log.createSession(session)).rejects.toEqual(refused);
  const file = { name: 'a.csv', mediaType: 'text/csv', kind: 'csv', byteSize: 1, sha256: 'a'.repeat(64) };
  await expect(log.addDocument({ id: 'd1', sessionId: 's1', ...file })).rejects.toEqual(refused);
});

test('killed in the middle of writing, 20 times: nothing acknowledged is lost, and the log opens', async () => {
  using folder = tempFolder();
  let acknowledged = new Map<string, number>();
  for (let round = 0; round < 20; round++) {
    const child = fork(new URL('../support/log-writer.ts', import.meta.url), [folder.path], {
      stdio: 'ignore',
    });
    const seen = new Map(acknowledged);
    let count = 0;
    // Killed after another number of acknowledgements each round, never between two turns of its own choosing.
    const stopAfter = 40 + ((round * 37) % 60);
    child.on('message', ([session, sequence]: [string, number]) => {
      seen.set(session, Math.max(seen.get(session) ?? 0, sequence));
      if (++count === stopAfter) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    expect(count).toBeGreaterThanOrEqual(stopAfter);
    acknowledged = seen;
    await using log = openSqliteLog({ ...options, folder: folder.path });
    for (const [session, sequence] of acknowledged) {
      const events = await log.read(session, 0, 1_000_000);
      expect(events.length).toBeGreaterThanOrEqual(sequence);
      expect(events.every((event, index) => event.sequence === index + 1)).toBe(true);
    }
  }
});
