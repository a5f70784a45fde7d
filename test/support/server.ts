// A server on a free port with a folder of its own, and real clients for it.

import { type Client, createClient, type FormattedExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Agent } from '../../src/agents/agent.ts';
import { type AppParts, startApp } from '../../src/app.ts';
import { createLogger } from '../../src/base/logger.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { fakeRoster } from './fake-agents.ts';
import { tempFolder } from './temp-folder.ts';

export interface Answered<T = Record<string, never>> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string; incidentId?: string; firstRetained?: string } }[];
}

export async function startServer(
  options: { roster?: readonly Agent[]; config?: Partial<Config>; parts?: AppParts } = {},
) {
  const folder = tempFolder();
  const config = {
    ...readConfig({ DURABILITY: 'normal', LOG_LEVEL: 'silent', SHUTDOWN_SECONDS: '1' }),
    port: 0,
    dataDir: folder.path,
    ...options.config,
  };
  const app = await startApp(config, {
    roster: options.roster ?? fakeRoster(),
    logger: createLogger('silent'),
    ...options.parts,
  });
  const clients: Client[] = [];
  return {
    url: app.url,
    services: app.services,
    health: app.health,
    folder,
    post: <T>(query: string, variables: object = {}) => postGraphQL<T>(app.url, query, variables),
    upload: (name: string, bytes: Uint8Array, sessionId: string | null = null) =>
      upload(app.url, name, bytes, sessionId),
    /** A graphql-ws client that does not come back by itself. */
    client(connectionParams: Record<string, unknown> = {}) {
      const client = createClient({
        connectionParams,
        url: `${app.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
      });
      clients.push(client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.dispose()));
      await app[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

export type Server = Awaited<ReturnType<typeof startServer>>;

export async function postGraphQL<T>(
  url: string,
  query: string,
  variables: object = {},
): Promise<Answered<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answered<T>;
}

interface Uploaded {
  uploadDocument: {
    __typename: string;
    code?: string;
    message?: string;
    session?: { id: string };
    document?: { id: string; kind: string; name: string };
  };
}

export async function upload(
  url: string,
  name: string,
  bytes: Uint8Array,
  sessionId: string | null,
): Promise<Uploaded['uploadDocument']> {
  const query = `mutation ($sessionId: ID, $file: File!) {
    uploadDocument(sessionId: $sessionId, file: $file) {
      __typename
      ... on DocumentUploaded { session { id } document { id name kind } }
      ... on Fault { code message }
    }
  }`;
  const form = new FormData();
  form.append('operations', JSON.stringify({ query, variables: { sessionId, file: null } }));
  form.append('map', JSON.stringify({ 0: ['variables.file'] }));
  form.append('0', new File([new Uint8Array(bytes)], name));
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'graphql-require-preflight': 'true' },
    body: form,
  });
  const { data, errors } = (await response.json()) as Answered<Uploaded>;
  if (data == null) throw new Error(JSON.stringify(errors));
  return data.uploadDocument;
}

export interface Started {
  startWorkflow: {
    __typename: string;
    code?: string;
    message?: string;
    cursor: string;
    session: { id: string; cursor: string };
    workflow: { id: string };
  };
}

export const startMutation = `mutation ($input: StartWorkflowInput!) {
  startWorkflow(input: $input) {
    __typename
    ... on WorkflowStarted { cursor session { id cursor } workflow { id } }
    ... on WorkflowConflict { code message workflow { id } }
    ... on Fault { code message }
  }
}`;

export async function startSample(
  server: Pick<Server, 'post'>,
  input: object = {},
): Promise<Started['startWorkflow']> {
  const { data, errors } = await server.post<Started>(startMutation, {
    input: { sample: true, instructions: 'Export a full estimate as a workbook', ...input },
  });
  if (data == null) throw new Error(JSON.stringify(errors));
  return data.startWorkflow;
}

export interface Told {
  events: { __typename: string; sequence: number; cursor: string; status?: string };
}

export const eventsSubscription = `subscription ($sessionId: ID!, $after: Cursor, $types: [EventType!], $agents: [String!], $live: Boolean) {
  events(sessionId: $sessionId, after: $after, types: $types, agents: $agents, live: $live) {
    __typename
    ... on Event { sequence cursor }
    ... on WorkflowStateChange { status }
  }
}`;

const ended = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** All results until the workflow has ended, or until `enough` says so. */
export async function watchToEnd(
  client: Client,
  variables: Record<string, unknown>,
  enough: (told: Told['events']) => boolean = (told) => ended.includes(told.status ?? ''),
): Promise<FormattedExecutionResult<Told, { cursor?: string }>[]> {
  const results: FormattedExecutionResult<Told, { cursor?: string }>[] = [];
  for await (const result of client.iterate<Told, { cursor?: string }>({
    query: eventsSubscription,
    variables,
  })) {
    results.push(result);
    if (result.errors !== undefined || (result.data != null && enough(result.data.events))) break;
  }
  return results;
}

export const sequences = (results: FormattedExecutionResult<Told, { cursor?: string }>[]) =>
  results.map((one) => one.data?.events.sequence);
