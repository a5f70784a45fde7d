// Filter: which events the list shows; kinds and agents can be combined.

import type { EventType } from '../../generated/graphql.ts';
import type { Event } from '../../session/view.ts';

export interface Filter {
  /** Null is all. */
  types: ReadonlySet<EventType> | null;
  /** Null is all; `nobody` stands for what belongs to no agent. */
  agents: ReadonlySet<string> | null;
}

export const everything: Filter = { types: null, agents: null };
/** What the manager and people say and do. */
export const nobody = '';

export function matches(event: Event, { types, agents }: Filter): boolean {
  if (types !== null && !types.has(event.type)) return false;
  if (agents === null) return true;
  const owners = ownersOf(event);
  return owners.length === 0 ? agents.has(nobody) : owners.some((name) => agents.has(name));
}

/** As the server takes it. It always tells what belongs to no agent too, so `matches` has the last word. */
export function asVariables({ types, agents }: Filter) {
  return {
    types: types === null ? null : [...types],
    agents: agents === null ? null : [...agents].filter((name) => name !== nobody),
  };
}

/** With one more, or without it; null again when none is left. */
export function toggled<T>(chosen: ReadonlySet<T> | null, one: T): ReadonlySet<T> | null {
  const next = new Set(chosen);
  if (!next.delete(one)) next.add(one);
  return next.size === 0 ? null : next;
}

/** The agents that an event belongs to. */
export function ownersOf(event: Event): readonly string[] {
  switch (event.__typename) {
    case 'AgentSubstep':
    case 'BrainAllocation':
    case 'CostIncurred':
      return [event.agentName];
    case 'WorkflowStateChange':
      return event.changedAgent == null ? [] : [event.changedAgent];
    case 'ErrorRecovery':
      return event.affectedAgents;
    case 'ArtifactReady':
      return [event.artifact.agentName];
    case 'UserDecisionNeeded':
    case 'UserDecisionMade':
      return event.decision.askedBy == null ? [] : [event.decision.askedBy];
    case 'ManagerThinking':
    case 'ChatMessage':
    case 'NotificationRaised':
    case 'RecommendationMade':
      return [];
  }
}
