// Room: how much of each thing a session takes from a manager elsewhere, since its folded state is held in memory.

import { Fault } from '../../base/fault.ts';
import type { Draft } from '../../events/event.ts';
import type { Producer } from '../../events/producer.ts';
import type { Session } from '../../events/session.ts';

const most = {
  /** Of a session. */
  producers: 100,
  decisions: 1000,
  workflows: 1000,
  /** Of a workflow. */
  agents: 1000,
  recoveries: 1000,
};

type Thing = keyof typeof most;
type Things = Partial<Record<Thing, string[]>>;

export interface Room {
  /** Counts an event, in the workflow so far or in another. @throws INVALID_INPUT when it brings too much; then it does not count */
  take(draft: Draft, producer: Producer | null, workflowId: string): void;
}

/** The room that is left in a session. */
export function createRoom(session: Session): Room {
  const workflow = session.workflows.at(-1);
  let known: Record<Thing, ReadonlySet<string>> = {
    producers: new Set(Object.keys(session.producers)),
    decisions: new Set(Object.keys(session.decisions)),
    workflows: new Set(session.workflows.map((one) => one.id)),
    agents: new Set(Object.keys(workflow?.executions ?? {})),
    recoveries: new Set(Object.keys(workflow?.recoveries ?? {})),
  };

  return {
    take(draft, producer, workflowId) {
      const before = known.workflows.has(workflowId) ? known : { ...known, agents: none, recoveries: none };
      const things: Things = {
        ...thingsIn(draft),
        workflows: [workflowId],
        producers: producer === null ? [] : [producer.id],
      };
      const after = { ...before };
      for (const [thing, ids] of Object.entries(things) as [Thing, string[]][]) {
        if (ids.every((id) => before[thing].has(id))) continue;
        after[thing] = new Set([...before[thing], ...ids]);
        if (after[thing].size > most[thing])
          throw new Fault('INVALID_INPUT', `At most ${most[thing]} ${thing} are taken.`);
      }
      known = after;
    },
  };
}

const none: ReadonlySet<string> = new Set();

/** @throws INVALID_INPUT for a picture that is too large */
function thingsIn(draft: Draft): Things {
  switch (draft.type) {
    case 'user_decision_needed':
      return { decisions: [draft.data.decisionId] };
    case 'error_recovery':
      return { recoveries: [draft.data.recoveryId] };
    case 'agent_substep':
    case 'cost_incurred':
      return { agents: [draft.data.agentName] };
    case 'workflow_state_change': {
      const { nodes } = draft.data.workflowVisualization;
      if (nodes.length > most.agents)
        throw new Fault('INVALID_INPUT', `At most ${most.agents} agents are taken.`);
      return { agents: nodes.map((node) => node.agentName) };
    }
    default:
      return {};
  }
}
