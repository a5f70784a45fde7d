// Census: how many workflows and decisions there are, and what models have cost, from what happens.

import type { Event } from '../events/event.ts';
import { hasEnded, openDecisions, type Session } from '../events/session.ts';
import type { ExecutionStatus } from '../events/shapes.ts';
import type { Follower } from './follow-log.ts';

export interface ModelUse {
  provider: string;
  model: string;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  /** US dollars, for a graph; bills are made from the exact sums in the sessions. */
  dollars: number;
}

export interface Census extends Follower {
  /** Workflows that have not ended, by status. */
  workflows(): Map<ExecutionStatus, number>;
  /** `overdue`: past their time, and not closed yet. */
  decisions(now: number): { open: number; overdue: number };
  models(): Iterable<ModelUse>;
  /** Since the start. */
  readonly ended: ReadonlyMap<string, number>;
  readonly closed: ReadonlyMap<string, number>;
  readonly events: ReadonlyMap<string, number>;
}

/** What is not told of any more goes first: managers elsewhere may leave workflows and questions open for ever. */
const mostKept = 100_000;
/** Names that others chose; further ones count as `other`. */
const mostNames = 100;

export function createCensus(): Census {
  const workflows = new Map<string, ExecutionStatus>();
  /** When they are to be closed by the clock; infinity for never. */
  const open = new Map<string, number>();
  const models = new Map<string, ModelUse>();
  const ended = new Map<string, number>();
  const closed = new Map<string, number>();
  const events = new Map<string, number>();

  function standsAt(workflowId: string, status: ExecutionStatus) {
    if (hasEnded(status)) workflows.delete(workflowId);
    else keep(workflows, workflowId, status);
  }

  function use({ data }: Event<'cost_incurred'>) {
    let key = `${data.provider} ${data.model}`;
    let { provider, model } = data;
    if (!models.has(key) && models.size >= mostNames) key = provider = model = 'other';
    const used = models.get(key) ?? {
      provider,
      model,
      calls: 0,
      inputTokens: 0,
      outputTokens: 0,
      dollars: 0,
    };
    used.calls++;
    used.inputTokens += data.inputTokens;
    used.outputTokens += data.outputTokens;
    used.dollars += Number(data.cost.amount);
    models.set(key, used);
  }

  return {
    ended,
    closed,
    events,
    session(session: Session) {
      for (const { id, status } of session.workflows) standsAt(id, status);
      for (const { id, expiresAt } of openDecisions(session)) keep(open, id, timeOf(expiresAt));
    },
    event(event) {
      add(events, event.type);
      switch (event.type) {
        case 'workflow_state_change': {
          if (event.workflowId === null) return;
          if (hasEnded(event.data.status)) add(ended, event.data.status);
          return standsAt(event.workflowId, event.data.status);
        }
        case 'user_decision_needed': {
          const { decisionId, timeoutSeconds } = event.data;
          const begun = Date.parse(event.timestamp);
          return keep(open, decisionId, timeoutSeconds === null ? Infinity : begun + timeoutSeconds * 1000);
        }
        case 'user_decision_made':
          if (open.delete(event.data.decisionId)) add(closed, event.data.outcome);
          return;
        case 'cost_incurred':
          return use(event);
      }
    },
    workflows() {
      const counts = new Map<ExecutionStatus, number>();
      for (const status of workflows.values()) counts.set(status, (counts.get(status) ?? 0) + 1);
      return counts;
    },
    decisions(now) {
      let overdue = 0;
      for (const expiresAt of open.values()) if (expiresAt < now) overdue++;
      return { open: open.size, overdue };
    },
    models: () => models.values(),
  };
}

function timeOf(expiresAt: string | null): number {
  return expiresAt === null ? Infinity : Date.parse(expiresAt);
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  if (map.size > mostKept) map.delete(map.keys().next().value!);
}

function add(counts: Map<string, number>, name: string): void {
  const known = counts.has(name) || counts.size < mostNames ? name : 'other';
  counts.set(known, (counts.get(known) ?? 0) + 1);
}
