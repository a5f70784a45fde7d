// A process that appends to sessions and stores files as fast as it can, and tells its parent what was acknowledged.

import type { Durability } from '../../../src/log/sqlite/schema.ts';
import { openSqliteLog } from '../../../src/log/sqlite/sqlite-log.ts';
import { said } from '../../support/drafts.ts';

const [folder, durability] = process.argv.slice(2) as [string, Durability];
const log = openSqliteLog({ folder, durability, onError: () => {} });

async function write(id: string) {
  let { lastSequence } = await log.createSession({ id, title: id, createdAt: '2026-01-01T00:00:00.000Z' });
  for (let number = 0; ; number++) {
    ({ lastSequence } = await log.append(id, lastSequence, [said(`${id} ${lastSequence}`), said('and on')]));
    process.send?.({ id, lastSequence });
    if (number % 10 === 0) process.send?.({ blob: await log.putBlob(Buffer.from(`${id} ${number}`)) });
  }
}

await Promise.all(['a', 'b', 'c'].map(write));
