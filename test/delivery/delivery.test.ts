// Delivery: whatever clients, retention and connections do, every sequence is accounted for exactly once.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHub } from '../../src/delivery/hub.ts';
import type { Outlet } from '../../src/delivery/outlet.ts';
import { type Draft, type Event, priorityOf } from '../../src/events/event.ts';
import { openEvents } from '../../src/feed/events.ts';
import { type FeedItem, openFeed } from '../../src/feed/feed.ts';
import { type Filter, filterOf, matches } from '../../src/feed/filter.ts';
import type { LiveStream, Placed } from '../../src/feed/live.ts';
import type { Log } from '../../src/log/log.ts';
import { openMemoryLog } from '../../src/log/memory/memory-log.ts';
import { retain } from '../../src/log/retention.ts';
import { said, stateChange, substep } from '../support/drafts.ts';
import { createTurnedClock } from '../support/turned-clock.ts';
import { createClient, fail, turn } from './client.ts';

async function until(done: () => boolean): Promise<void> {
  for (let turns = 0; !done(); turns++) {
    if (turns > 5000) throw new Error('it does not happen');
    await turn();
  }
}

/** As a log elsewhere would be: answers later, and hands nothing over when it rings. */
function late(log: Log): Log {
  const read: Log['read'] = async (...args) => {
    const events = await log.read(...args);
    await turn();
    return events;
  };
  return { ...log, read, watch: (id, ring) => log.watch(id, (sessionId) => ring(sessionId)) };
}

async function open(isLate = false) {
  const memory = openMemoryLog({ onError: fail });
  const log = isLate ? late(memory) : memory;
  const clock = createTurnedClock();
  await log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
  return { log, clock, hub: createHub({ log, clock, onError: fail }) };
}

type Opened = Awaited<ReturnType<typeof open>>;

interface Wanted {
  filter: Filter;
  after?: number | null;
  conflateMs?: number;
  heartbeatMs?: number;
  untilFinished?: boolean;
}

const openFeedOf = ({ log, clock }: Opened, { filter, after = null, ...rest }: Wanted) =>
  openFeed({
    log,
    clock,
    sessionId: 's1',
    after,
    filter,
    conflateMs: 0,
    heartbeatMs: 1e9,
    untilFinished: false,
    draining: new AbortController().signal,
    retryAfterMs: () => 1000,
    ...rest,
  });

function deliver<T extends Placed>(
  { hub }: Opened,
  stream: LiveStream<T>,
  outlet: Outlet,
  key: string | null,
  executed = false,
) {
  const render = (item: object) => {
    const { session: _left, ...told } = item as FeedItem & { session?: unknown };
    const text = JSON.stringify(told);
    return executed ? turn().then(() => text) : text;
  };
  const failure = (error: unknown) =>
    JSON.stringify({ failed: (error as { code?: string }).code ?? String(error) });
  return hub.deliver({ stream, key, render: () => render, cursorOf: () => null, failure, outlet });
}

const parsed = <T>(texts: readonly string[]) => texts.map((text) => JSON.parse(text) as T);

const anyDraft = fc.oneof(
  { weight: 4, arbitrary: fc.nat(2).map((n): Draft => substep(`agent ${n}`, n)) },
  { weight: 1, arbitrary: fc.constant<Draft>(said('x')) },
  { weight: 1, arbitrary: fc.constant<Draft>(stateChange('w', 'running')) },
);

type Step =
  | { do: 'append'; drafts: Draft[] }
  | { do: 'prune'; keep: number }
  | { do: 'stop' | 'go' | 'reconnect'; who: number }
  | { do: 'turn' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      drafts: fc.array(anyDraft, { minLength: 1, maxLength: 6 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('turn' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('stop', 'go', 'reconnect'), who: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('prune' as const), keep: fc.nat(15) }) },
);

const anyFilter = fc.constantFrom(
  filterOf(),
  filterOf(['agent_substep', 'chat_message']),
  filterOf(['workflow_state_change', 'chat_message']),
  filterOf(null, ['agent 1']),
);

async function append(log: Log, drafts: Draft[]): Promise<Event[]> {
  return (await log.append('s1', (await log.head('s1'))?.lastSequence ?? 0, drafts)).events;
}

async function prune(log: Log, keep: number): Promise<void> {
  await retain(log, (await log.head('s1'))!, { maxAgeMs: null, maxEvents: keep }, 0);
}

/** How often each sequence is told, and by what. */
function account(items: FeedItem[]): Map<number, string[]> {
  const told = new Map<number, string[]>();
  const note = (sequence: number, by: string) => told.set(sequence, [...(told.get(sequence) ?? []), by]);
  for (const item of items) {
    if (item.kind === 'event') note(item.sequence, 'event');
    if (item.kind === 'conflated' || item.kind === 'gap')
      for (let at = item.fromSequence; at <= item.toSequence; at++) note(at, item.kind);
  }
  return told;
}

test.each([
  ['projected', false],
  ['executed', true],
])(
  '%s: three feeds, told together, slow by turns, cut and resumed, over a log that is cleaned up: every sequence is told exactly once',
  async (_name, executed) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 1, maxLength: 40 }),
        anyFilter,
        fc.constantFrom('same', null),
        fc.boolean(),
        async (steps, filter, key, isLate) => {
          const opened = await open(isLate);
          const { log, clock } = opened;
          const history: Event[] = [];
          const people = await Promise.all(
            [0, 1, 2].map(async () => {
              const client = createClient();
              const delivery = deliver(
                opened,
                await openFeedOf(opened, { filter }),
                client.outlet,
                key,
                executed,
              );
              return { client, delivery, before: [] as FeedItem[], earlier: 0 };
            }),
          );
          for (const step of steps) {
            if (step.do === 'append') history.push(...(await append(log, step.drafts)));
            else if (step.do === 'prune') await prune(log, step.keep);
            else if (step.do === 'turn') await turn();
            else {
              const person = people[step.who]!;
              if (step.do === 'stop') person.client.stop();
              else if (step.do === 'go') person.client.go();
              else {
                person.delivery[Symbol.dispose]();
                await turn();
                person.before.push(...parsed<FeedItem>(person.client.texts));
                const after = person.before.at(-1)?.sequence ?? null;
                person.client = createClient();
                const stream = await openFeedOf(opened, { filter, after });
                person.delivery = deliver(opened, stream, person.client.outlet, key, executed);
              }
            }
          }
          for (const { client } of people) client.go();
          history.push(...(await append(log, [said('end')])));
          const last = history.length;
          const wanted = history.filter((event) => matches(event, filter));
          for (const { client, before } of people) {
            await until(() => client.texts.some((text) => text.includes(`"sequence":${last},`)));
            const items = [...before, ...parsed<FeedItem>(client.texts)];
            const told = account(items);
            // Who was told nothing yet begins at what is left.
            const begin = items[0]?.kind === 'snapshot' ? items[0].sequence : 0;
            for (const event of wanted.filter(({ sequence }) => sequence > begin)) {
              const by = told.get(event.sequence) ?? [];
              expect([event.sequence, by.length]).toEqual([event.sequence, 1]);
              if (by[0] === 'conflated') expect(priorityOf(event)).toBe('low');
              told.delete(event.sequence);
            }
            for (const by of told.values()) expect(by).toEqual(['gap']);
            const places = items.filter((item) => item.kind === 'event').map((item) => item.sequence);
            expect(places).toEqual([...places].sort((a, b) => a - b));
          }
          for (const { delivery } of people) delivery[Symbol.dispose]();
          await turn();
          expect(opened.hub.size).toEqual({ sessions: 0, groups: 0, subscriptions: 0 });
          expect(clock.pending).toBe(0);
        },
      ),
      { numRuns: executed ? 400 : 800 },
    );
  },
);

test('an event is rendered once for all that ask the same, and again for who asks something else', async () => {
  const opened = await open();
  const clients = Array.from({ length: 10 }, createClient);
  for (const [index, { outlet }] of clients.entries()) {
    const stream = await openEvents({ ...opened, sessionId: 's1', after: null, filter: filterOf() });
    deliver(opened, stream, outlet, index < 9 ? 'same' : 'other');
  }
  await turn();
  await append(opened.log, [said('x'), said('y')]);
  await until(() => clients.every((client) => client.texts.length === 2));
  expect(opened.hub.counts).toMatchObject({ rendered: 4, delivered: 20 });
  expect(opened.hub.size).toEqual({ sessions: 1, groups: 2, subscriptions: 10 });
});

test('one that does not keep up is told the newest of what may be merged, all of the rest, and then what is live', async () => {
  const opened = await open();
  const client = createClient();
  const neighbour = createClient();
  for (const { outlet } of [client, neighbour])
    deliver(opened, await openFeedOf(opened, { filter: filterOf() }), outlet, 'same');
  await until(() => client.texts.length === 2 && neighbour.texts.length === 2);
  client.stop();
  await append(opened.log, [substep('a', 1), substep('a', 2), said('x'), substep('a', 3)]);
  await until(() => neighbour.texts.length === 6);
  expect(client.texts.length).toBe(2);
  client.go();
  await until(() => client.texts.length >= 5);
  await append(opened.log, [substep('a', 4), substep('a', 5)]);
  await until(() => client.texts.length >= 7);
  const items = parsed<FeedItem>(client.texts.slice(2));
  expect(items.map((item) => [item.kind, item.sequence])).toEqual([
    ['conflated', 2],
    ['event', 3],
    ['event', 4],
    ['event', 5],
    ['event', 6],
  ]);
  expect(opened.hub.counts).toMatchObject({ conflated: 2, behind: 1 });
});

test('on `events`, too, only what may be merged is left out, and the sequences show it', async () => {
  const opened = await open();
  const client = createClient();
  const stream = await openEvents({ ...opened, sessionId: 's1', after: null, filter: filterOf() });
  deliver(opened, stream, client.outlet, 'same');
  await turn();
  client.stop();
  await append(opened.log, [substep('a', 1), substep('b', 1), said('x'), substep('a', 2), substep('a', 3)]);
  await turn();
  await turn();
  client.go();
  await until(() => client.texts.length >= 3);
  await append(opened.log, [substep('a', 4), substep('a', 5)]);
  await until(() => client.texts.length >= 5);
  expect(parsed<Event>(client.texts).map((event) => event.sequence)).toEqual([2, 3, 5, 6, 7]);
  expect(opened.hub.counts.conflated).toBe(2);
});

test('one that takes nothing for too long is told so, where it can be, and given up', async () => {
  const opened = await open();
  const client = createClient();
  const delivery = deliver(opened, await openFeedOf(opened, { filter: filterOf() }), client.outlet, 'same');
  await until(() => client.texts.length === 2);
  client.stop();
  await append(opened.log, [said('x')]);
  await turn();
  await turn();
  client.stall();
  expect(await delivery.over).toBe('slow');
  expect(parsed<FeedItem>(client.texts).at(-1)).toMatchObject({
    kind: 'ending',
    endReason: 'slow_client',
    retryAfterMs: 1000,
    sequence: 0,
  });
  expect(opened.hub.size.subscriptions).toBe(0);
});

test('heartbeats come when nothing was told for their time, also while others tell', async () => {
  const opened = await open();
  const { clock, log } = opened;
  const client = createClient();
  deliver(opened, await openFeedOf(opened, { filter: filterOf(), heartbeatMs: 1000 }), client.outlet, 'same');
  await until(() => client.texts.length === 2 && clock.pending === 1);
  clock.turn(600);
  await append(log, [said('x')]);
  await until(() => client.texts.length === 3);
  clock.turn(600);
  await turn();
  expect(client.texts.length).toBe(3);
  clock.turn(400);
  await until(() => client.texts.length === 4);
  expect(parsed<FeedItem>(client.texts)[3]).toMatchObject({
    kind: 'heartbeat',
    sequence: 1,
    lagSequences: 0,
  });
  await until(() => clock.pending === 1);
  clock.turn(1000);
  await until(() => client.texts.length === 5);
});

test('a feed asked to end with the workflow ends by itself, told together or not', async () => {
  const opened = await open();
  const client = createClient();
  const stream = await openFeedOf(opened, { filter: filterOf(), untilFinished: true });
  const delivery = deliver(opened, stream, client.outlet, 'same');
  await until(() => client.texts.length === 2);
  await append(opened.log, [stateChange('w', 'running')]);
  await until(() => client.texts.length === 3);
  await append(opened.log, [stateChange('w', 'succeeded'), said('after')]);
  expect(await delivery.over).toBe('complete');
  expect(parsed<FeedItem>(client.texts).map((item) => item.kind)).toEqual([
    'snapshot',
    'caught_up',
    'event',
    'event',
    'event',
    'ending',
  ]);
});

test('a stream that fails tells why and ends; its group goes on', async () => {
  const opened = await open();
  const { log } = opened;
  await append(
    log,
    Array.from({ length: 10 }, () => said('x')),
  );
  const slow = createClient();
  slow.stop();
  const stream = await openEvents({ ...opened, sessionId: 's1', after: 0, filter: filterOf() });
  const delivery = deliver(opened, stream, slow.outlet, 'same');
  const healthy = createClient();
  deliver(
    opened,
    await openEvents({ ...opened, sessionId: 's1', after: 0, filter: filterOf() }),
    healthy.outlet,
    'same',
  );
  await until(() => healthy.texts.length === 10);
  await prune(log, 2);
  slow.go();
  expect(await delivery.over).toBe('complete');
  expect(slow.texts.at(-1)).toBe('{"failed":"CURSOR_EXPIRED"}');
  await append(log, [said('y')]);
  await until(() => healthy.texts.length === 11);
});
