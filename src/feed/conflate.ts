// Conflation: of LOW events about one thing (the progress of an execution, the parts of a message or a thought) only the
// newest is told, in its place; the others are told as ranges.

import { type Event, priorityOf } from '../events/event.ts';

export type Conflated =
  | { kind: 'event'; event: Event }
  | { kind: 'conflated'; fromSequence: number; toSequence: number; droppedCount: number };

/** In the order of the events; a range covers neighbours only, so nothing is told twice. */
export function conflate(events: readonly Event[]): Conflated[] {
  const newest = new Map<string, number>();
  for (const event of events) {
    const about = aboutOf(event);
    if (about !== null) newest.set(about, event.sequence);
  }
  const told: Conflated[] = [];
  for (const event of events) {
    const last = told.at(-1);
    const about = aboutOf(event);
    if (about === null || newest.get(about) === event.sequence) told.push({ kind: 'event', event });
    else if (last?.kind === 'conflated' && last.toSequence === event.sequence - 1) {
      told[told.length - 1] = { ...last, toSequence: event.sequence, droppedCount: last.droppedCount + 1 };
    } else {
      const { sequence } = event;
      told.push({ kind: 'conflated', fromSequence: sequence, toSequence: sequence, droppedCount: 1 });
    }
  }
  return told;
}

/** What a LOW event says the newest about; null for all others, which are never merged. */
function aboutOf(event: Event): string | null {
  if (priorityOf(event) !== 'low') return null;
  switch (event.type) {
    case 'agent_substep':
      return event.data.executionId;
    case 'chat_message':
      return event.data.messageId;
    case 'manager_thinking':
      return event.data.thoughtId;
    default:
      return null;
  }
}
