// What every log has to do so that old events can be removed from it.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft, Event } from '../../src/events/event.ts';
import { emptySession, fold } from '../../src/events/session.ts';
import type { PruneLimits } from '../../src/log/log.ts';
import { retain } from '../../src/log/retention.ts';
import { retainSize } from '../../src/log/retention-by-size.ts';
import { createSessions } from '../../src/log/sessions.ts';
import { anyLog } from '../support/any-event.ts';
import { said, stateChange } from '../support/drafts.ts';
import { fault, type OpenedLog, record } from './opened-log.ts';

const never = new AbortController().signal;
const sizeOf = (draft: Draft) => Buffer.byteLength(JSON.stringify(draft.data));

export function retentionContract(open: () => Promise<OpenedLog>): void {
  test('after retention the session is the same, and the first retained sequence is known exactly', async () => {
    await using opened = await open();
    const { log } = opened;
    let n = 0;
    await fc.assert(
      fc.asyncProperty(anyLog(20), fc.nat(25), async (events, keep) => {
        const id = `kept${n++}`;
        await log.createSession({ ...record, id });
        if (events.length > 0) await log.append(id, 0, events);
        const head = (await log.head(id))!;
        const gone = await retain(log, head, { maxAgeMs: null, maxEvents: keep }, 0);
        expect(gone).toBe(Math.max(0, events.length - keep));
        expect((await log.head(id))!.firstRetainedSequence).toBe(gone + 1);
        expect((await log.read(id, 0, 100)).map((e) => e.sequence)).toEqual(
          events.slice(gone).map((e) => e.sequence),
        );
        const whole = events
          .map((event) => ({ ...event, sessionId: id }))
          .reduce(fold, emptySession({ ...record, id }));
        expect(await createSessions(log).get(id)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test('a session that was folded before is up to date though all that came since was removed', async () => {
    await using opened = await open();
    const { log } = opened;
    await log.createSession(record);
    const sessions = createSessions(log);
    await log.append('s1', 0, [said('a')]);
    await sessions.get('s1');
    await log.append('s1', 1, [stateChange('w1', 'running'), said('b')]);
    await retain(log, (await log.head('s1'))!, { maxAgeMs: null, maxEvents: 0 }, 0);
    expect(await sessions.get('s1')).toMatchObject({ lastSequence: 3, status: 'running' });
  });

  test('retention by age removes what is older, and nothing younger', async () => {
    await using opened = await open();
    const { log } = opened;
    await log.createSession(record);
    const at = (day: number) => ({ ...said(String(day)), timestamp: `2026-01-0${day}T00:00:00.000Z` });
    await log.append('s1', 0, [at(1), at(2), at(3), at(4)]);
    const now = Date.parse('2026-01-05T00:00:00.000Z');
    await retain(log, (await log.head('s1'))!, { maxAgeMs: 2.5 * 86_400_000, maxEvents: null }, now);
    expect((await log.read('s1', 0, 10)).map((e) => e.sequence)).toEqual([3, 4]);
  });

  test('retention by size leaves no more than is allowed and removes no more than it must, and every session is the same', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyLog(8), { maxLength: 4 }), fc.nat(4000), async (logs, maxBytes) => {
        await using opened = await open();
        const { log } = opened;
        const ids = logs.map(() => `sized${n++}`);
        for (const [index, id] of ids.entries()) {
          await log.createSession({ ...record, id });
          await log.append(id, 0, logs[index]!);
        }
        const wholes = await Promise.all(ids.map((id) => createSessions(log).get(id)));
        const gone = await retainSize(log, maxBytes, never);
        expect(await log.byteSize()).toBeLessThanOrEqual(maxBytes);
        let [left, largest] = [0, 0];
        for (const [index, id] of ids.entries()) {
          const kept = await log.read(id, 0, 100);
          left += kept.length;
          const { firstRetainedSequence, lastSequence } = (await log.head(id))!;
          const first = logs[index]!.length - kept.length + 1;
          expect([firstRetainedSequence, lastSequence]).toEqual([first, logs[index]!.length]);
          expect(kept.map((event) => event.sequence)).toEqual(kept.map((_, at) => first + at));
          if (first > 1) largest = Math.max(largest, sizeOf(logs[index]![first - 2]!));
          expect(await createSessions(log).get(id)).toEqual(wholes[index]);
        }
        expect(gone).toBe(logs.flat().length - left);
        if (gone > 0) expect((await log.byteSize()) + largest).toBeGreaterThan(maxBytes);
      }),
      { numRuns: 25 },
    );
  });

  test('knows the bytes of all data that is retained', async () => {
    await using opened = await open();
    const { log } = opened;
    expect(await log.byteSize()).toBe(0);
    await log.createSession(record);
    await log.createSession({ ...record, id: 's2' });
    const [euro, long] = [said('€'), said('long '.repeat(100))];
    await log.append('s1', 0, [euro, long], 'k');
    await log.append('s2', 0, [euro]);
    await log.append('s1', 0, [long], 'k');
    await log.append('s1', 0, [long]).catch(() => {});
    expect(await log.byteSize()).toBe(2 * sizeOf(euro) + sizeOf(long));
    await log.prune('s1', 1, await createSessions(log).get('s1'));
    expect(await log.byteSize()).toBe(sizeOf(euro) + sizeOf(long));
  });

  test('what was removed stays removed, and a session that is not there is refused by name', async () => {
    await using opened = await open();
    const { log } = opened;
    await log.createSession(record);
    await log.append('s1', 0, [said('a'), said('b'), said('c')]);
    const [first, second] = (await log.read('s1', 0, 2)) as [Event, Event];
    const before = [first].reduce(fold, emptySession(record));
    const after = fold(before, second);
    await log.prune('s1', 2, after);
    await log.prune('s1', 1, before);
    expect((await log.head('s1'))?.firstRetainedSequence).toBe(3);
    expect(await log.snapshot('s1')).toEqual(after);
    expect(await log.byteSize()).toBe(sizeOf(said('c')));
    await expect(log.prune('nobody', 1, before)).rejects.toEqual(fault('NOT_FOUND'));
  });

  test('says which events may go by age, by count and by size, among so many of the oldest', async () => {
    await using opened = await open();
    const { log } = opened;
    await log.createSession(record);
    const at = (day: number) => ({ ...said(String(day)), timestamp: `2026-01-0${day}T00:00:00.000Z` });
    // The fourth is the clock of another machine.
    const drafts = [1, 2, 3, 9, 4, 5].map(at);
    await log.append('s1', 0, drafts);
    const none = { olderThan: null, keep: null, free: null };
    const last = (limits: Partial<PruneLimits>, most = 100) =>
      log.lastToPrune('s1', { ...none, ...limits }, most);
    const older = '2026-01-04T12:00:00.000Z';
    const size = sizeOf(drafts[0]!);
    expect([await last({}), await last({ keep: 6 }), await last({ olderThan: '2026-01-01T00' })]).toEqual([
      0, 0, 0,
    ]);
    expect([await last({ keep: 2 }), await last({ keep: 0 }), await last({ keep: 0 }, 3)]).toEqual([4, 6, 3]);
    expect([await last({ olderThan: older }), await last({ olderThan: older }, 4)]).toEqual([5, 3]);
    expect([await last({ free: size }), await last({ free: size + 1 }), await last({ free: 1e9 })]).toEqual([
      1, 2, 6,
    ]);
    expect([await last({ free: 1e9 }, 2), await last({ free: size, keep: 4 })]).toEqual([2, 2]);
    await log.prune('s1', 3, await createSessions(log).get('s1'));
    expect([await last({ keep: 3 }), await last({ keep: 0 }, 2), await last({ free: 1 })]).toEqual([0, 5, 4]);
  });
}
