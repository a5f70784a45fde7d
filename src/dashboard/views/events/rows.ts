// Rows: what the list shows in order: events, and among them what the stream said of itself.

import type { Remark } from '../../session/remark.ts';
import type { Event } from '../../session/view.ts';
import { sentenceOf } from './sentence.ts';

export type Row = Event | Remark;

export const isRemark = (row: Row): row is Remark => 'kind' in row;

/** Rises from row to row. */
export const placeOf = (row: Row) => (isRemark(row) ? row.at + 0.5 : row.sequence);

export const keyOf = (row: Row) => (isRemark(row) ? row.key : row.sequence);

const sentences = new WeakMap<Event, string>();

/** Made once for each event. */
export function sentence(event: Event): string {
  const known = sentences.get(event);
  if (known !== undefined) return known;
  const words = sentenceOf(event);
  sentences.set(event, words);
  return words;
}

/** Events whose sentence has all the words of a search. */
export function found(events: readonly Event[], search: string): readonly Event[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return events;
  return events.filter((event) => {
    const text = `${sentence(event)} ${event.sequence}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Of a message or thought that is told in parts the newest part, which has all of it so far. */
export function newestParts(events: readonly Event[]): readonly Event[] {
  const seen = new Set<string>();
  const rest: Event[] = [];
  for (const event of events.toReversed()) {
    const whole = wholeOf(event);
    if (whole !== null && seen.has(whole)) continue;
    if (whole !== null) seen.add(whole);
    rest.push(event);
  }
  return rest.length === events.length ? events : rest.reverse();
}

function wholeOf(event: Event): string | null {
  if (event.__typename === 'ChatMessage') return event.messageId;
  return event.__typename === 'ManagerThinking' ? event.thoughtId : null;
}

/** Each remark after the last event that had come by then; neighbours of one kind are told together. */
export function rowsOf(events: readonly Event[], remarks: readonly Remark[]): readonly Row[] {
  const first = events[0]?.sequence;
  const shown = remarks.filter(({ at }) => first === undefined || at >= first);
  if (shown.length === 0) return events;
  const rows: Row[] = [];
  let next = 0;
  const add = (remark: Remark) => {
    const before = rows.at(-1);
    if (
      remark.kind === 'conflated' &&
      before !== undefined &&
      isRemark(before) &&
      before.kind === 'conflated'
    )
      rows[rows.length - 1] = { ...before, count: before.count + remark.count };
    else rows.push(remark);
  };
  for (const event of events) {
    while (next < shown.length && shown[next]!.at < event.sequence) add(shown[next++]!);
    rows.push(event);
  }
  for (const remark of shown.slice(next)) add(remark);
  return rows;
}

/** How many places the first row moved from one list to the next: less than 0 when rows came before it. */
export function shiftOf(before: readonly Row[], after: readonly Row[]): number {
  if (before.length === 0 || after.length === 0) return 0;
  const [old, now] = [placeOf(before[0]!), placeOf(after[0]!)];
  if (now < old) return -indexOf(after, old);
  return now > old ? indexOf(before, now) : 0;
}

/** Of the first row that is not before a place. */
function indexOf(rows: readonly Row[], place: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placeOf(rows[middle]!) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
