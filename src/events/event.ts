// Event: something that happened, with its place in the session's log.

import { type Catalog, catalog, type DataOf, type KindName } from './catalog.ts';
import type { Priority } from './kind.ts';

/** An event before it has a place. */
export type Draft<Name extends KindName = KindName> = {
  [N in Name]: { type: N; workflowId: string | null; timestamp: string; data: DataOf<N> };
}[Name];

/** What an event has besides its kind and data. */
export interface Place {
  sessionId: string;
  /** Dense from 1 within the session. */
  sequence: number;
}

export type Event<Name extends KindName = KindName> = { [N in Name]: Draft<N> & Place }[Name];

/** Names the event over all sessions, and is the same for ever. */
export function eventId(event: Place): string {
  return `${event.sessionId}:${event.sequence}`;
}

/** A part of what is still being said is low: the next part has all of it again. */
export function priorityOf(event: { type: string; data?: object }, kinds: Catalog = catalog): Priority {
  const { data } = event;
  if (data !== undefined && 'partial' in data && data.partial === true) return 'low';
  return kinds.get(event.type)?.priority ?? 'normal';
}

/** What a draft names that can be asked for by id alone: its workflow, a decision, an artifact, a recommendation. */
export function namesIn(draft: Draft): string[] {
  if (draft.type === 'agent_substep') return [];
  const own =
    draft.type === 'user_decision_needed'
      ? [draft.data.decisionId]
      : draft.type === 'artifact_ready'
        ? [draft.data.artifact.id]
        : draft.type === 'recommendation'
          ? [draft.data.recommendation.id]
          : [];
  return draft.workflowId === null ? own : [draft.workflowId, ...own];
}
