// Commands: what people may ask of the manager. Each checks the session as it is, appends, and wakes the manager.
//
// Whoever writes in between makes the append fail as WRITER_LOST; the command then looks again and decides anew.

import { isDeepStrictEqual } from 'node:util';
import type { Agent } from '../agents/agent.ts';
import type { Clock } from '../base/clock.ts';
import { timestampOf } from '../base/clock.ts';
import { Fault, isFault } from '../base/fault.ts';
import { idFrom, newId, sha256 } from '../base/id.ts';
import type { Brain } from '../brains/brain.ts';
import type { Engine } from '../engine/engine.ts';
import type { Draft, Event } from '../events/event.ts';
import {
  type Decision,
  fold,
  hasEnded,
  isForeign,
  openDecisions,
  type Session,
  type Workflow,
} from '../events/session.ts';
import type { Actor } from '../events/shapes.ts';
import type { Log, StoredDocument } from '../log/log.ts';
import type { Sessions } from '../log/sessions.ts';
import { type Answer, answerDraft, decisionById, withdrawDrafts } from './decide.ts';
import { draft, nodesWhere, says, stateChange } from './drafts.ts';
import type { Intake } from './intake.ts';
import {
  checkKey,
  checkRemark,
  checkStart,
  checkText,
  chosenDocuments,
  nothingToDo,
  requested,
  type StartInput,
  startDrafts,
  stepsOf,
  titleOf,
} from './start.ts';
import { whereItStands } from './status-words.ts';
import type { Templates } from './templates.ts';

export interface Started {
  session: Session;
  workflow: Workflow;
  /** The sequence before the workflow's first event. */
  from: number;
}

export interface Commands {
  /** Makes a session without a workflow, for documents to be uploaded to. */
  createSession(title: string): Promise<string>;
  /** @throws NOT_FOUND, INVALID_INPUT, WORKFLOW_CONFLICT with `detail.workflowId` */
  start(input: StartInput): Promise<Started>;
  /** @throws NOT_FOUND, INVALID_INPUT, DECISION_CLOSED */
  answer(
    decisionId: string,
    answer: Answer,
    by: Actor,
    comment: string | null,
    idempotencyKey: string | null,
  ): Promise<Decision>;
  /** @throws NOT_FOUND, WORKFLOW_CONFLICT */
  cancel(workflowId: string, reason: string | null): Promise<Workflow>;
  pause(workflowId: string, reason: string | null): Promise<Workflow>;
  resume(workflowId: string): Promise<Workflow>;
  /** Runs again what failed, from where it failed. */
  retry(workflowId: string): Promise<Workflow>;
  /** Says something in a session; starts a workflow with it when none is running and there is something to work on. */
  say(sessionId: string, text: string): Promise<Event<'chat_message'>>;
}

export interface CommandOptions {
  log: Log;
  sessions: Sessions;
  engine: Pick<Engine, 'wake'>;
  clock: Clock;
  intake: Intake;
  roster: readonly Agent[];
  /** Language models that may be preferred. */
  brains: readonly Brain[];
  /** Left out, there are none. */
  templates?: Templates;
  maxInstructionLength: number;
}

/** The session that a start with this idempotency key makes, so that it can be named beforehand. */
export function sessionIdForKey(key: string): string {
  return idFrom('session', 'start', key);
}

export function createCommands({
  log,
  sessions,
  intake,
  engine,
  clock,
  roster,
  brains,
  templates,
  maxInstructionLength,
}: CommandOptions): Commands {
  /** Decides on the session as it is and appends; again when somebody else was faster. */
  async function change(
    sessionId: string,
    decide: (session: Session, now: number) => Draft[],
    key?: string,
  ): Promise<{ after: Session; events: Event[]; repeated: boolean }> {
    for (;;) {
      const before = await sessions.get(sessionId);
      const drafts = decide(before, clock.now());
      try {
        const { events, repeated } = await log.append(sessionId, before.lastSequence, drafts, key);
        engine.wake(sessionId);
        const after = repeated ? await sessions.get(sessionId) : events.reduce(fold, before);
        return { after, events, repeated };
      } catch (error) {
        if (!isFault(error, 'WRITER_LOST')) throw error;
      }
    }
  }

  async function sessionIdOf(kind: 'workflow' | 'decision', id: string): Promise<string> {
    const sessionId = await log.find(id);
    const session = sessionId === null ? null : await sessions.get(sessionId);
    const known =
      session !== null &&
      (kind === 'workflow'
        ? session.workflows.some((one) => one.id === id)
        : decisionById(session, id) !== undefined);
    if (!known) throw new Fault('NOT_FOUND', `There is no ${kind} «${id}».`);
    return session.id;
  }

  async function control(
    workflowId: string,
    how: (session: Session, workflow: Workflow, now: number) => Draft[],
  ): Promise<Workflow> {
    const sessionId = await sessionIdOf('workflow', workflowId);
    const { after } = await change(sessionId, (session, now) => {
      const workflow = session.workflows.find((one) => one.id === workflowId)!;
      refuse(isForeign(workflow), workflow, 'Another manager runs it; here it can only be watched.');
      return how(session, workflow, now);
    });
    return after.workflows.find((one) => one.id === workflowId)!;
  }

  return {
    async createSession(title) {
      const id = newId('session');
      await log.createSession({ id, title, createdAt: timestampOf(clock.now()) });
      return id;
    },

    async start(input) {
      checkStart(input, roster, brains, maxInstructionLength);
      const { idempotencyKey: key } = input;
      const fingerprint = sha256(JSON.stringify({ ...input, idempotencyKey: null }));
      const sessionId = input.sessionId ?? (key === null ? newId('session') : sessionIdForKey(key));
      const workflowId = key === null ? newId('workflow') : idFrom('workflow', sessionId, key);
      if (input.sessionId !== null) await sessions.get(sessionId);
      // Before a session is made for them: a start that is refused leaves none behind.
      const isRepeated = key !== null && (await log.hasKey(sessionId, `start:${key}`));
      // Of a template as it is now; what a start was repeated for has its steps already.
      const steps = isRepeated ? input.steps : stepsOf(input, templates, roster);
      const fetched = isRepeated ? [] : await intake.fetch(input.sessionId, input.urls);
      if (input.sessionId === null) {
        await log.createSession({
          id: sessionId,
          title: input.title ?? titleOf(input.instructions),
          createdAt: timestampOf(clock.now()),
        });
      }
      const added: StoredDocument[] = [];
      for (const file of fetched) added.push(await intake.add(sessionId, file));
      const chosen = input.sample
        ? await intake.addSample(sessionId)
        : await chosenDocuments(log, sessionId, input.documentIds);
      const documents = [...chosen, ...added.filter(({ id }) => !chosen.some((one) => one.id === id))];
      const decide = (session: Session, now: number): Draft[] => {
        if (key !== null && session.workflows.some((one) => one.id === workflowId)) return [];
        const current = session.workflows.at(-1);
        if (current !== undefined && isForeign(current)) {
          throw new Fault('WORKFLOW_CONFLICT', 'Another manager runs this session.', {
            workflowId: current.id,
            sessionId,
          });
        }
        if (current !== undefined && !hasEnded(current.status)) {
          throw new Fault('WORKFLOW_CONFLICT', 'The session has a workflow that is not finished.', {
            workflowId: current.id,
            sessionId,
          });
        }
        if (documents.length === 0) {
          throw nothingToDo();
        }
        return startDrafts(
          workflowId,
          sessionId,
          {
            instructions: input.instructions,
            documents: documents.map(requested),
            steps,
            budget: input.budget,
            models: input.models,
            forkedFrom: null,
            fingerprint,
          },
          now,
        );
      };
      const { after, events, repeated } = await change(
        sessionId,
        decide,
        key === null ? undefined : `start:${key}`,
      );
      const workflow = after.workflows.find((one) => one.id === workflowId)!;
      if (workflow.request?.fingerprint !== fingerprint) {
        throw new Fault('INVALID_INPUT', 'This idempotency key was used with another input.', {
          path: ['idempotencyKey'],
        });
      }
      const from = repeated ? workflow.startedAtSequence - 1 : events[0]!.sequence - 1;
      return { session: after, workflow, from };
    },

    async answer(decisionId, answer, by, comment, key) {
      checkRemark(comment, 'comment');
      checkKey(key);
      if ('text' in answer && answer.text !== '')
        checkText(answer.text, ['answer', 'text'], maxInstructionLength);
      const sessionId = await sessionIdOf('decision', decisionId);
      const used = key === null ? undefined : `answer:${key}`;
      const decide = (session: Session, now: number) => [
        answerDraft(decisionById(session, decisionId)!, answer, by, comment, now),
      ];
      const after = await change(sessionId, decide, used).then(
        (changed) => changed.after,
        async (error) => {
          // It was closed under this very key before: the first result is given again.
          const again =
            isFault(error, 'DECISION_CLOSED') && used !== undefined && (await log.hasKey(sessionId, used));
          if (!again) throw error;
          return sessions.get(sessionId);
        },
      );
      const decision = decisionById(after, decisionId)!;
      if (!isSameAnswer(decision, answer)) {
        throw new Fault('INVALID_INPUT', 'This idempotency key was used with another input.', {
          path: ['idempotencyKey'],
        });
      }
      return decision;
    },

    cancel: (workflowId, reason) =>
      control(workflowId, (session, workflow, now) => {
        checkRemark(reason, 'reason');
        refuse(hasEnded(workflow.status), workflow, 'It has ended.');
        return [
          ...withdrawDrafts(session, workflow.id, now),
          stateChange(workflow, now, {
            changeType: 'cancelled',
            status: 'cancelled',
            reason: reason ?? 'Cancelled.',
            nodes: nodesWhere(workflow, (node) => !hasEnded(node.status), {
              status: 'cancelled',
              finishedAt: timestampOf(now),
            }),
          }),
        ];
      }),

    pause: (workflowId, reason) =>
      control(workflowId, (_, workflow, now) => {
        checkRemark(reason, 'reason');
        refuse(hasEnded(workflow.status), workflow, 'It has ended.');
        refuse(workflow.status === 'paused', workflow, 'It is paused already.');
        return [
          stateChange(workflow, now, {
            changeType: 'paused',
            status: 'paused',
            reason: reason ?? 'Paused.',
            nodes: nodesWhere(workflow, (node) => node.status === 'running', { status: 'paused' }),
          }),
        ];
      }),

    resume: (workflowId) =>
      control(workflowId, (session, workflow, now) => {
        refuse(workflow.status !== 'paused', workflow, 'It is not paused.');
        const nodes = nodesWhere(workflow, (node) => node.status === 'paused', { status: 'running' });
        const asked = openDecisions(session).some(
          (one) => one.workflowId === workflow.id && one.affectsWorkflow,
        );
        const waits = Object.keys(nodes).length === 0 && asked;
        return [
          stateChange(workflow, now, {
            changeType: 'resumed',
            status: waits ? 'waiting_for_decision' : 'running',
            nodes,
          }),
        ];
      }),

    retry: (workflowId) =>
      control(workflowId, (session, workflow, now) => {
        refuse(workflow.status !== 'failed', workflow, 'Only a failed workflow can be retried.');
        refuse(session.workflows.at(-1)?.id !== workflow.id, workflow, 'The session has a newer workflow.');
        return [
          stateChange(workflow, now, {
            changeType: 'retried',
            status: 'running',
            nodes: nodesWhere(workflow, (node) => node.status === 'failed', {
              status: 'queued',
              finishedAt: null,
              progressPercentage: 0,
            }),
          }),
        ];
      }),

    async say(sessionId, text) {
      checkText(text, ['text'], maxInstructionLength);
      const session = await sessions.get(sessionId);
      const current = session.workflows.at(-1);
      const idle = current === undefined || (hasEnded(current.status) && !isForeign(current));
      if (idle && (await log.documents(sessionId)).length > 0) {
        const { from } = await this.start({
          sessionId,
          title: null,
          instructions: text,
          documentIds: null,
          urls: [],
          sample: false,
          steps: null,
          // A limit and a choice of models hold until something else is said.
          budget: current?.request?.budget ?? null,
          models: current?.request?.models ?? [],
          idempotencyKey: null,
        });
        return (await log.read(sessionId, from, 1))[0] as Event<'chat_message'>;
      }
      const { events } = await change(sessionId, (session, now) => {
        const workflow = session.workflows.at(-1);
        const message = { role: 'user', text, messageId: null, partial: false } as const;
        const said = draft('chat_message', workflow?.id ?? null, now, message);
        const busy = workflow !== undefined && !hasEnded(workflow.status) && !isForeign(workflow);
        return busy ? [said, says(workflow, now, whereItStands(session, workflow))] : [said];
      });
      return events[0] as Event<'chat_message'>;
    },
  };
}

function refuse(condition: boolean, workflow: Workflow, why: string): void {
  if (condition)
    throw new Fault('WORKFLOW_CONFLICT', why, { workflowId: workflow.id, sessionId: workflow.sessionId });
}

function isSameAnswer(decision: Decision, answer: Answer): boolean {
  if ('option' in answer) return decision.answer === answer.option;
  if ('options' in answer) return isDeepStrictEqual(decision.answer, [...new Set(answer.options)]);
  if ('text' in answer) return decision.answer === answer.text;
  return decision.outcome === ('skip' in answer ? 'skipped' : 'defaulted');
}
