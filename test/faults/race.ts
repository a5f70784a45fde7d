// Racing for a decision: a workflow that asks at once, and many who answer it at the same time by every door.

import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { postGraphQL, type Started, startMutation } from '../support/server.ts';
import { untilAnswer } from './poll.ts';

export interface Open {
  id: string;
  sessionId: string;
  options: { value: string }[];
}

export interface Told {
  __typename: string;
  /** The comment that it was sent with. */
  by: string;
}

/** The question that a new workflow asks before its first agent. */
export async function askToRace(url: string): Promise<Open> {
  const input = {
    sample: true,
    instructions: 'Read',
    steps: [{ agentName: 'file_reader', requiresApproval: true }],
  };
  const { data } = await postGraphQL<Started>(url, startMutation, { input });
  const { id } = data!.startWorkflow.session;
  const open = '{ openDecisions { id sessionId options { value } } }';
  const ask = async () => (await postGraphQL<{ openDecisions: Open[] }>(url, open)).data!.openDecisions;
  const found = await untilAnswer(ask, (all) => all.some((one) => one.sessionId === id));
  return found.find((one) => one.sessionId === id)!;
}

const mutation = `mutation ($id: ID!, $option: String!, $by: String!) {
  answerDecision(input: { decisionId: $id, answer: { option: $option }, comment: $by }) { __typename }
}`;

/** What each of so many is told; the even ones have sockets, which are open before the race, the odd ones ask by HTTP. */
export async function raceTo(url: string, { id, options }: Open, count: number): Promise<Told[]> {
  const address = `${url.replace('http', 'ws')}/graphql`;
  const open = () => createClient({ url: address, webSocketImpl: WebSocket, retryAttempts: 0, lazy: false });
  const clients = Array.from({ length: Math.ceil(count / 2) }, open);
  const variables = (number: number) => ({
    ...{ id, by: `answer ${number}` },
    option: options[number % options.length]!.value,
  });
  type Answer = { data?: { answerDecision: { __typename: string } } | null; errors?: unknown };
  async function answer(number: number): Promise<Told> {
    const given = variables(number);
    const client = number % 2 === 0 ? clients[number / 2]! : null;
    const { data, errors }: Answer =
      client === null
        ? await postGraphQL(url, mutation, given)
        : ((await client.iterate({ query: mutation, variables: given }).next()).value as Answer);
    if (data == null) throw new Error(JSON.stringify(errors));
    return { __typename: data.answerDecision.__typename, by: given.by };
  }
  try {
    await Promise.all(clients.map((client) => client.iterate({ query: '{ __typename }' }).next()));
    return await Promise.all(Array.from({ length: count }, (_, number) => answer(number)));
  } finally {
    await Promise.all(clients.map((client) => client.dispose()));
  }
}
