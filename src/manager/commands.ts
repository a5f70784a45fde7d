// Commands: what people may ask of the manager. Each checks the session as it is, appends, and wakes the manager.
//
// Whoever writes in between makes the append fail as WRITER_LOST; the command then looks again and decides anew.

import { isDeepStrictEqual } from 'node:util';
import type { Agent } from '../agents/agent.ts';
import type { Clock } from '../base/clock.ts';
import { timestampOf } from '../base/clock.ts';
import { Fault, isFault } from '../base/fault.ts';
import { idFrom, newId, sha256 } from '../base/id.ts';
import type { Engine } from '../engine/engine.ts';
import type { Draft, Event } from '../events/event.ts';
import {
  type Decision,
  emptySession,
  fold,
  hasEnded,
  type Session,
  type Workflow,
} from '../events/session.ts';
import type { Actor, WorkflowNode } from '../events/shapes.ts';
import type { Log, StoredDocument } from '../log/log.ts';
import type { Sessions } from '../log/sessions.ts';
import { type Answer, answerDraft, decisionById, withdrawDrafts } from './decide.ts';
import { draft, stateChange } from './drafts.ts';
import type { Intake } from './intake.ts';
import { visualize } from './plan.ts';

export interface StartInput {
  sessionId: string | null;
  title: string | null;
  instructions: string;
  /** Null takes all of the session's documents. */
  documentIds: string[] | null;
  /** Adds the sample project's documents and works on them. */
  sample: boolean;
  steps: { agentName: string; timeoutSeconds: number | null; maxAttempts: number | null }[] | null;
  idempotencyKey: string | null;
}

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
  maxInstructionLength,
}: CommandOptions): Commands {
  /** Decides on the session as it is and appends; again when somebody else was faster. */
  async function change(
    sessionId: string,
    decide: (session: Session, now: number) => Draft[],
    key?: string,
  ): Promise<{ before: Session; after: Session; events: Event[]; repeated: boolean }> {
    for (;;) {
      const before = await sessions.get(sessionId);
      const drafts = decide(before, clock.now());
      try {
        const { events, repeated } = await log.append(sessionId, before.lastSequence, drafts, key);
        engine.wake(sessionId);
        return { before, after: repeated ? before : events.reduce(fold, before), events, repeated };
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
    const { after } = await change(sessionId, (session, now) =>
      how(session, session.workflows.find((one) => one.id === workflowId)!, now),
    );
    return after.workflows.find((one) => one.id === workflowId)!;
  }

  return {
    async createSession(title) {
      const id = newId('session');
      await log.createSession({ id, title, createdAt: timestampOf(clock.now()) });
      return id;
    },

    async start(input) {
      checkStart(input, roster, maxInstructionLength);
      const { idempotencyKey: key } = input;
      const fingerprint = sha256(JSON.stringify({ ...input, idempotencyKey: null }));
      const sessionId = input.sessionId ?? (key === null ? newId('session') : sessionIdForKey(key));
      const workflowId = key === null ? newId('workflow') : idFrom('workflow', sessionId, key);
      if (input.sessionId === null) {
        await log.createSession({
          id: sessionId,
          title: input.title ?? titleOf(input.instructions),
          createdAt: timestampOf(clock.now()),
        });
      }
      const documents = input.sample
        ? await intake.addSample(sessionId)
        : await chosenDocuments(log, sessionId, input.documentIds);
      const decide = (session: Session, now: number): Draft[] => {
        if (key !== null && session.workflows.some((one) => one.id === workflowId)) return [];
        const current = session.workflows.at(-1);
        if (current !== undefined && !hasEnded(current.status)) {
          throw new Fault('WORKFLOW_CONFLICT', 'The session has a workflow that is not finished.', {
            workflowId: current.id,
            sessionId,
          });
        }
        if (documents.length === 0) {
          throw new Fault(
            'INVALID_INPUT',
            'There is nothing to work on: upload a document first, or take the sample.',
            { path: ['documentIds'] },
          );
        }
        return startDrafts(
          workflowId,
          sessionId,
          {
            instructions: input.instructions,
            documents: documents.map(requested),
            steps: input.steps,
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
      const sessionId = await sessionIdOf('decision', decisionId);
      const used = key === null ? undefined : `answer:${key}`;
      const seen = used !== undefined && (await log.hasKey(sessionId, used));
      const decide = (session: Session, now: number): Draft[] => {
        const decision = decisionById(session, decisionId)!;
        if (!seen) return [answerDraft(decision, answer, by, comment, now)];
        if (decision.status === 'closed' && isSameAnswer(decision, answer)) return [];
        throw new Fault('INVALID_INPUT', 'This idempotency key was used with another input.', {
          path: ['idempotencyKey'],
        });
      };
      const { after } = await change(sessionId, decide, used);
      return decisionById(after, decisionId)!;
    },

    cancel: (workflowId, reason) =>
      control(workflowId, (session, workflow, now) => {
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
      control(workflowId, (_, workflow, now) => {
        refuse(workflow.status !== 'paused', workflow, 'It is not paused.');
        const nodes = nodesWhere(workflow, (node) => node.status === 'paused', { status: 'running' });
        const waits =
          Object.keys(nodes).length === 0 &&
          workflow.visualization.nodes.some((node) => node.status === 'waiting_for_decision');
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
      const idle = current === undefined || hasEnded(current.status);
      if (idle && (await log.documents(sessionId)).length > 0) {
        const { from } = await this.start({
          sessionId,
          title: null,
          instructions: text,
          documentIds: null,
          sample: false,
          steps: null,
          idempotencyKey: null,
        });
        return (await log.read(sessionId, from, 1))[0] as Event<'chat_message'>;
      }
      const { events } = await change(sessionId, (now_, now) => [
        draft('chat_message', now_.workflows.at(-1)?.id ?? null, now, { role: 'user', text }),
      ]);
      return events[0] as Event<'chat_message'>;
    },
  };
}

function checkStart(input: StartInput, roster: readonly Agent[], maxLength: number): void {
  checkText(input.instructions, ['instructions'], maxLength);
  for (const [index, step] of (input.steps ?? []).entries()) {
    if (!roster.some((one) => one.name === step.agentName)) {
      throw new Fault('INVALID_INPUT', `There is no agent «${step.agentName}».`, {
        path: ['steps', String(index), 'agentName'],
      });
    }
  }
  if (input.steps?.length === 0) throw new Fault('INVALID_INPUT', 'No step was given.', { path: ['steps'] });
}

function checkText(text: string, path: string[], maxLength: number): void {
  if (text.trim() === '') throw new Fault('INVALID_INPUT', 'Say what is wanted.', { path });
  if (text.length > maxLength) {
    throw new Fault('INVALID_INPUT', `At most ${maxLength} characters are taken, these are ${text.length}.`, {
      path,
    });
  }
}

async function chosenDocuments(log: Log, sessionId: string, ids: string[] | null): Promise<StoredDocument[]> {
  const all = await log.documents(sessionId);
  if (ids === null) return all;
  return ids.map((id, index) => {
    const found = all.find((one) => one.id === id);
    if (found === undefined)
      throw new Fault('INVALID_INPUT', `The session has no document «${id}».`, {
        path: ['documentIds', String(index)],
      });
    return found;
  });
}

const requested = ({ id, name, kind, byteSize, sha256: hash }: StoredDocument) => ({
  documentId: id,
  name,
  kind,
  byteSize,
  sha256: hash,
});

function startDrafts(
  workflowId: string,
  sessionId: string,
  request: NonNullable<Workflow['request']>,
  now: number,
): Draft[] {
  const first = draft('chat_message', workflowId, now, { role: 'user', text: request.instructions });
  const blank = emptySession({ id: sessionId, title: '', createdAt: timestampOf(now) });
  const workflow = fold(blank, { ...first, sessionId, sequence: 1 } as Event).workflows[0]!;
  return [
    first,
    stateChange(workflow, now, {
      changeType: 'workflow_started',
      status: 'running',
      stage: 'Universal Intake',
      picture: visualize([], 'Universal Intake'),
      request,
    }),
  ];
}

/** The first words of an instruction. */
function titleOf(instructions: string): string {
  const line = instructions.trim().split('\n')[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

function refuse(condition: boolean, workflow: Workflow, why: string): void {
  if (condition)
    throw new Fault('WORKFLOW_CONFLICT', why, { workflowId: workflow.id, sessionId: workflow.sessionId });
}

function nodesWhere(
  workflow: Workflow,
  which: (node: WorkflowNode) => boolean,
  change: Partial<WorkflowNode>,
): Record<string, Partial<WorkflowNode>> {
  return Object.fromEntries(
    workflow.visualization.nodes.filter(which).map((node) => [node.agentName, change]),
  );
}

function isSameAnswer(decision: Decision, answer: Answer): boolean {
  if ('option' in answer) return decision.answer === answer.option;
  if ('options' in answer) return isDeepStrictEqual(decision.answer, [...new Set(answer.options)]);
  if ('text' in answer) return decision.answer === answer.text;
  return decision.outcome === ('skip' in answer ? 'skipped' : 'defaulted');
}
