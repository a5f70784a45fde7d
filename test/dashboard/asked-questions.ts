// Questions for tests of the page: brought by a manager elsewhere, or asked by an agent of this server.

import type { Locator, Page } from 'playwright-core';
import { ask } from '../../src/agents/agent.ts';
import { done, fakeRoster } from '../support/fake-agents.ts';
import { postEvents } from '../support/producer.ts';
import type { Server } from '../support/server.ts';

export interface Brought {
  prompt: string;
  options?: string[];
  default_option?: string | null;
  timeout_seconds?: number | null;
  can_skip?: boolean;
  multiple?: boolean;
  free_text?: boolean;
  context?: object;
}

/** Brings open questions into a session, and tells their ids in the same order. */
export async function bring(server: Server, sessionId: string, questions: Brought[]): Promise<string[]> {
  const events = questions.map((question) => ({
    type: 'user_decision_needed',
    timestamp: new Date().toISOString(),
    data: {
      decision_type: 'other',
      options: ['red', 'blue'],
      context: {},
      default_option: 'blue',
      timeout_seconds: null,
      can_skip: true,
      affects_workflow: true,
      ...question,
    },
  }));
  const { body } = await postEvents(server.url, sessionId, events);
  if (body.accepted !== questions.length) throw new Error(JSON.stringify(body));
  const open = await openIn(server);
  return questions.map(({ prompt }) => open.findLast((one) => one.prompt === prompt)!.id);
}

async function openIn(server: Server): Promise<{ id: string; prompt: string }[]> {
  const { data } = await server.post<{ openDecisions: { id: string; prompt: string }[] }>(
    '{ openDecisions { id prompt } }',
  );
  return data!.openDecisions;
}

export interface Standing {
  status: string;
  outcome: string | null;
  answer: unknown;
  comment: string | null;
}

export async function standingOf(server: Server, id: string): Promise<Standing> {
  const { data } = await server.post<{ node: Standing }>(
    'query ($id: ID!) { node(id: $id) { ... on Decision { status outcome answer comment } } }',
    { id },
  );
  return data!.node;
}

/** As somebody else would, past the page. */
export async function answerElsewhere(server: Server, id: string, option: string): Promise<void> {
  await server.post(
    `mutation ($id: ID!, $option: String!) {
      answerDecision(input: { decisionId: $id, answer: { option: $option } }) { __typename }
    }`,
    { id, option },
  );
}

/** Agents of which the first asks this. */
export const askingRoster = (question: Parameters<typeof ask>[0]) =>
  fakeRoster({
    file_reader: async function* () {
      yield* ask(question);
      return done();
    },
  });

export const option = (value: string) => ({ value, label: value, effect: null, costDelta: null });

export const cardOf = (page: Page, id: string): Locator => page.locator(`.decision[data-decision="${id}"]`);
export const closedCard = (page: Page, id: string): Locator =>
  page.locator(`.decision[data-decision="${id}"][data-status="closed"]`);
