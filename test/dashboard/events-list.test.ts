// What the list of events is made of: its sentences, its window on the log, and its rows.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../src/dashboard/session/view.ts';
import {
  asVariables,
  everything,
  type Filter,
  matches,
  nobody,
  toggled,
} from '../../src/dashboard/views/events/filter.ts';
import { found, keyOf, newestParts, rowsOf, shiftOf } from '../../src/dashboard/views/events/rows.ts';
import { sentenceOf } from '../../src/dashboard/views/events/sentence.ts';
import {
  most,
  type Newest,
  newestWindow,
  type Window,
  withEarlier,
  withLater,
  withNewest,
} from '../../src/dashboard/views/events/window.ts';
import { anyPossibleLog, openAsked } from './asked-log.ts';

test('every event that the server can tell has a sentence without a hole in it', async () => {
  await fc.assert(
    fc.asyncProperty(anyPossibleLog(30), async (events) => {
      await using asked = await openAsked(events);
      for (const { node } of await asked.all()) {
        const words = sentenceOf(node);
        expect(words.trim()).not.toBe('');
        // Words of the event itself may be anything.
        if (!/undefined|NaN|\[object/.test(JSON.stringify(node)))
          expect(words).not.toMatch(/undefined|NaN|\[object/);
      }
    }),
    { numRuns: 60 },
  );
});

/** As much of an event as the list goes by. */
const said = (sequence: number, type: 'CHAT_MESSAGE' | 'AGENT_SUBSTEP' = 'CHAT_MESSAGE') =>
  ({
    __typename: type === 'CHAT_MESSAGE' ? 'ChatMessage' : 'AgentSubstep',
    type,
    sequence,
    cursor: String(sequence),
    agentName: 'reader',
    role: 'USER',
    text: `word ${sequence}`,
    messageId: null,
  }) as unknown as Event;

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
const logUpTo = (last: number) =>
  range(1, last).map((n) => said(n, n % 3 === 0 ? 'AGENT_SUBSTEP' : 'CHAT_MESSAGE'));

const moves = fc.array(
  fc.oneof(
    fc.record({ move: fc.constant('happens' as const), count: fc.integer({ min: 1, max: 1500 }) }),
    fc.record({
      move: fc.constantFrom('earlier' as const, 'later' as const),
      count: fc.integer({ min: 1, max: 500 }),
    }),
    fc.record({ move: fc.constantFrom('leaves' as const, 'returns' as const), count: fc.constant(0) }),
  ),
  { maxLength: 40 },
);

test('however it is scrolled and whatever happens, a window has all between its ends, once and in order, and not too much', () => {
  const stepsOnly: Filter = { types: new Set(['AGENT_SUBSTEP']), agents: null };
  fc.assert(
    fc.property(
      moves,
      fc.constantFrom(everything, stepsOnly),
      fc.integer({ min: 0, max: 5000 }),
      (all, filter, begun) => {
        let log = logUpTo(begun);
        const newest = (): Newest => ({
          recent: log.slice(-2000),
          hasEarlier: log.length > 2000,
          lastSequence: log.length,
        });
        let window: Window = newestWindow(newest(), filter);
        let following = true;
        for (const { move, count } of all) {
          if (move === 'happens') {
            log = [
              ...log,
              ...range(log.length + 1, log.length + count).map((n) =>
                said(n, n % 3 === 0 ? 'AGENT_SUBSTEP' : 'CHAT_MESSAGE'),
              ),
            ];
            const before = window;
            window = withNewest(window, newest(), filter, following);
            if (!following) expect(window.events.slice(0, before.events.length)).toEqual(before.events);
          } else if (move === 'earlier' && window.before !== null) {
            // Who asks for earlier ones is at the start, and not at the end.
            following = false;
            const place = Number(window.before);
            const before = log.filter((one) => one.sequence < place && matches(one, filter));
            window = withEarlier(
              window,
              { events: before.slice(-count), hasMore: before.length > count },
              filter,
            );
          } else if (move === 'later' && window.events.length > 0) {
            const after = log.filter(
              (one) => one.sequence > window.events.at(-1)!.sequence && matches(one, filter),
            );
            window = withLater(
              window,
              { events: after.slice(0, count), hasMore: after.length > count },
              log.length,
              filter,
            );
          } else
            following =
              move === 'returns' ? window.upTo === log.length : move === 'leaves' ? false : following;

          const from = window.before === null ? 1 : (window.events[0]?.sequence ?? Number(window.before));
          const told = log.filter(
            (one) => one.sequence >= from && one.sequence <= window.upTo && matches(one, filter),
          );
          expect(window.events.map(({ sequence }) => sequence)).toEqual(told.map(({ sequence }) => sequence));
          expect(window.events.length).toBeLessThanOrEqual(most + 2000);
          if (following) expect(window.upTo).toBe(log.length);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('rows that come or go at the start are counted, so that the others stay where they are', () => {
  const place = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(place, place, place, place, (a, b, c, d) => {
      const all = logUpTo(600);
      const [before, after] = [all.slice(a, a + b), all.slice(c, c + d)];
      const same = before.find((row) => after.includes(row));
      fc.pre(same !== undefined);
      expect(before.indexOf(same!)).toBe(after.indexOf(same!) + shiftOf(before, after));
    }),
  );
});

test('remarks stand where they were made, neighbours as one, and no two rows have one key', () => {
  const rows = rowsOf(
    [1, 2, 5].map((n) => said(n)),
    [
      { key: 'a', at: 2, kind: 'conflated', count: 1 },
      { key: 'b', at: 2, kind: 'conflated', count: 3 },
      { key: 'c', at: 5, kind: 'gap', fromSequence: 6, toSequence: 9 },
    ],
  );
  expect(rows.map(keyOf)).toEqual([1, 2, 'a', 5, 'c']);
  expect(rows[2]).toMatchObject({ kind: 'conflated', count: 4 });
});

test('a remark from before what is listed is not listed', () => {
  expect(rowsOf([said(7)], [{ key: 'a', at: 2, kind: 'conflated', count: 1 }])).toEqual([said(7)]);
});

test('kinds and agents are combined, and what belongs to no agent is the manager’s', () => {
  const ofReader: Filter = { types: new Set(['AGENT_SUBSTEP', 'CHAT_MESSAGE']), agents: new Set(['reader']) };
  const passing = (filter: Filter) =>
    [said(1, 'AGENT_SUBSTEP'), said(2)].filter((one) => matches(one, filter)).map((one) => one.sequence);
  expect(passing(ofReader)).toEqual([1]);
  expect(passing({ types: null, agents: new Set([nobody]) })).toEqual([2]);
  expect(passing({ types: new Set(['CHAT_MESSAGE']), agents: new Set(['reader']) })).toEqual([]);
  expect(asVariables({ types: null, agents: new Set([nobody]) })).toEqual({ types: null, agents: [] });
});

test('the last choice that is taken back leaves everything', () => {
  expect(toggled(toggled(null, 'a'), 'a')).toBeNull();
  expect(toggled(new Set(['a']), 'b')).toEqual(new Set(['a', 'b']));
});

test('a search wants all its words, in any order and case, and finds a sequence', () => {
  const events = [said(1), said(21)];
  expect(found(events, 'WORD person').map((one) => one.sequence)).toEqual([1, 21]);
  expect(found(events, '21 said').map((one) => one.sequence)).toEqual([21]);
  expect(found(events, '  ')).toBe(events);
});

test('of what is told in parts the newest part is listed, in its place, and everything else stays', () => {
  const part = (sequence: number, messageId: string) => ({ ...said(sequence), messageId }) as Event;
  const events = [said(1), part(2, 'a'), part(3, 'b'), said(4, 'AGENT_SUBSTEP'), part(5, 'a'), said(6)];
  expect(newestParts(events).map(({ sequence }) => sequence)).toEqual([1, 3, 4, 5, 6]);
  const whole = [said(1), part(2, 'a')];
  expect(newestParts(whole)).toBe(whole);
});
