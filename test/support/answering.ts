// Watching a session to its end while every question is answered by its default, as a person in a hurry would.

import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { postGraphQL } from './server.ts';

export interface Seen {
  __typename: string;
  sequence: number;
  cursor: string;
  changeType?: string;
  changedAgent?: string | null;
  status?: string;
  agentName?: string;
  thinkingType?: string;
  artifact?: { name: string };
  topic?: string;
  outcome?: string;
  recoveryStrategy?: string;
  recoveryStatus?: string;
  errorCode?: string;
  decisionId?: string;
  decision?: { type: string; status: string };
}

const subscription = `subscription ($sessionId: ID!, $after: Cursor) {
  events(sessionId: $sessionId, after: $after) {
    __typename
    ... on Event { sequence cursor }
    ... on ManagerThinking { thinkingType }
    ... on BrainAllocation { agentName }
    ... on CostIncurred { agentName }
    ... on AgentSubstep { agentName }
    ... on ArtifactReady { artifact { name } }
    ... on WorkflowStateChange { changeType changedAgent status }
    ... on UserDecisionNeeded { topic decisionId decision { type status } }
    ... on UserDecisionMade { outcome }
    ... on ErrorRecovery { recoveryStrategy recoveryStatus errorCode }
  }
}`;

const answer = `mutation ($id: ID!) {
  answerDecision(input: { decisionId: $id, answer: { useDefault: true } }) { __typename }
}`;

const ended = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** What came until the workflow ended or `until` said so; `client` may reconnect meanwhile. */
export async function followAnswering(
  url: () => string,
  client: Client,
  place: { sessionId: string; after?: string | null },
  onSeen: (seen: Seen) => void = () => {},
): Promise<Seen[]> {
  const all: Seen[] = [];
  for await (const { data, errors } of client.iterate<{ events: Seen }>({
    query: subscription,
    variables: place as never,
  })) {
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    if (data == null) continue;
    const seen = data.events;
    // graphql-ws sends the same variables again when it reconnects: so it goes on here.
    place.after = seen.cursor;
    all.push(seen);
    onSeen(seen);
    if (seen.__typename === 'UserDecisionNeeded' && seen.decision?.status === 'OPEN')
      void answerUntilTaken(url, seen.decisionId ?? '');
    if (seen.__typename === 'WorkflowStateChange' && ended.includes(seen.status ?? '')) break;
  }
  return all;
}

/** The server may be away; the answer is repeated until it is there. */
async function answerUntilTaken(url: () => string, id: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      await postGraphQL(url(), answer, { id });
      return;
    } catch {
      await new Promise((again) => setTimeout(again, 25));
    }
  }
}

export function clientFor(url: () => string, retryAttempts: number): Client {
  return createClient({
    url: () => `${url().replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts,
    shouldRetry: () => true,
    retryWait: () => new Promise((again) => setTimeout(again, 25)),
  });
}

/** The milestones: what happened, without the steps in between. */
export function milestones(all: readonly Seen[]): string[] {
  return all.flatMap((seen) => {
    if (seen.__typename === 'AgentSubstep') return [];
    const words = [
      seen.agentName,
      seen.thinkingType,
      seen.artifact?.name,
      seen.changeType,
      seen.changedAgent,
      seen.topic?.replace(/document_\w+/, 'document'),
      seen.outcome,
      seen.recoveryStrategy,
      seen.recoveryStatus,
      seen.errorCode,
    ];
    return [[seen.__typename, ...words.filter((word) => word != null)].join(' ')];
  });
}
