// Upload room: the numbers behind it, for any order of coming and going.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTally } from '../../src/base/tally.ts';
import { createUploadRoom, type UploadPlace } from '../../src/guard/upload-room.ts';

const never = new AbortController().signal;
const largest = 10;
const open = (mostBytes: number) => {
  const tally = createTally();
  const room = createUploadRoom({ mostBytes, largest, waitSeconds: 60, tally });
  return { room, read: () => Object.fromEntries(tally.read('uploads')) };
};
/** Those who may go in have by then. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('R1, R3: no more is held than there is room for, of one person than their share; at last everybody was let in', async () => {
  const coming = fc.record({
    who: fc.constantFrom('ann', 'bob', 'cid'),
    bytes: fc.integer({ min: 0, max: largest }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(coming, { maxLength: 40 }),
      fc.infiniteStream(fc.nat()),
      async (list, chance) => {
        const { room, read } = open(30);
        const inside: { who: string; bytes: number; place: UploadPlace }[] = [];
        let entered = 0;
        for (const one of list)
          void room.take(one.who, one.bytes, never).then((place) => {
            entered++;
            inside.push({ ...one, place });
          });
        for (;;) {
          await settled();
          const sum = (who: string | null) =>
            inside.reduce((total, one) => (who === null || one.who === who ? total + one.bytes : total), 0);
          expect(sum(null)).toBeLessThanOrEqual(30);
          for (const who of ['ann', 'bob', 'cid']) expect(sum(who)).toBeLessThanOrEqual(15);
          expect(read().held ?? 0).toBe(sum(null));
          if (inside.length === 0) break;
          const [left] = inside.splice(chance.next().value! % inside.length, 1);
          left!.place[Symbol.dispose]();
          left!.place[Symbol.dispose]();
        }
        expect(entered).toBe(list.length);
        expect(read().waiting ?? 0).toBe(0);
      },
    ),
    { numRuns: 100 },
  );
});

test('R2: a large one that came first is not passed by smaller ones, but does not wait for those of a full share', async () => {
  const { room } = open(20);
  const order: string[] = [];
  const take = (who: string, bytes: number) =>
    room.take(who, bytes, never).then((place) => {
      order.push(`${who} ${bytes}`);
      return place;
    });
  const ann = await take('ann', 10);
  void take('ann', 5);
  const bob = await take('bob', 6);
  void take('cid', 9);
  void take('dan', 1);
  await settled();
  expect(order).toEqual(['ann 10', 'bob 6']);
  bob[Symbol.dispose]();
  await settled();
  expect(order).toEqual(['ann 10', 'bob 6', 'cid 9', 'dan 1']);
  ann[Symbol.dispose]();
  await settled();
  expect(order.at(-1)).toBe('ann 5');
});

test('of one person 128 may wait; one more is refused, and others are not', async () => {
  const { room, read } = open(20);
  await room.take('ann', 10, never);
  const gone = new AbortController();
  const waiting = Array.from({ length: 128 }, () => room.take('ann', 1, gone.signal).catch((why) => why));
  await expect(room.take('ann', 1, never)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await room.take('bob', 10, never);
  expect(read()).toEqual({ held: 20, waiting: 128 });
  gone.abort();
  expect((await Promise.all(waiting)).every((why) => why === gone.signal.reason)).toBe(true);
  expect(read()).toEqual({ held: 20, waiting: 0 });
});

test('any one upload is taken, however little room is given', async () => {
  const { room } = open(1);
  using place = await room.take('ann', largest, never);
  expect(place).toBeDefined();
});
