// To its end: one workflow of perhaps several in a session, every question answered by its default.

import type { Server } from './server.ts';

// biome-ignore lint/suspicious/noExplicitAny: each query has data of its own
export type Ask = (query: string, variables?: object) => Promise<{ data: any; errors: any }>;
export const of =
  (server: Server): Ask =>
  (query, variables) =>
    server.post(query, variables) as never;
const useDefault = `mutation ($id: ID!) {
  answerDecision(input: { decisionId: $id, answer: { useDefault: true } }) { __typename }
}`;
export const look = `query ($id: ID!) { workflow(id: $id) {
  status openDecisions { id } recommendations { id kind title rationale apply status }
  estimate { currency } visualization { nodes { agentName } } forkedFrom { workflowId cursor }
} }`;

/** The workflow as it is once every question was answered by its default. */
export async function toItsEnd(ask: Ask, id: string) {
  for (const deadline = Date.now() + 50_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const { workflow: now } = (await ask(look, { id })).data;
    if (now.status === 'SUCCEEDED') return now;
    if (Date.now() > deadline) throw new Error(`it is ${now.status}`);
    for (const decision of now.openDecisions) await ask(useDefault, { id: decision.id });
  }
}
