// The settings of retention, as the server goes by them.

import { expect, test, vi } from 'vitest';
import { startApp } from '../../src/app.ts';
import { createLogger } from '../../src/base/logger.ts';
import { readConfig } from '../../src/config.ts';
import { said } from '../support/drafts.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

test.each([
  ['RETENTION_BYTES', String(JSON.stringify(said('x').data).length), [3]],
  ['RETENTION_EVENTS', '2', [2, 3]],
  ['RETENTION_DAYS', '5', [2, 3]],
] as const)('the server keeps what %s=%s says', async (variable, value, left) => {
  using folder = tempFolder();
  const clock = createTurnedClock(Date.parse('2026-01-10T00:00:00.000Z'));
  const config = readConfig({ [variable]: value, PORT: '0', DATA_DIR: folder.path, DURABILITY: 'normal' });
  await using app = await startApp(config, { clock, logger: createLogger('silent') });
  const { log } = app.services;
  await log.createSession({ id: 's', title: 'S', createdAt: '2026-01-01T00:00:00.000Z' });
  const days = ['2026-01-01', '2026-01-08', '2026-01-09'];
  await log.append(
    's',
    0,
    days.map((day) => ({ ...said('x'), timestamp: `${day}T00:00:00.000Z` })),
  );
  const kept = async () => (await log.read('s', 0, 10)).map((event) => event.sequence);
  clock.turn(60_000);
  await vi.waitFor(async () => expect(await kept()).toEqual(left), { interval: 1 });
});
