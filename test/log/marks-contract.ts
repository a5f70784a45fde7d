// What every log has to do with the marks of subscribers.

import { expect, test } from 'vitest';
import { maxMarks } from '../../src/log/log.ts';
import { said } from '../support/drafts.ts';
import { type OpenedLog, record } from './opened-log.ts';

export function marksContract(open: () => Promise<OpenedLog>): void {
  test('a mark is where it was set, for its session and name, and only moves forward', async () => {
    await using opened = await open();
    const { log } = opened;
    for (const id of ['s1', 's2']) await log.createSession({ ...record, id });
    await Promise.all([log.setMark('s1', 'a', 5), log.setMark('s1', 'a', 3), log.setMark('s2', 'a', 7)]);
    await log.setMark('s1', 'a', 4);
    await log.setMark('s1', '__proto__', 1);
    expect([
      await log.mark('s1', 'a'),
      await log.mark('s2', 'a'),
      await log.mark('s1', '__proto__'),
      await log.mark('s1', 'constructor'),
      await log.mark('nobody', 'a'),
    ]).toEqual([5, 7, 1, null, null]);
    await log.setMark('s1', 'a', 6);
    expect(await log.mark('s1', 'a')).toBe(6);
  });

  test('a mark in an unknown session is refused by name, and harms no append beside it', async () => {
    await using opened = await open();
    const { log } = opened;
    await log.createSession(record);
    const [bad, good, kept] = await Promise.allSettled([
      log.setMark('nobody', 'a', 1),
      log.append('s1', 0, [said('a')]),
      log.setMark('s1', 'a', 1),
    ]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } });
    expect([good.status, kept.status]).toEqual(['fulfilled', 'fulfilled']);
  });

  test('of more names than a session keeps marks for, the one that moved longest ago gives way', async () => {
    await using opened = await open();
    const { log } = opened;
    for (const id of ['s1', 's2']) await log.createSession({ ...record, id });
    const names = Array.from({ length: maxMarks }, (_, n) => `n${n}`);
    await log.setMark('s2', 'n0', 1);
    for (const name of names) void log.setMark('s1', name, 1);
    // The first moves and the second does not, so the second is the one to go.
    await Promise.all([log.setMark('s1', 'n0', 2), log.setMark('s1', 'n1', 1)]);
    await log.setMark('s1', 'new', 1);
    expect(await Promise.all(['n0', 'n1', 'n2', 'new'].map((name) => log.mark('s1', name)))).toEqual([
      2,
      null,
      1,
      1,
    ]);
    expect(await log.mark('s2', 'n0')).toBe(1);
  });
}
