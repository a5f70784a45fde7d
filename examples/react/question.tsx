// Question: one that waits, with a button for each answer that is legal.

import { useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { DecisionAnswerInput, QuestionFragment } from '../generated/graphql.ts';
import { answer } from '../operations.ts';
import { ask } from './client.ts';

graphql(`
  fragment Question on UserDecisionNeeded {
    decisionId prompt canSkip defaultOption options { value label effect }
  }
`);

export function Question({ question }: { question: QuestionFragment }) {
  const [state, setState] = useState<'asked' | 'sent'>('asked');
  const [refusal, setRefusal] = useState<string | null>(null);
  const { decisionId, prompt, options, defaultOption, canSkip } = question;

  async function send(given: DecisionAnswerInput): Promise<void> {
    setState('sent');
    const { answerDecision } = await ask(answer, { input: { decisionId, answer: given } });
    if (answerDecision.__typename === 'DecisionAnswered') return;
    setRefusal(answerDecision.message);
    setState('asked');
  }

  return (
    <fieldset disabled={state === 'sent'}>
      <legend>{prompt}</legend>
      {options.map(({ value, label, effect }) => (
        <button key={value} type="button" title={effect ?? ''} onClick={() => send({ option: value })}>
          {label}
        </button>
      ))}
      {defaultOption !== null && (
        <button type="button" onClick={() => send({ useDefault: true })}>
          Default: {defaultOption}
        </button>
      )}
      {canSkip && (
        <button type="button" onClick={() => send({ skip: true })}>
          Skip
        </button>
      )}
      {refusal !== null && <p role="alert">{refusal}</p>}
    </fieldset>
  );
}
