// The parts of «Asked of you» that need no browser: words, order, keys, and what an answer is made of.

import { expect, test } from 'vitest';
import { differenceOf } from '../../src/dashboard/api/server-clock.ts';
import {
  type AnswerDraft,
  emptyDraft,
  givenOf,
  withOption,
  withOwnWords,
} from '../../src/dashboard/components/answer-draft.ts';
import {
  answerWords,
  byDeadline,
  changeOf,
  closingOf,
  timeLeft,
} from '../../src/dashboard/components/decision-words.ts';
import { meaningOf } from '../../src/dashboard/components/key-meaning.ts';
import { readContext } from '../../src/dashboard/components/read-context.ts';
import type { DecisionPartsFragment } from '../../src/dashboard/generated/graphql.ts';
import { titleWith } from '../../src/dashboard/shell/title.ts';
import { shownOf, withClosed } from '../../src/dashboard/views/asked/decision-order.ts';
import { mergeMessages } from '../../src/dashboard/views/asked/merge-messages.ts';

const option = (value: string) => ({ value, label: `The ${value}`, effect: null, costDelta: null });

const decision = (id: string, more: Partial<DecisionPartsFragment> = {}): DecisionPartsFragment => ({
  id,
  sessionId: 's',
  workflowId: null,
  type: 'OTHER',
  status: 'OPEN',
  prompt: 'What?',
  context: null,
  askedBy: null,
  askedAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  defaultOption: null,
  canSkip: false,
  freeText: false,
  multiple: false,
  affectsWorkflow: true,
  options: [option('red'), option('blue')],
  outcome: null,
  answer: null,
  comment: null,
  answeredAt: null,
  answeredBy: null,
  ...more,
});

test('the first deadline comes first, those without one last, and among equals the older', () => {
  const all = [
    decision('never'),
    decision('late', { expiresAt: '2026-01-01T00:09:00.000Z' }),
    decision('older never', { askedAt: '2025-12-31T00:00:00.000Z' }),
    decision('soon', { expiresAt: '2026-01-01T00:01:00.000Z' }),
  ];
  expect(all.sort(byDeadline).map(({ id }) => id)).toEqual(['soon', 'late', 'older never', 'never']);
});

test('what is known to be closed is not shown as open, and stays in its place while it lingers', () => {
  const [a, b, c] = [decision('a'), decision('b'), decision('c', { status: 'CLOSED' })];
  const closed = decision('a', { status: 'CLOSED', outcome: 'ANSWERED' });
  const all = withClosed([a, b, c], [closed]);
  expect(all).toEqual([closed, b, c]);
  expect(shownOf(all, new Set(['a']))).toEqual([closed, b]);
  expect(shownOf(all, new Set())).toEqual([b]);
  // What the session says to be closed is not undone.
  expect(withClosed([c], [decision('c', { status: 'CLOSED', outcome: 'SKIPPED' })])).toEqual([c]);
});

test('a countdown says 0:00 only when it is over, and is urgent under 30 seconds', () => {
  const at = (left: number) => timeLeft(0, 100_000, 100_000 - left);
  expect(at(100_000)).toEqual({ share: 1, words: '1:40', urgent: false, over: false });
  expect(at(30_000)).toMatchObject({ urgent: false });
  expect(at(29_999)).toMatchObject({ words: '0:30', urgent: true });
  expect(at(1)).toMatchObject({ words: '0:01', over: false });
  expect(at(0)).toMatchObject({ share: 0, words: '0:00', urgent: false, over: true });
  expect(at(-5000)).toMatchObject({ share: 0, words: '0:00', over: true });
  expect(timeLeft(0, 4 * 86_400_000, 86_400_000).words).toBe('3 days');
});

test('a wrong clock is told from a slow answer, and from the seconds that `Date` rounds to', () => {
  const there = Date.parse('2026-01-01T12:00:00Z');
  const date = 'Thu, 01 Jan 2026 12:00:00 GMT';
  expect(differenceOf(date, there + 400, there + 600)).toBe(0);
  expect(differenceOf(date, there - 1000, there + 900)).toBe(0);
  expect(differenceOf(date, there + 3_600_000, there + 3_600_100)).toBe(-3_599_550);
  expect(differenceOf(date, there - 60_000, there - 60_000)).toBe(60_500);
  expect(differenceOf(null, there, there)).toBeNull();
  expect(differenceOf('yesterday', there, there)).toBeNull();
});

test('a change of cost is signed, and none is said in words', () => {
  const usd = (amount: string) => changeOf({ amount, currency: 'USD' });
  expect([usd('18424.00'), usd('-1250.50'), usd('0.00'), usd('+12.5'), usd('-0')]).toEqual([
    '+$18,424',
    '−$1,251',
    'cost unchanged',
    '+$12.50',
    'cost unchanged',
  ]);
  expect(changeOf({ amount: '5', currency: 'no currency' })).toBe('+5.00');
});

test('an answer is told by labels, also where it is several, a text, or a default beyond the options', () => {
  const words = (answer: unknown) => answerWords({ answer, options: [option('red'), option('blue')] });
  expect(words('red')).toEqual(['The red']);
  expect(words(['blue', 'red'])).toEqual(['The blue', 'The red']);
  expect(words('my own words')).toEqual(['my own words']);
  expect(words('analyze_all')).toEqual(['Analyze all']);
  expect(words(null)).toEqual([]);
  expect(words({ odd: 1 })).toEqual(['{"odd":1}']);
});

test('a closed decision says how, what and by whom, for each outcome', () => {
  const person = { name: 'Ada', kind: 'USER' } as const;
  const clock = { name: 'Time limit', kind: 'CLOCK' } as const;
  const of = (more: Partial<DecisionPartsFragment>) =>
    closingOf(decision('a', { status: 'CLOSED', ...more }));
  expect(of({ outcome: 'ANSWERED', answer: 'red', answeredBy: person })).toEqual({
    how: 'Answered',
    chosen: ['The red'],
    by: 'by Ada',
  });
  expect(of({ outcome: 'DEFAULTED', answer: 'red', answeredBy: clock })).toMatchObject({
    how: 'Default taken',
    by: 'by the clock, nobody answered in time',
  });
  expect(of({ outcome: 'SKIPPED', answeredBy: { name: 'night shift', kind: 'POLICY' } })).toMatchObject({
    how: 'Skipped',
    by: 'by rule: night shift',
  });
  expect(of({ outcome: 'EXPIRED', answeredBy: clock })).toMatchObject({ how: 'Time ran out', chosen: [] });
  expect(of({ outcome: 'WITHDRAWN' })).toMatchObject({ how: 'Withdrawn', by: 'its workflow ended first' });
});

test('an answer is one option, several in their order, or words; and never two of these', () => {
  const one = decision('a');
  const several = decision('b', { multiple: true });
  const choose = (draft: AnswerDraft, value: string, multiple = false) => withOption(draft, value, multiple);
  const empty = emptyDraft(one);
  expect(givenOf(empty, one)).toBeNull();
  expect(givenOf(choose(choose(empty, 'red'), 'blue'), one)).toEqual({
    answer: { option: 'blue' },
    comment: null,
  });
  const both = choose(choose(empty, 'blue', true), 'red', true);
  expect(givenOf(both, several)?.answer).toEqual({ options: ['red', 'blue'] });
  expect(givenOf(choose(choose(both, 'red', true), 'blue', true), several)).toBeNull();
  const typed = withOwnWords(both, 'green');
  expect(givenOf(typed, several)?.answer).toEqual({ text: 'green' });
  expect(givenOf(choose(typed, 'red'), one)?.answer).toEqual({ option: 'red' });
  expect(choose(typed, 'red').ownWords).toBe('green');
  expect(givenOf(withOwnWords(empty, ' \n'), one)).toBeNull();
  expect(givenOf({ ...choose(empty, 'red'), comment: ' ' }, one)?.comment).toBeNull();
  expect(givenOf({ ...choose(empty, 'red'), comment: 'why' }, one)?.comment).toBe('why');
  // Words are the answer from the start where there is nothing to choose from.
  expect(emptyDraft({ options: [] }).inOwnWords).toBe(true);
});

test('keys mean nothing while typing or with a modifier, and controls keep Enter and the arrows', () => {
  const on = (key: string, where: 'card' | 'control' | 'text' = 'card', modified = false) =>
    meaningOf({ key, modified, on: where });
  expect(on('1')).toEqual({ kind: 'choose', index: 0 });
  expect(on('9', 'control')).toEqual({ kind: 'choose', index: 8 });
  expect(['0', 'x', 'Tab', '10'].map((key) => on(key))).toEqual([null, null, null, null]);
  expect(['d', 's', 'j', 'k', 'Enter', 'ArrowDown', 'ArrowUp'].map((key) => on(key)?.kind)).toEqual([
    'default',
    'skip',
    'next',
    'previous',
    'answer',
    'next',
    'previous',
  ]);
  for (const key of ['1', 'd', 's', 'j', 'Enter']) {
    expect(on(key, 'text')).toBeNull();
    expect(on(key, 'card', true)).toBeNull();
  }
  for (const key of ['Enter', 'ArrowDown', 'ArrowUp']) expect(on(key, 'control')).toBeNull();
});

test('places, figures and lists are told from the rest of the context, and nothing is lost but ids', () => {
  const place = {
    documentId: 'd',
    documentName: 'bill.xlsx',
    sheet: 'B',
    page: null,
    row: 42,
    quote: '6 EA',
  };
  expect(readContext({ documentId: 'd', documentName: 'bill.xlsx', errorCode: 'DOCUMENT_CORRUPT' })).toEqual([
    { kind: 'place', label: 'Where', place: { steps: ['bill.xlsx'], quote: null } },
    { kind: 'pair', label: 'Error code', value: 'DOCUMENT_CORRUPT' },
  ]);
  expect(
    readContext({ stated: place, working: '2 × 3', section: null, scores: [{ id: 'x', score: 1 }] }),
  ).toEqual([
    { kind: 'place', label: 'As stated', place: { steps: ['bill.xlsx', 'B', 'row 42'], quote: '6 EA' } },
    { kind: 'pair', label: 'Worked out as', value: '2 × 3' },
  ]);
  expect(readContext({ lines: [{ ...place, description: 'Hatch' }], lineCount: 14 })).toEqual([
    {
      kind: 'list',
      label: 'Lines',
      items: [{ text: 'Hatch', place: { steps: ['bill.xlsx', 'B', 'row 42'], quote: '6 EA' } }],
      more: 13,
    },
  ]);
  expect(
    readContext({
      trade: 'doors',
      missing: [{ topic: 't', description: 'Locks', because: 'doors need them', source: place }],
    }),
  ).toMatchObject([
    { kind: 'pair', label: 'Trade', value: 'doors' },
    { kind: 'list', label: 'What is missing', items: [{ text: 'Locks: doors need them' }], more: 0 },
  ]);
  expect(readContext({ currency: 'USD', low: '900', likely: '1000', high: '1200', lines: 12 })).toEqual([
    {
      kind: 'figures',
      figures: [
        { label: 'Low', value: '$900' },
        { label: 'Likely', value: '$1,000' },
        { label: 'High', value: '$1,200' },
      ],
    },
    { kind: 'pair', label: 'Lines', value: '12' },
  ]);
});

test('any context can be shown: null, a bare value, nested, empty or hostile keys', () => {
  expect([null, undefined, '', {}, []].map(readContext)).toEqual([[], [], [], [], []]);
  expect(readContext('as it is')).toEqual([{ kind: 'pair', label: 'Beside it', value: 'as it is' }]);
  expect(readContext({ sheet_id: 'abc', file_count: 3 })).toEqual([
    { kind: 'pair', label: 'Sheet id', value: 'abc' },
    { kind: 'pair', label: 'File count', value: '3' },
  ]);
  const odd = JSON.parse('{"constructor": "c", "__proto__": "p", "toString": {"a": [1]}}');
  expect(readContext(odd).map((part) => part.kind === 'pair' && part.label)).toEqual([
    'Constructor',
    'Proto',
    'To string',
  ]);
});

test('messages from several sources stand once, in order, and not beyond the place that is looked at', () => {
  const said = (sequence: number) => ({
    sequence,
    timestamp: '',
    role: 'USER' as const,
    text: String(sequence),
    messageId: null,
    partial: false,
  });
  const lists = [
    [said(1), said(4)],
    [said(4), said(9), said(2)],
  ];
  expect(mergeMessages(lists, null).map(({ sequence }) => sequence)).toEqual([1, 2, 4, 9]);
  expect(mergeMessages(lists, 4).map(({ sequence }) => sequence)).toEqual([1, 2, 4]);
});

test('a message that is told in parts stands where it began, as far as it was told then', () => {
  const part = (sequence: number, messageId: string | null, partial: boolean) => ({
    sequence,
    timestamp: '',
    role: 'ASSISTANT' as const,
    text: `${sequence}`,
    messageId,
    partial,
  });
  const parts = [part(1, 'a', true), part(2, null, false), part(3, 'b', true), part(4, 'a', false)];
  const shown = (upTo: number | null) =>
    mergeMessages([parts.slice(2), parts], upTo).map(({ text, partial }) => [text, partial]);
  expect(shown(null)).toEqual([
    ['4', false],
    ['2', false],
    ['3', true],
  ]);
  expect(shown(2)).toEqual([
    ['1', true],
    ['2', false],
  ]);
});

test('the title carries the count once, whatever words it has', () => {
  expect(titleWith('pip-stream', 2)).toBe('(2) pip-stream');
  expect(titleWith('(2) pip-stream', 3)).toBe('(3) pip-stream');
  expect(titleWith('(2) pip-stream', 0)).toBe('pip-stream');
  expect(titleWith('(draft) plan', 1)).toBe('(1) (draft) plan');
});
