// Deciding: questions to people, from being asked to being closed.
//
// D1–D7 are listed in events/kinds/decision.ts; this file is where they are kept.

import type { Question, Reply } from '../agents/agent.ts';
import { Fault } from '../base/fault.ts';
import { idFrom } from '../base/id.ts';
import type { Draft } from '../events/event.ts';
import { type Decision, openDecisions, type Session, type Workflow } from '../events/session.ts';
import type { Actor } from '../events/shapes.ts';
import { draft } from './drafts.ts';
import { lineageOf } from './lineage.ts';
import { basisOf } from './plan.ts';

/** What a person answered. Exactly one of these. */
export type Answer =
  | { option: string }
  | { options: string[] }
  | { text: string }
  | { skip: true }
  | { useDefault: true };

export const clock: Actor = { id: 'clock', name: 'Time limit', kind: 'clock' };

/** The decision on a topic in this workflow that holds: one that expired or was withdrawn does not, it is asked again. */
export function decisionOn(session: Session, workflowId: string, topic: string): Decision | undefined {
  return Object.values(session.decisions).findLast(
    (one) =>
      one.workflowId === workflowId &&
      one.topic === topic &&
      one.outcome !== 'expired' &&
      one.outcome !== 'withdrawn',
  );
}

/** What is asked again in each workflow, because it is about the moment and not about the documents. */
const typesOfTheMoment: ReadonlySet<Decision['type']> = new Set([
  'approve_estimate',
  'error_resolution',
  'budget_exceeded',
  'other',
]);

/** The manager asks what an instruction means; what an agent asks to be made clear is in the documents. */
function isOfTheMoment({ type, askedBy }: Decision): boolean {
  return typesOfTheMoment.has(type) || (type === 'clarification' && askedBy === null);
}

/** What a person said on a topic in an earlier workflow of the session on the same documents; it is not asked again. */
export function rememberedOn(session: Session, workflow: Workflow, topic: string): Decision | undefined {
  const basis = workflow.request === null ? '' : basisOf(workflow.request);
  const seen = lineageOf(session, workflow);
  const same = seen.workflows.filter(
    (one) => one.id !== workflow.id && one.request !== null && basisOf(one.request) === basis,
  );
  return Object.values(seen.decisions).findLast(
    (one) =>
      one.topic === topic &&
      !isOfTheMoment(one) &&
      (one.outcome === 'answered' || one.outcome === 'defaulted' || one.outcome === 'skipped') &&
      same.some((earlier) => earlier.id === one.workflowId),
  );
}

export function decisionById(session: Session, decisionId: string): Decision | undefined {
  return Object.hasOwn(session.decisions, decisionId) ? session.decisions[decisionId] : undefined;
}

/** The question as an event. Its id follows from the workflow, the topic and how often it was asked before. */
export function askDraft(
  session: Session,
  workflow: Workflow,
  asking: string | null,
  question: Question,
  timeoutSeconds: number,
  now: number,
): Draft {
  const { kind: _, topic, waitsForever, ...rest } = question;
  const askedBefore = Object.values(session.decisions).filter(
    (one) => one.workflowId === workflow.id && one.topic === topic,
  );
  return draft('user_decision_needed', workflow.id, now, {
    ...rest,
    decisionId: idFrom('decision', workflow.id, topic, String(askedBefore.length)),
    askedBy: asking,
    topic,
    context: rest.context as never,
    timeoutSeconds: waitsForever ? null : timeoutSeconds,
  });
}

/** The closing of a decision by a person. @throws DECISION_CLOSED; INVALID_INPUT when it is not a legal answer (D4) */
export function answerDraft(
  decision: Decision,
  answer: Answer,
  by: Actor,
  comment: string | null,
  now: number,
): Draft {
  if (decision.status === 'closed') {
    throw new Fault(
      'DECISION_CLOSED',
      `The decision is closed: ${decision.outcome}${decision.answeredBy === null ? '' : ` (${decision.answeredBy.name})`}.`,
      {
        decisionId: decision.id,
      },
    );
  }
  return closing(decision, now, { ...checked(decision, answer), answeredBy: by, comment });
}

function checked(
  decision: Decision,
  answer: Answer,
): Pick<Decision, 'answer'> & { outcome: 'answered' | 'skipped' | 'defaulted' } {
  const values = decision.options.map((option) => option.value);
  const legal = (value: string) => {
    if (!values.includes(value) && value !== decision.defaultOption) {
      throw new Fault('INVALID_INPUT', `«${value}» is not among the options: ${values.join(', ')}.`, {
        path: ['answer', 'option'],
      });
    }
    return value;
  };
  if ('option' in answer) return { outcome: 'answered', answer: legal(answer.option) };
  if ('options' in answer) {
    if (!decision.multiple && answer.options.length !== 1) {
      throw new Fault('INVALID_INPUT', 'Exactly one option has to be chosen.', {
        path: ['answer', 'options'],
      });
    }
    if (answer.options.length === 0)
      throw new Fault('INVALID_INPUT', 'No option was chosen.', { path: ['answer', 'options'] });
    return { outcome: 'answered', answer: [...new Set(answer.options.map(legal))] };
  }
  if ('text' in answer) {
    if (!decision.freeText)
      throw new Fault('INVALID_INPUT', 'Free text is not a legal answer here.', { path: ['answer', 'text'] });
    if (answer.text.trim() === '') {
      throw new Fault('INVALID_INPUT', 'The answer is empty.', { path: ['answer', 'text'] });
    }
    return { outcome: 'answered', answer: answer.text };
  }
  if ('skip' in answer) {
    if (!decision.canSkip)
      throw new Fault('INVALID_INPUT', 'This decision may not be skipped.', { path: ['answer', 'skip'] });
    return { outcome: 'skipped', answer: null };
  }
  if (decision.defaultOption === null)
    throw new Fault('INVALID_INPUT', 'This decision has no default.', { path: ['answer', 'useDefault'] });
  return { outcome: 'defaulted', answer: decision.defaultOption };
}

/** Closes what is past its time (D2): by default, else by skipping, else as expired, and then the workflow pauses. */
export function expireDraft(decision: Decision, now: number): Draft {
  const outcome = decision.defaultOption !== null ? 'defaulted' : decision.canSkip ? 'skipped' : 'expired';
  return closing(decision, now, {
    outcome,
    answer: decision.defaultOption,
    answeredBy: clock,
    comment: null,
  });
}

/** Withdraws what is open in a workflow that ends. */
export function withdrawDrafts(session: Session, workflowId: string, now: number): Draft[] {
  return openDecisions(session)
    .filter((one) => one.workflowId === workflowId)
    .map((one) => closing(one, now, { outcome: 'withdrawn', answer: null, answeredBy: null, comment: null }));
}

function closing(
  decision: Decision,
  now: number,
  made: Pick<Decision, 'answer' | 'answeredBy' | 'comment'> & { outcome: NonNullable<Decision['outcome']> },
): Draft {
  return draft('user_decision_made', decision.workflowId, now, { decisionId: decision.id, ...made });
}

/** A closed decision as the agent that asked sees it. */
export function replyOf(decision: Decision): Reply {
  const { answer } = decision;
  const values = answer === null ? [] : Array.isArray(answer) ? answer.map(String) : [String(answer)];
  return { outcome: decision.outcome ?? 'answered', values };
}
