// Decisions: asking for them, and answering.

import { Fault } from '../base/fault.ts';
import { openDecisions } from '../events/session.ts';
import { actor, decisionOption, decisionOutcome, decisionType } from '../events/shapes.ts';
import { openDecisionChanges } from '../feed/decisions.ts';
import { eachHead, unfinished } from '../log/heads.ts';
import type { Answer } from '../manager/decide.ts';
import type { FaultTypes } from './fault.ts';
import type { Kit } from './kit.ts';

export function addDecisions({ builder, derive }: Kit): void {
  const DecisionStatus = builder.enumType('DecisionStatus', {
    description: 'Whether it waits for an answer.',
    values: {
      OPEN: { value: 'open', description: 'It waits for an answer.' },
      CLOSED: { value: 'closed', description: 'It was made.' },
    },
  });
  const Actor = derive.objectOf(actor);
  builder.objectType('Decision', {
    description: 'A question to a person, which the log remembers until it is closed.',
    interfaces: ['Node'],
    fields: (t) => ({
      sessionId: t.exposeID('sessionId', { description: 'Its session.' }),
      workflowId: t.exposeID('workflowId', { nullable: true, description: 'Its workflow.' }),
      askedBy: t.exposeString('askedBy', {
        nullable: true,
        description: 'The agent that asks; null when it is the manager.',
      }),
      type: t.field({
        type: derive.enumOf(decisionType),
        description: 'What the question is about.',
        resolve: (one) => one.type,
      }),
      status: t.field({
        type: DecisionStatus,
        description: 'Whether it waits for an answer.',
        resolve: (one) => one.status,
      }),
      prompt: t.exposeString('prompt', { description: 'The question.' }),
      options: t.field({
        type: [derive.objectOf(decisionOption)],
        description: 'The legal answers.',
        resolve: (one) => one.options,
      }),
      context: t.field({
        nullable: true,
        type: 'JSON',
        description: 'What a person should see beside the question.',
        resolve: (one) => one.context,
      }),
      defaultOption: t.exposeString('defaultOption', {
        nullable: true,
        description: 'What is taken when time runs out.',
      }),
      multiple: t.exposeBoolean('multiple', { description: 'Several options may be chosen at once.' }),
      freeText: t.exposeBoolean('freeText', { description: 'Free text is a legal answer.' }),
      canSkip: t.exposeBoolean('canSkip', { description: 'It may be skipped.' }),
      affectsWorkflow: t.exposeBoolean('affectsWorkflow', {
        description: 'False: nothing waits for the answer.',
      }),
      askedAt: t.field({
        type: 'DateTime',
        description: 'When it was asked.',
        resolve: (one) => one.askedAt,
      }),
      expiresAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When the clock closes it; null never.',
        resolve: (one) => one.expiresAt,
      }),
      answer: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The option, the options or the text.',
        resolve: (one) => one.answer,
      }),
      outcome: t.field({
        type: derive.enumOf(decisionOutcome),
        nullable: true,
        description: 'How it was closed.',
        resolve: (one) => one.outcome,
      }),
      answeredBy: t.field({
        type: Actor,
        nullable: true,
        description: 'Who closed it.',
        resolve: (one) => one.answeredBy,
      }),
      answeredAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it was closed.',
        resolve: (one) => one.answeredAt,
      }),
      comment: t.exposeString('comment', { nullable: true, description: 'What the person added.' }),
    }),
  });

  builder.queryField('openDecisions', (t) =>
    t.field({
      type: ['Decision'],
      description: 'Every open decision over all sessions, oldest first.',
      resolve: async (_root, _args, { services }) => {
        const heads = await Array.fromAsync(eachHead(services.log, unfinished));
        const sessions = await Promise.all(heads.map((head) => services.sessions.get(head.id)));
        return sessions.flatMap(openDecisions).sort((a, b) => a.askedAt.localeCompare(b.askedAt));
      },
    }),
  );
  builder.subscriptionField('decisions', (t) =>
    t.field({
      type: 'Decision',
      description: 'Decisions opening and closing over all sessions, from now on.',
      subscribe: (_root, _args, { services }) =>
        openDecisionChanges(services.log, services.sessions, services.clock),
      resolve: (decision) => decision,
    }),
  );
}

/** The input type of an answer. */
export function addAnswering({ builder }: Kit, faults: FaultTypes) {
  const Answer = builder.inputType('DecisionAnswerInput', {
    description: 'Exactly one way of answering.',
    isOneOf: true,
    fields: (t) => ({
      option: t.string({ description: 'One of the options.' }),
      options: t.stringList({ description: 'Several of the options, where several may be chosen.' }),
      text: t.string({ description: 'Free text, where that is legal.' }),
      skip: t.boolean({ description: 'true: skip it, where that is legal.' }),
      useDefault: t.boolean({ description: 'true: take the default, where there is one.' }),
    }),
  });
  const Input = builder.inputType('AnswerDecisionInput', {
    description: 'An answer to a decision.',
    fields: (t) => ({
      decisionId: t.id({ required: true, description: 'The decision.' }),
      answer: t.field({ type: Answer, required: true, description: 'The answer.' }),
      comment: t.string({ description: 'Kept with the answer.' }),
      idempotencyKey: t.string({ description: 'Same key, same input: the first result is returned again.' }),
    }),
  });
  const Answered = faults.outcome('DecisionAnswered', 'The decision is closed.', (t) => ({
    decision: t.field({
      type: 'Decision',
      description: 'As it stands now.',
      resolve: (one: never) => (one as { decision: never }).decision,
    }),
  }));
  const Result = faults.resultOf('AnswerDecisionResult', 'What became of an answer.', Answered, [
    'InvalidInput',
    'NotFound',
    'DecisionClosed',
  ]);
  builder.mutationField('answerDecision', (t) =>
    t.field({
      type: Result,
      description: 'Answers an open decision. The first answer counts.',
      args: { input: t.arg({ type: Input, required: true, description: 'The answer.' }) },
      resolve: (_root, { input }, { services, actor: by }) =>
        faults.attempt('DecisionAnswered', services, async () => ({
          decision: await services.commands.answer(
            input.decisionId,
            answerOf(input.answer),
            by,
            input.comment ?? null,
            input.idempotencyKey ?? null,
          ),
        })),
    }),
  );
  return Answer;
}

interface AnswerInput {
  option?: string | null;
  options?: readonly string[] | null;
  text?: string | null;
  skip?: boolean | null;
  useDefault?: boolean | null;
}

export function answerOf({ option, options, text, skip, useDefault }: AnswerInput): Answer {
  if (option != null) return { option };
  if (options != null) return { options: [...options] };
  if (text != null) return { text };
  if (skip === true) return { skip: true };
  if (useDefault === true) return { useDefault: true };
  throw new Fault('INVALID_INPUT', 'skip and useDefault can only be true.', { path: ['answer'] });
}
