// Starting: what a start has to be like, and the events that it begins with.

import type { Agent } from '../agents/agent.ts';
import { timestampOf } from '../base/clock.ts';
import { Fault, isFault } from '../base/fault.ts';
import { type Brain, nameOf } from '../brains/brain.ts';
import type { Draft, Event } from '../events/event.ts';
import { emptySession, fold, type Request, type Workflow } from '../events/session.ts';
import type { Log, StoredDocument } from '../log/log.ts';
import { type Budget, checkBudget } from './budget.ts';
import { draft, stateChange } from './drafts.ts';
import { isPreferred } from './offers.ts';
import { visualize } from './plan.ts';
import { checkSteps, type Step } from './steps.ts';
import { type Templates, unknownTemplate } from './templates.ts';

export interface StartInput {
  sessionId: string | null;
  title: string | null;
  instructions: string;
  /** Null takes all of the session's documents. */
  documentIds: string[] | null;
  /** Web addresses of documents to add to the session and work on. */
  urls: string[];
  /** Adds the sample project's documents and works on them. */
  sample: boolean;
  steps: Step[] | null;
  /** Takes the steps of this template; left out or null for none. */
  templateId?: string | null;
  /** What brains may cost; null for no limit. */
  budget: Budget | null;
  /** Brains that are preferred. */
  models: Request['models'];
  idempotencyKey: string | null;
}

/** @throws INVALID_INPUT that names the first thing that is wrong */
export function checkStart(
  input: StartInput,
  roster: readonly Agent[],
  brains: readonly Brain[],
  maxLength: number,
): void {
  checkText(input.instructions, ['instructions'], maxLength);
  checkRemark(input.title, 'title');
  checkKey(input.idempotencyKey);
  if (input.steps !== null) checkSteps(input.steps, roster);
  if (input.steps !== null && input.templateId != null)
    throw new Fault('INVALID_INPUT', 'Steps or a template: one of them says who works.', {
      path: ['templateId'],
    });
  if (input.budget !== null) checkBudget(input.budget);
  checkModels(input.models, roster, brains);
  // A new session has no documents but the sample's, and a start that is refused leaves none behind.
  if (input.sessionId === null && !input.sample && input.urls.length === 0) throw nothingToDo();
}

/** The steps that a start asks for. @throws NOT_FOUND, INVALID_INPUT for a template whose agents are no longer here */
export function stepsOf(
  { steps, templateId = null }: StartInput,
  templates: Pick<Templates, 'get'> | undefined,
  roster: readonly Agent[],
): Step[] | null {
  if (templateId === null) return steps;
  const template = templates?.get(templateId) ?? null;
  if (template === null) throw unknownTemplate(templateId);
  try {
    checkSteps(template.steps, roster);
  } catch (error) {
    if (!isFault(error)) throw error;
    throw new Fault('INVALID_INPUT', `«${template.name}» cannot be run here any more: ${error.message}`, {
      path: ['templateId'],
    });
  }
  return template.steps;
}

/** @throws INVALID_INPUT that names the first agent or model that is not there */
function checkModels(models: Request['models'], roster: readonly Agent[], brains: readonly Brain[]): void {
  for (const { agentName, model } of models) {
    const path = ['models', agentName ?? '*'];
    if (agentName !== null && agentName !== 'manager' && !roster.some((one) => one.name === agentName))
      throw new Fault('INVALID_INPUT', `There is no agent «${agentName}».`, { path });
    if (model !== 'local' && !brains.some((brain) => isPreferred(brain, model))) {
      const known = ['local', ...brains.map(nameOf)].join(', ');
      throw new Fault('INVALID_INPUT', `There is no model «${model}» here. There are: ${known}.`, { path });
    }
  }
}

export function nothingToDo(): Fault {
  return new Fault(
    'INVALID_INPUT',
    'There is nothing to work on: upload a document first, or take the sample.',
    {
      path: ['documentIds'],
    },
  );
}

/** @throws INVALID_INPUT for a text that is blank or too long */
export function checkText(text: string, path: string[], maxLength: number): void {
  if (text.trim() === '') throw new Fault('INVALID_INPUT', 'Say what is wanted.', { path });
  if (text.length > maxLength) {
    throw new Fault('INVALID_INPUT', `At most ${maxLength} characters are taken, these are ${text.length}.`, {
      path,
    });
  }
}

/** Characters of what is said in passing: titles, and why somebody did something. */
const longestRemark = 5000;
const longestKey = 255;

/** @throws INVALID_INPUT for a remark that is an essay */
export function checkRemark(text: string | null, name: string): void {
  if (text !== null && text.length > longestRemark)
    throw new Fault('INVALID_INPUT', `«${name}» has at most ${longestRemark} characters.`, { path: [name] });
}

/** @throws INVALID_INPUT for a key that is blank or too long to be kept */
export function checkKey(key: string | null): void {
  if (key !== null && (key.trim() === '' || key.length > longestKey))
    throw new Fault('INVALID_INPUT', `An idempotency key has 1 to ${longestKey} characters.`, {
      path: ['idempotencyKey'],
    });
}

/** The session's documents with these ids, each once; all when none are named. @throws INVALID_INPUT */
export async function chosenDocuments(
  log: Log,
  sessionId: string,
  ids: string[] | null,
): Promise<StoredDocument[]> {
  const all = await log.documents(sessionId);
  if (ids === null) return all;
  return [...new Set(ids)].map((id, index) => {
    const found = all.find((one) => one.id === id);
    if (found === undefined)
      throw new Fault('INVALID_INPUT', `The session has no document «${id}».`, {
        path: ['documentIds', String(index)],
      });
    return found;
  });
}

/** A document as a workflow's request names it. */
export const requested = ({ id, name, kind, byteSize, sha256: hash }: StoredDocument) => ({
  documentId: id,
  name,
  kind,
  byteSize,
  sha256: hash,
});

/** The first events of a workflow. */
export function startDrafts(
  workflowId: string,
  sessionId: string,
  request: NonNullable<Workflow['request']>,
  now: number,
): Draft[] {
  const first = draft('chat_message', workflowId, now, {
    role: 'user',
    text: request.instructions,
    messageId: null,
    partial: false,
  });
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
export function titleOf(instructions: string): string {
  const line = instructions.trim().split('\n')[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
