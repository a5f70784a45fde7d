// Conflation: of LOW events of one execution only the newest is told, in its place; the others are told as ranges.

import { type Event, priorityOf } from '../events/event.ts';

export type Conflated =
  | { kind: 'event'; event: Event }
  | { kind: 'conflated'; fromSequence: number; toSequence: number; droppedCount: number };

/** In the order of the events; a range covers neighbours only, so nothing is told twice. */
export function conflate(events: readonly Event[]): Conflated[] {
  const newest = new Map<string, number>();
  for (const event of events) if (isLow(event)) newest.set(event.data.executionId, event.sequence);
  const told: Conflated[] = [];
  for (const event of events) {
    const last = told.at(-1);
    if (!isLow(event) || newest.get(event.data.executionId) === event.sequence)
      told.push({ kind: 'event', event });
    else if (last?.kind === 'conflated' && last.toSequence === event.sequence - 1) {
      told[told.length - 1] = { ...last, toSequence: event.sequence, droppedCount: last.droppedCount + 1 };
    } else {
      const { sequence } = event;
      told.push({ kind: 'conflated', fromSequence: sequence, toSequence: sequence, droppedCount: 1 });
    }
  }
  return told;
}

function isLow(event: Event): event is Event<'agent_substep'> {
  return event.type === 'agent_substep' && priorityOf(event) === 'low';
}
