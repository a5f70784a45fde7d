// Invariants: what holds of every history, read from what survived and from what people and readers were told.

import type { Event } from '../../src/events/event.ts';
import { hasEnded } from '../../src/events/session.ts';
import type { Log } from '../../src/log/log.ts';
import { createSessions } from '../../src/log/sessions.ts';
import type { Disk } from './disk.ts';
import type { Promised } from './people.ts';
import type { Told } from './readers.ts';

export interface Evidence {
  log: Log;
  disk: Disk;
  sessionIds: readonly string[];
  promised: Promised;
  told: readonly Told[];
}

/** In words, one for each breach. */
export async function breaches({ log, disk, sessionIds, promised, told }: Evidence): Promise<string[]> {
  const wrong: string[] = [];
  const sessions = createSessions(log);
  for (const id of sessionIds) {
    const head = await log.head(id);
    if (head === null) continue;
    const first = head.firstRetainedSequence;
    const events = await log.read(id, 0, 100_000);
    const at = (sequence: number): Event | undefined => events[sequence - first];
    const same = (one: Event) => one.sequence < first || at(one.sequence)?.data === one.data;

    if (events.some((event, index) => event.sequence !== first + index)) wrong.push(`${id} has holes`);
    for (const one of disk.acknowledged)
      if (one.sessionId === id && !same(one))
        wrong.push(`${one.type} ${one.sequence} was acknowledged and is lost`);
    for (const reader of told) {
      if (reader.sessionId !== id) continue;
      for (const one of reader.events.values())
        if (!same(one)) wrong.push(`${one.type} ${one.sequence} was told and is lost`);
      if (reader.complete && first === 1 && reader.events.size !== events.length)
        wrong.push(`a reader was told ${reader.events.size} of ${events.length}`);
    }
    wrong.push(...ofAgents(events), ...ofDecisions(events, disk));

    const session = await sessions.get(id);
    for (const one of Object.values(session.decisions)) {
      const workflow = session.workflows.find(({ id }) => id === one.workflowId);
      if (one.status === 'open' && workflow !== undefined && hasEnded(workflow.status))
        wrong.push(`${one.topic} is open in a workflow that has ended`);
    }
    for (const { sessionId, workflowId } of promised.started)
      if (sessionId === id && session.workflows.filter((one) => one.id === workflowId).length !== 1)
        wrong.push(`${workflowId} was started and is not there once`);
    for (const { sessionId, workflowId } of promised.cancelled)
      if (sessionId === id && session.workflows.find((one) => one.id === workflowId)?.status !== 'cancelled')
        wrong.push(`${workflowId} was cancelled and is not`);
    for (const { sessionId, decisionId, by } of promised.answered)
      if (sessionId === id && session.decisions[decisionId]?.answeredBy?.id !== by)
        wrong.push(`the answer of ${by} was taken and does not count`);
  }
  return wrong;
}

/** Each is completed once, and nothing of a workflow happens after its end but a retry of one that failed. */
function ofAgents(events: readonly Event[]): string[] {
  const wrong: string[] = [];
  const completed = new Set<string>();
  const over = new Set<string>();
  for (const event of events) {
    if (event.type !== 'workflow_state_change' || event.workflowId === null) continue;
    const { changeType, changedAgent, status } = event.data;
    if (over.has(event.workflowId)) wrong.push(`${changeType} after the end of ${event.workflowId}`);
    if (changeType === 'agent_completed') {
      const key = `${event.workflowId} ${changedAgent}`;
      if (completed.has(key)) wrong.push(`${key} was completed twice`);
      completed.add(key);
    }
    if (status === 'succeeded' || status === 'cancelled') over.add(event.workflowId);
  }
  return wrong;
}

/** Asked once, closed at most once, and by the clock not before its time. */
function ofDecisions(events: readonly Event[], { moments }: Disk): string[] {
  const wrong: string[] = [];
  const asked = new Map<string, Event<'user_decision_needed'>>();
  const made = new Set<string>();
  const over = new Set<string | null>();
  for (const event of events) {
    if (event.type === 'workflow_state_change' && hasEnded(event.data.status)) over.add(event.workflowId);
    if (event.type === 'workflow_state_change' && !hasEnded(event.data.status)) over.delete(event.workflowId);
    if (event.type === 'user_decision_needed') {
      const id = event.data.decisionId;
      if (asked.has(id)) wrong.push(`${event.data.topic} was asked twice`);
      asked.set(id, event);
    } else if (event.type === 'user_decision_made') {
      const id = event.data.decisionId;
      const question = asked.get(id);
      if (made.has(id)) wrong.push(`${id} was made twice`);
      made.add(id);
      if (over.has(event.workflowId) && event.data.outcome !== 'withdrawn')
        wrong.push(`${id} was made after the end of its workflow`);
      if (question === undefined) continue;
      if (event.data.answeredBy?.kind !== 'clock') continue;
      const { timeoutSeconds, topic } = question.data;
      const [from, to] = [moments.get(question.data)!, moments.get(event.data)!];
      // It was thought of before it was written.
      const begun = Date.parse(question.timestamp) - from.ahead;
      const early = to.elapsed - begun < (timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000;
      // What the wall clock was set to counts from the next start of the server.
      if (early && (from.life === to.life || timeoutSeconds === null))
        wrong.push(`${topic} was closed early`);
    }
  }
  return wrong;
}
