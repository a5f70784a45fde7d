// A process that appends to four sessions as fast as it can and tells its parent what was acknowledged.

import { flushCompileCache } from 'node:module';
import { openSqliteLog } from '../../src/log/sqlite/sqlite-log.ts';
import { said } from './drafts.ts';

// It is always killed, and what was compiled is else kept at a polite end only.
flushCompileCache();

const log = openSqliteLog({ folder: process.argv[2]!, durability: 'full', onError: () => {} });

async function write(id: string) {
  let { lastSequence } = await log.createSession({ id, title: id, createdAt: '2026-01-01T00:00:00.000Z' });
  for (;;) {
    ({ lastSequence } = await log.append(id, lastSequence, [said(`${id} ${lastSequence}`), said('and on')]));
    process.send?.([id, lastSequence]);
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map(write));
