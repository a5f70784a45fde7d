// Decisions: the questions in a stream as they stand now, wherever they are answered.

import type { Client } from 'graphql-ws';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { withToken } from './token.ts';

export interface Decision {
  id: string;
  status: 'OPEN' | 'CLOSED';
  prompt: string;
  options: { value: string; label: string; effect: string | null }[];
  defaultOption: string | null;
  canSkip: boolean;
  freeText: boolean;
  multiple: boolean;
  expiresAt: string | null;
  outcome: string | null;
  answer: unknown;
  answeredBy: { name: string; kind: string } | null;
}

/** Exactly one of them, as `DecisionAnswerInput` has it. */
export type Answer =
  | { option: string }
  | { options: string[] }
  | { text: string }
  | { skip: true }
  | { useDefault: true };

const parts = `id status prompt options { value label effect } defaultOption canSkip freeText multiple expiresAt
  outcome answer answeredBy { name kind }`;
/** `node` knows the server's own ids; a producer elsewhere may have given others. */
const one = `query Decision($id: ID!, $foreign: Boolean!) {
  node(id: $id) { ... on Decision { ${parts} } }
  openDecisions @include(if: $foreign) { ${parts} }
}`;
const changes = `subscription Decisions { decisions { ${parts} } }`;
const answering = `mutation Answer($input: AnswerDecisionInput!) {
  answerDecision(input: $input) {
    ... on DecisionAnswered { decision { ${parts} } }
    ... on DecisionClosed { decision { ${parts} } message }
    ... on Fault { message }
  }
}`;

export interface Decisions {
  /** By id, as far as they were asked for. */
  known: StoreApi<ReadonlyMap<string, Decision>>;
  /** Asks for it once, and from then on hears of it. */
  ask(id: string): void;
  /** Of those that were open: what happened meanwhile nobody tells. */
  askAgain(): void;
  /** Says what went wrong, for the person. */
  answer(id: string, answer: Answer): Promise<string | null>;
}

export function createDecisions(url: string, headers: Record<string, unknown>, client: Client): Decisions {
  const known = createStore<ReadonlyMap<string, Decision>>(() => new Map());
  const asked = new Set<string>();
  let hearing = false;

  /** Nothing opens what was closed: an answer from before comes late. */
  function note(decision: Decision): void {
    const { id } = decision;
    if (!asked.has(id) || known.getState().get(id)?.status === 'CLOSED') return;
    known.setState(new Map(known.getState()).set(id, decision), true);
  }

  /** Failures are left at that: the list shows the result itself, and the next connection asks again. */
  async function fetchOne(id: string): Promise<void> {
    const foreign = !id.startsWith('decision_');
    interface Found {
      node: Decision | null;
      openDecisions?: Decision[];
    }
    const { data } = await post<Found>(one, { id, foreign }).catch(() => ({ data: null }));
    const found = data?.openDecisions?.find((decision) => decision.id === id) ?? data?.node;
    if (found?.status !== undefined) note(found);
  }

  function hear(): void {
    if (hearing) return;
    hearing = true;
    client.subscribe<{ decisions: Decision }>(
      { query: changes },
      { next: ({ data }) => data != null && note(data.decisions), error: () => {}, complete: () => {} },
    );
  }

  async function post<Data>(query: string, variables: object) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...(withToken(headers) as Record<string, string>), 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as { data?: Data | null; errors?: { message: string }[] };
  }

  return {
    known,
    ask(id) {
      if (asked.has(id)) return;
      asked.add(id);
      hear();
      void fetchOne(id);
    },
    askAgain() {
      for (const id of asked) if (known.getState().get(id)?.status !== 'CLOSED') void fetchOne(id);
    },
    async answer(id, answer) {
      interface Answered {
        answerDecision: { decision?: Decision; message?: string };
      }
      try {
        const { data, errors } = await post<Answered>(answering, { input: { decisionId: id, answer } });
        const { decision, message } = data?.answerDecision ?? {};
        if (decision !== undefined) note(decision);
        return message ?? errors?.[0]?.message ?? null;
      } catch {
        return 'The server was not reached. Try again.';
      }
    },
  };
}
