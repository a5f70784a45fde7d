// Forks: «what if I had answered otherwise?» A workflow on what another one knew, with other answers of a person.
//
//   F1. Who asked is run again, and whoever works with their results; all other results serve again.
//   F2. It sees what its origin saw and no other branch (lineage.ts); its origin stays as it is.
//   F3. What was answered otherwise is asked and answered in the append that starts it: nobody waits.
//   F4. A what-if teaches nothing to other sessions.

import type { Agent } from '../agents/agent.ts';
import type { Clock } from '../base/clock.ts';
import { Fault, isFault } from '../base/fault.ts';
import { idFrom, newId, sha256 } from '../base/id.ts';
import type { Engine } from '../engine/engine.ts';
import type { Draft, Event } from '../events/event.ts';
import { type Decision, fold, hasEnded, isForeign, type Session, type Workflow } from '../events/session.ts';
import type { Actor } from '../events/shapes.ts';
import type { Log } from '../log/log.ts';
import type { Sessions } from '../log/sessions.ts';
import type { Started } from './commands.ts';
import { type Answer, answerDraft } from './decide.ts';
import { draft } from './drafts.ts';
import { checkKey, startDrafts } from './start.ts';
import { stepOf } from './steps.ts';

export interface ForkInput {
  workflowId: string;
  /** At least one, each of another decision of the workflow. */
  answers: { decisionId: string; answer: Answer }[];
  idempotencyKey: string | null;
}

export interface Forks {
  /** @throws NOT_FOUND, INVALID_INPUT, WORKFLOW_CONFLICT */
  fork(input: ForkInput, by: Actor): Promise<Started>;
}

interface ForkOptions {
  log: Log;
  sessions: Sessions;
  engine: Pick<Engine, 'wake'>;
  clock: Clock;
  roster: readonly Agent[];
}

export function createForks({ log, sessions, engine, clock, roster }: ForkOptions): Forks {
  return {
    async fork(input, by) {
      const sessionId = await log.find(input.workflowId);
      if (sessionId === null) throw unknownWorkflow(input.workflowId);
      const { idempotencyKey: key } = input;
      checkKey(key);
      const fingerprint = sha256(JSON.stringify({ ...input, idempotencyKey: null }));
      const workflowId = key === null ? newId('workflow') : idFrom('workflow', sessionId, 'fork', key);
      for (;;) {
        const session = await sessions.get(sessionId);
        const known = session.workflows.find(({ id }) => id === workflowId);
        if (known !== undefined) {
          if (known.request?.fingerprint === fingerprint)
            return { session, workflow: known, from: known.startedAtSequence - 1 };
          throw refusal('This idempotency key was used with another input.', 'idempotencyKey');
        }
        const origin = session.workflows.find(({ id }) => id === input.workflowId);
        if (origin === undefined) throw unknownWorkflow(input.workflowId);
        const decisions = changedDecisions(session, origin, input);
        const place = await firstAnswer(log, origin, new Set(decisions.map(({ id }) => id)));
        const now = clock.now();
        const drafts = [
          ...startDrafts(
            workflowId,
            sessionId,
            {
              ...origin.request!,
              steps: againFrom(origin, decisions, roster),
              forkedFrom: { workflowId: origin.id, sequence: place - 1 },
              fingerprint,
            },
            now,
          ),
          ...decisions.flatMap((decision, index) =>
            answered(decision, workflowId, input.answers[index]!.answer, by, now),
          ),
        ];
        try {
          const { events } = await log.append(sessionId, session.lastSequence, drafts);
          engine.wake(sessionId);
          const after = events.reduce(fold, session);
          const workflow = after.workflows.find(({ id }) => id === workflowId)!;
          return { session: after, workflow, from: events[0]!.sequence - 1 };
        } catch (error) {
          if (!isFault(error, 'WRITER_LOST')) throw error;
        }
      }
    },
  };
}

const unknownWorkflow = (id: string) => new Fault('NOT_FOUND', `There is no workflow «${id}».`);
const refusal = (message: string, ...path: string[]) => new Fault('INVALID_INPUT', message, { path });

function changedDecisions(session: Session, origin: Workflow, { answers }: ForkInput): Decision[] {
  const conflict = (workflow: Workflow, message: string) =>
    new Fault('WORKFLOW_CONFLICT', message, { workflowId: workflow.id, sessionId: session.id });
  const last = session.workflows.at(-1)!;
  if (isForeign(origin) || origin.request === null)
    throw conflict(origin, 'Another manager runs it; here it can only be watched.');
  if (!hasEnded(last.status)) throw conflict(last, 'The session has a workflow that is not finished.');
  if (answers.length === 0) throw refusal('Say what is answered otherwise.', 'answers');
  return answers.map(({ decisionId }, index) => {
    const refuse = (message: string) => refusal(message, 'answers', String(index), 'decisionId');
    const decision = Object.hasOwn(session.decisions, decisionId) ? session.decisions[decisionId] : undefined;
    if (decision === undefined || decision.workflowId !== origin.id)
      throw refuse('It is no question of this workflow.');
    if (answers.findIndex((one) => one.decisionId === decisionId) !== index)
      throw refuse('It is answered twice.');
    if (decision.outcome === null || ['withdrawn', 'expired'].includes(decision.outcome))
      throw refuse('It was not answered.');
    if (decision.askedBy === null || ['error_resolution', 'budget_exceeded'].includes(decision.type))
      throw refuse('It was about that run alone, and no result depends on it.');
    return decision;
  });
}

/** The sequence at which the first of them was answered; where that was cleaned up, the workflow's first. */
async function firstAnswer(log: Log, origin: Workflow, ids: ReadonlySet<string>): Promise<number> {
  const isIt = (event: Event) => event.type === 'user_decision_made' && ids.has(event.data.decisionId);
  for (let after = origin.startedAtSequence - 1; ; ) {
    const events = await log.read(origin.sessionId, after, 500);
    const found = events.find(isIt);
    if (found !== undefined) return found.sequence;
    if (events.length === 0) return origin.startedAtSequence;
    after = events.at(-1)!.sequence;
  }
}

/** F1: those who asked, and of the same plan all who come after them. */
function againFrom(origin: Workflow, decisions: readonly Decision[], roster: readonly Agent[]) {
  const planned = roster.filter(({ name }) =>
    origin.visualization.nodes.some((one) => one.agentName === name),
  );
  const again = new Set(decisions.map(({ askedBy }) => askedBy));
  for (let before = -1; before !== again.size; ) {
    before = again.size;
    for (const agent of planned) {
      const givers = planned.filter(({ gives }) => gives.some((kind) => agent.needs.includes(kind)));
      if (givers.some(({ name }) => again.has(name))) again.add(agent.name);
    }
  }
  return planned
    .filter(({ name }) => again.has(name))
    .map(({ name: agentName }) => {
      const step = stepOf(origin, agentName);
      return {
        agentName,
        timeoutSeconds: step?.timeoutSeconds ?? null,
        maxAttempts: step?.maxAttempts ?? null,
        after: step?.after.filter((one) => again.has(one)) ?? [],
        optional: step?.optional ?? false,
        requiresApproval: step?.requiresApproval ?? false,
      };
    });
}

/** F3. @throws INVALID_INPUT for an answer that is not legal */
function answered(decision: Decision, workflowId: string, answer: Answer, by: Actor, now: number): Draft[] {
  const { askedBy, topic, type, prompt, options, context, defaultOption, canSkip } = decision;
  const { affectsWorkflow, multiple, freeText } = decision;
  const id = idFrom('decision', workflowId, topic, '0');
  return [
    draft('user_decision_needed', workflowId, now, {
      ...{ decisionId: id, decisionType: type, timeoutSeconds: null },
      ...{ askedBy, topic, prompt, options, context, defaultOption, canSkip },
      ...{ affectsWorkflow, multiple, freeText },
    }),
    answerDraft({ ...decision, id, workflowId, status: 'open' }, answer, by, null, now),
  ];
}
