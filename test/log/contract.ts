// What every log has to do. A driver's test calls this with a way to open an empty one.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/events/event.ts';
import { anyLog } from '../support/any-event.ts';
import { said, stateChange } from '../support/drafts.ts';
import { marksContract } from './marks-contract.ts';
import { fault, type OpenedLog, record } from './opened-log.ts';
import { retentionContract } from './retention-contract.ts';

/** `handsOver`: whether the driver's doorbell hands over what was appended. */
export function logContract(name: string, open: () => Promise<OpenedLog>, handsOver: boolean): void {
  describe(`log contract: ${name}`, () => {
    test('sequences are dense from 1 over many appends, whoever writes first', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 10 }), async (sizes) => {
          for (const size of sizes) {
            const { lastSequence } = (await log.head('s1'))!;
            const drafts = Array.from({ length: size }, (_, i) => said(String(i)));
            const racing = await Promise.allSettled(
              [1, 2, 3].map(() => log.append('s1', lastSequence, drafts)),
            );
            expect(racing.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
          }
          const { lastSequence } = (await log.head('s1'))!;
          const events = await log.read('s1', 0, 10_000);
          expect(events.map((e) => e.sequence)).toEqual(
            Array.from({ length: lastSequence }, (_, i) => i + 1),
          );
        }),
        { numRuns: 10 },
      );
    });

    test('refuses a writer who is behind, and writes nothing of his', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      await log.append('s1', 0, [said('a'), said('b')]);
      await expect(log.append('s1', 1, [said('c'), said('d')])).rejects.toEqual(fault('WRITER_LOST'));
      await expect(log.append('s1', 5, [said('e')])).rejects.toEqual(fault('WRITER_LOST'));
      expect((await log.read('s1', 0, 10)).map((e) => e.data)).toEqual([said('a').data, said('b').data]);
    });

    test('a repeated key returns what the first append did, and keeps nothing more', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      const first = await log.append('s1', 0, [said('a'), said('b')], 'k');
      await log.append('s1', 2, [said('c')]);
      const again = await log.append('s1', 0, [said('z')], 'k');
      expect(first.repeated).toBe(false);
      expect(again).toEqual({ ...first, repeated: true });
      expect((await log.head('s1'))?.lastSequence).toBe(3);
    });

    test('two with the same key at the same moment are one', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      const both = await Promise.all([
        log.append('s1', 0, [said('a')], 'k'),
        log.append('s1', 0, [said('a')], 'k'),
      ]);
      expect(both.map((one) => one.repeated)).toEqual([false, true]);
      expect((await log.head('s1'))?.lastSequence).toBe(1);
    });

    test('an append to an unknown session is refused by name, and harms none beside it', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      const [bad, good] = await Promise.allSettled([
        log.append('nobody', 0, [said('a')]),
        log.append('s1', 0, [said('a')]),
      ]);
      expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } });
      expect(good.status).toBe('fulfilled');
    });

    test('a draft that cannot be printed fails by itself, and harms none beside it', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      await log.createSession({ ...record, id: 's2' });
      const odd = { ...said('a'), data: { role: 'user', text: 1n } } as never;
      const [bad, good] = await Promise.allSettled([
        log.append('s1', 0, [odd]),
        log.append('s2', 0, [said('a')]),
      ]);
      expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
      expect((await log.head('s1'))?.lastSequence).toBe(0);
    });

    test('finds the session of a workflow, a decision and an artifact, and knows its keys', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      await log.append('s1', 0, [stateChange('w1', 'running')], 'k');
      expect([await log.find('w1'), await log.find('w2'), await log.find('constructor')]).toEqual([
        's1',
        null,
        null,
      ]);
      expect([
        await log.hasKey('s1', 'k'),
        await log.hasKey('s1', 'l'),
        await log.hasKey('nobody', 'k'),
      ]).toEqual([true, false, false]);
    });

    test('gives back every event as it was appended, of every kind', async () => {
      await using opened = await open();
      const { log } = opened;
      let n = 0;
      await fc.assert(
        fc.asyncProperty(anyLog(10), async (events) => {
          const id = `any${n++}`;
          await log.createSession({ ...record, id });
          await log.append(id, 0, events);
          expect(await log.read(id, 0, 100)).toEqual(events.map((event) => ({ ...event, sessionId: id })));
        }),
        { numRuns: 30 },
      );
    });

    test('reads on from any place, both ways, in order', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      await log.append(
        's1',
        0,
        Array.from({ length: 10 }, (_, i) => said(String(i))),
      );
      const places = (events: { sequence: number }[]) => events.map((e) => e.sequence);
      expect(places(await log.read('s1', 3, 4))).toEqual([4, 5, 6, 7]);
      expect(places(await log.read('s1', 10, 4))).toEqual([]);
      expect(places(await log.readBefore('s1', 4, 2))).toEqual([2, 3]);
      expect(await log.read('nobody', 0, 4)).toEqual([]);
    });

    test('the doorbell rings for the session that was written to, and for who watches all; not after it was taken down', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      await log.createSession({ ...record, id: 's2' });
      const heard: string[] = [];
      using _one = log.watch('s1', (id) => heard.push(`one ${id}`));
      using _all = log.watch(null, (id) => heard.push(`all ${id}`));
      const gone = log.watch('s1', () => heard.push('gone'));
      gone[Symbol.dispose]();
      await log.append('s2', 0, [said('a')]);
      await log.append('s1', 0, [said('a')]);
      expect(heard).toEqual(['all s2', 'one s1', 'all s1']);
    });

    test('what the doorbell hands over is exactly what was appended, in order', async () => {
      await using opened = await open();
      const { log } = opened;
      for (const id of ['s1', 's2']) await log.createSession({ ...record, id });
      const handed: (readonly Event[])[] = [];
      let rung = 0;
      const everywhere: string[] = [];
      using _one = log.watch('s1', (_, events) => {
        if (events !== undefined) handed.push(events);
        // A watcher may itself append; what it wrote is told after what it was told.
        if (rung++ === 0) void log.append('s1', 2, [said('from a watcher')]).catch(() => {});
      });
      using _all = log.watch(null, (id, events) => {
        for (const event of events ?? []) everywhere.push(`${id} ${event.sessionId} ${event.sequence}`);
      });
      const done = Promise.withResolvers<void>();
      using _last = log.watch('s1', async () => {
        if ((await log.head('s1'))?.lastSequence === 3) done.resolve();
      });
      await Promise.all([
        log.append('s1', 0, [said('a'), stateChange('w1', 'running')], 'k'),
        log.append('s1', 0, [said('z')]).catch(() => {}),
        log.append('s2', 0, [said('b')]),
      ]);
      await log.append('s1', 0, [said('again')], 'k');
      await done.promise;
      const stored = await log.read('s1', 0, 10);
      expect(handed).toEqual(handsOver ? [stored.slice(0, 2), stored.slice(2)] : []);
      const placesOf = (id: string) => everywhere.filter((place) => place.startsWith(id));
      expect(placesOf('s1')).toEqual(handsOver ? ['s1 s1 1', 's1 s1 2', 's1 s1 3'] : []);
      expect(placesOf('s2')).toEqual(handsOver ? ['s2 s2 1'] : []);
    });

    test('a watcher that throws harms neither the append nor the next watcher', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      let rung = 0;
      using _bad = log.watch('s1', () => {
        throw new Error('no');
      });
      using _good = log.watch('s1', () => rung++);
      await log.append('s1', 0, [said('a')]);
      expect(rung).toBe(1);
    });

    test('lists sessions newest first, in pages, and finds them by status', async () => {
      await using opened = await open();
      const { log } = opened;
      for (const id of ['s1', 's2', 's3']) await log.createSession({ ...record, id });
      const running = stateChange('w1', 'running');
      await log.append('s2', 0, [running]);
      const page = await log.sessions({ first: 2, after: null, status: null });
      expect(page.heads.map((head) => head.id)).toEqual(['s3', 's2']);
      expect(page.hasMore).toBe(true);
      const rest = await log.sessions({ first: 2, after: 's2', status: null });
      expect(rest.heads.map((head) => head.id)).toEqual(['s1']);
      const found = await log.sessions({ first: 5, after: null, status: ['running', 'paused'] });
      expect(found.heads.map((head) => [head.id, head.status])).toEqual([['s2', 'running']]);
    });

    test('making a session again changes nothing of it', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      await log.append('s1', 0, [said('a')]);
      expect(await log.createSession({ ...record, title: 'Other' })).toMatchObject({
        title: 'First',
        lastSequence: 1,
      });
      expect(await log.head('nobody')).toBeNull();
    });

    test('keeps bytes by their hash, once, and names what is not there', async () => {
      await using opened = await open();
      const { log } = opened;
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 1000 }), async (bytes) => {
          const [one, two] = await Promise.all([log.putBlob(bytes), log.putBlob(bytes)]);
          expect(one).toBe(two);
          expect(new Uint8Array(await log.getBlob(one))).toEqual(new Uint8Array(bytes));
        }),
        { numRuns: 20 },
      );
      await expect(log.getBlob('0'.repeat(64))).rejects.toEqual(fault('NOT_FOUND'));
    });

    test('keeps the documents of a session in the order they came', async () => {
      await using opened = await open();
      const { log } = opened;
      await log.createSession(record);
      const document = {
        id: 'd1',
        sessionId: 's1',
        name: 'a.csv',
        mediaType: 'text/csv',
        kind: 'csv',
        byteSize: 3,
        sha256: 'x',
      };
      await log.addDocument(document);
      await log.addDocument({ ...document, id: 'd0', name: 'b.csv' });
      await log.addDocument(document);
      expect((await log.documents('s1')).map((one) => one.name)).toEqual(['a.csv', 'b.csv']);
      expect(await log.document('d1')).toEqual(document);
      expect(await log.document('d9')).toBeNull();
      await expect(log.addDocument({ ...document, id: 'd3', sessionId: 'nobody' })).rejects.toEqual(
        fault('NOT_FOUND'),
      );
    });

    test('takes no append and no mark after it was closed', async () => {
      const opened = await open();
      await opened.log.createSession(record);
      await opened[Symbol.asyncDispose]();
      await expect(opened.log.append('s1', 0, [said('a')])).rejects.toEqual(fault('STORAGE_UNAVAILABLE'));
      await expect(opened.log.setMark('s1', 'a', 1)).rejects.toEqual(fault('STORAGE_UNAVAILABLE'));
    });

    marksContract(open);
    retentionContract(open);
  });
}
