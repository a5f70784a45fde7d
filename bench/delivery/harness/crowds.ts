// Crowds: who listens to what, in the words of the tables.

import type { Crowd } from '../messages.ts';

/** All want the same. */
export const alike = (sessions: number, subscribers: number): Crowd => ({
  sessions,
  subscribers,
  documents: 1,
  kinds: 1,
  oneKindEach: false,
});

export const oneGroup = (subscribers: number) => alike(1, subscribers);
export const eachAlone = (subscribers: number) => alike(subscribers, subscribers);

/** Ten to a session, who take turns with three documents. */
export const threeDocuments = (subscribers: number): Crowd => ({
  ...alike(subscribers / 10, subscribers),
  documents: 3,
});

/** One session of six kinds of events, of which each subscriber wants one. */
export const oneOfSix = (subscribers: number): Crowd => ({
  ...alike(1, subscribers),
  kinds: 6,
  oneKindEach: true,
});

/** Sessions × subscribers of each. */
export function titleOf({ sessions, subscribers }: Crowd): string {
  return `${sessions.toLocaleString('en')} × ${(subscribers / sessions).toLocaleString('en')}`;
}

/** What one tick of an append to every session makes, on average. */
export function deliveriesPerTick({ subscribers, kinds, oneKindEach }: Crowd, eventsPerTick: number): number {
  return (subscribers * eventsPerTick) / (oneKindEach ? kinds : 1);
}

/** What each of the next ticks makes, in turns: with filters it depends on the kind whose turn it is. */
export function receiptsPerTick(crowd: Crowd, eventsPerTick: number, last: number): number[] {
  const { sessions, subscribers, kinds, oneKindEach } = crowd;
  if (!oneKindEach) return [subscribers * eventsPerTick];
  const wanting = (sequence: number) =>
    sessions * Math.ceil((subscribers / sessions - (sequence % kinds)) / kinds);
  return Array.from({ length: kinds }, (_, tick) => {
    const first = last + tick * eventsPerTick + 1;
    return Array.from({ length: eventsPerTick }, (_, n) => wanting(first + n)).reduce((a, b) => a + b);
  });
}
