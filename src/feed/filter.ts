// Filter: which events a subscriber wants. What is left out is neither executed nor sent.

import type { Event } from '../events/event.ts';

export interface Filter {
  /** Kinds by name; null is all. */
  types: ReadonlySet<string> | null;
  /** Of events that belong to agents, those of these; null is all. Events that belong to none always pass. */
  agents: ReadonlySet<string> | null;
  /** `agent_substep` only of these; null is all. Nothing else is narrowed by it. */
  substepsOf: ReadonlySet<string> | null;
}

const everything: Filter = { types: null, agents: null, substepsOf: null };

/** The filter for what a client names; what it does not name, or names as null, is all. */
export function filterOf(
  types?: readonly string[] | null,
  agents?: readonly string[] | null,
  substepsOf?: readonly string[] | null,
): Filter {
  if (types == null && agents == null && substepsOf == null) return everything;
  const set = (names?: readonly string[] | null) => (names == null ? null : new Set(names));
  return { types: set(types), agents: set(agents), substepsOf: set(substepsOf) };
}

export function matches(event: Event, { types, agents, substepsOf }: Filter): boolean {
  if (types !== null && !types.has(event.type)) return false;
  if (substepsOf !== null && event.type === 'agent_substep' && !substepsOf.has(event.data.agentName))
    return false;
  if (agents === null) return true;
  const owners = ownersOf(event);
  return owners.length === 0 || owners.some((name) => agents.has(name));
}

/** The agents that an event belongs to. */
function ownersOf(event: Event): readonly string[] {
  switch (event.type) {
    case 'agent_substep':
    case 'brain_allocation':
    case 'cost_incurred':
      return [event.data.agentName];
    case 'user_decision_needed':
      return event.data.askedBy === null ? [] : [event.data.askedBy];
    case 'workflow_state_change':
      return event.data.changedAgent === null ? [] : [event.data.changedAgent];
    case 'error_recovery':
      return event.data.affectedAgents;
    case 'artifact_ready':
      return [event.data.artifact.agentName];
    default:
      return [];
  }
}
