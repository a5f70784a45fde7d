// Producer: the number that a manager elsewhere gave an event, so that sending it again is harmless.
//
// It is kept inside the event's data under a key of its own, so that it is written in the append that writes the event.
// No door prints it, since doors print the fields of the kind; the fold remembers the highest of each producer.

import type { Draft, Event } from './event.ts';

export interface Producer {
  id: string;
  /** Rises from event to event; holes are allowed. */
  sequence: number;
}

const key = '~producer';

export function withProducer<D extends Draft>(draft: D, producer: Producer | null): D {
  return producer === null ? draft : { ...draft, data: { ...draft.data, [key]: producer } };
}

export function producerOf(event: Pick<Event, 'data'>): Producer | null {
  return (event.data as { [key]?: Producer })[key] ?? null;
}
