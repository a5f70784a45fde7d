// Simulated histories: of sessions, races for decisions, crashes, a disk that forgets, clocks that are set, readers that come back.
//
// What must hold is in invariants.ts. `npm run simulate` runs ten thousand; a seed that fails is run again by
// `npm run simulate -- --seed <seed>`.

import { expect, test } from 'vitest';
import { runHistory } from './history.ts';

test('eighty histories, and nothing that was acknowledged or told is lost, doubled or closed early', async () => {
  let crashes = 0;
  for (let seed = 0; seed < 80; seed++) {
    const history = await runHistory(seed);
    expect(history.wrong, `npm run simulate -- --seed ${seed}`).toEqual([]);
    crashes += history.crashes;
  }
  expect(crashes).toBeGreaterThan(80);
}, 120_000);

test('the same seed gives the same history', async () => {
  expect(await runHistory(7)).toEqual(await runHistory(7));
});

test('a disk that acknowledges what it has not synced is found out', async () => {
  const wrong: string[] = [];
  for (let seed = 0; seed < 10; seed++) wrong.push(...(await runHistory(seed, { honestDisk: false })).wrong);
  expect(wrong.some((one) => one.endsWith('was acknowledged and is lost'))).toBe(true);
});
