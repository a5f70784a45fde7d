// Events that come while earlier ones are executed.

import { expect, test, vi } from 'vitest';
import { createHub } from '../../src/delivery/hub.ts';
import type { Event } from '../../src/events/event.ts';
import { openEvents } from '../../src/feed/events.ts';
import { filterOf } from '../../src/feed/filter.ts';
import { openMemoryLog } from '../../src/log/memory/memory-log.ts';
import { said } from '../support/drafts.ts';
import { createTurnedClock } from '../support/turned-clock.ts';
import { createClient, fail, turn } from './client.ts';

test.each([
  ['few wait with the group', 300, 0],
  ['of too many the members read for themselves', 1500, 2],
])('%s, and each is told once, in order', async (_name, count, behind) => {
  const log = openMemoryLog({ onError: fail });
  const clock = createTurnedClock();
  const hub = createHub({ log, clock, onError: fail });
  await log.createSession({ id: 's', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
  const executed = Promise.withResolvers<void>();
  const render = (item: object) => executed.promise.then(() => String((item as Event).sequence));
  const told = await Promise.all(
    ['a', 'b'].map(async () => {
      const { texts, outlet } = createClient();
      const stream = await openEvents({ log, clock, sessionId: 's', after: 0, filter: filterOf() });
      const [cursorOf, failure] = [() => null, String];
      hub.deliver({ stream, key: 'same', render: () => render, cursorOf, failure, outlet });
      return texts;
    }),
  );
  await vi.waitFor(() => expect([...hub.standings].every((one) => one.waits)).toBe(true));
  for (let last = 0; last < count; last += 100) {
    await log.append(
      's',
      last,
      Array.from({ length: 100 }, () => said('x')),
    );
    await turn();
  }
  expect(hub.counts.behind).toBe(behind);
  executed.resolve();
  const all = Array.from({ length: count }, (_, index) => String(index + 1));
  await vi.waitFor(() => expect(told).toEqual([all, all]));
});
