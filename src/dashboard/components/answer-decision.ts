// Answer decision: gives an answer to the server, once however often it is sent, and says what became of it.

import { useMemo } from 'react';
import { useClient } from 'urql';
import { graphql } from '../generated/gql.ts';
import type { DecisionPartsFragment } from '../generated/graphql.ts';
import type { Given } from './answer-draft.ts';

const answerDecision = graphql(`
  mutation AnswerDecision($input: AnswerDecisionInput!) {
    answerDecision(input: $input) {
      __typename
      ... on DecisionAnswered { decision { ...DecisionParts } }
      ... on DecisionClosed { message decision { ...DecisionParts } }
      ... on InvalidInput { message issues { message } }
      ... on NotFound { message }
    }
  }
`);

export type Outcome =
  | { kind: 'answered'; decision: DecisionPartsFragment }
  /** Somebody or the clock was first. */
  | { kind: 'late'; decision: DecisionPartsFragment }
  /** The server cannot take it as it is. */
  | { kind: 'refused'; message: string }
  /** The server does not know the question. */
  | { kind: 'missing'; message: string }
  /** No answer came: it may have counted, and counts once when it is sent again. */
  | { kind: 'unsent'; message: string };

export type Answering = (decisionId: string, given: Given) => Promise<Outcome>;

/** Stays the same function, so that cards need not be drawn again. `onClosed` is told of each decision that is closed. */
export function useAnswering(onClosed: (decision: DecisionPartsFragment) => void): Answering {
  const client = useClient();
  return useMemo(() => {
    /** The same answer has the same key, however often it is sent. */
    const keys = new Map<string, string>();
    return async (decisionId, { answer, comment }) => {
      const same = JSON.stringify([decisionId, answer, comment]);
      const idempotencyKey = keys.get(same) ?? crypto.randomUUID();
      keys.set(same, idempotencyKey);
      const input = { decisionId, answer, comment, idempotencyKey };
      const { data, error } = await client.mutation(answerDecision, { input }).toPromise();
      const result = data?.answerDecision;
      if (result === undefined) {
        const message = error?.networkError?.message ?? error?.graphQLErrors[0]?.message ?? 'No answer came.';
        return { kind: error?.graphQLErrors.length ? 'refused' : 'unsent', message };
      }
      switch (result.__typename) {
        case 'DecisionAnswered':
          onClosed(result.decision);
          return { kind: 'answered', decision: result.decision };
        case 'DecisionClosed':
          onClosed(result.decision);
          return { kind: 'late', decision: result.decision };
        case 'InvalidInput':
          return {
            kind: 'refused',
            message: [result.message, ...result.issues.map((one) => one.message)]
              .filter((one, at, all) => all.indexOf(one) === at)
              .join(' '),
          };
        case 'NotFound':
          return { kind: 'missing', message: result.message };
      }
    };
  }, [client, onClosed]);
}
