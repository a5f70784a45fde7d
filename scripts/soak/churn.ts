// Churn: clients of every door that follow for a while and leave, politely or not, and workflows that run meanwhile.

import { setTimeout } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Counts {
  /** Workflows that ended. */
  finished: number;
  uploaded: number;
  /** Connections. */
  opened: number;
  /** Of those, left without a word. */
  left: number;
}

export interface Churn {
  counts: Counts;
  /** Everybody leaves and nobody comes, workflows that run go on to their end; then the work is done, and they come again. */
  rest<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Everybody leaves. */
  end(): Promise<void>;
}

const subscription =
  'subscription ($id: ID!, $after: Cursor) { events(sessionId: $id, after: $after) { __typename ... on Event { sequence cursor } } }';
const feed = 'subscription ($id: ID!) { feed(sessionId: $id) { __typename } }';
const start = `mutation ($input: StartWorkflowInput!) { startWorkflow(input: $input) {
  __typename ... on WorkflowStarted { session { id } workflow { id } } ... on Fault { code message } } }`;
const standing = `query ($id: ID!) { workflow(id: $id) { status openDecisions { id } } }`;
const answer =
  'mutation ($id: ID!) { answerDecision(input: { decisionId: $id, answer: { useDefault: true } }) { __typename } }';
const upload =
  'mutation ($file: File!) { uploadDocument(file: $file) { __typename ... on DocumentUploaded { session { id } } } }';
/** Until all that run have ended. */
const mostRestMs = 120_000;
const over = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

export function startChurn(
  url: string,
  { clients, workflows }: { clients: number; workflows: number },
): Churn {
  const counts: Counts = { finished: 0, uploaded: 0, opened: 0, left: 0 };
  const ending = new AbortController();
  const { signal } = ending;
  let leaving = new AbortController();
  /** Nobody comes before it is opened. */
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  let busy = 0;
  let atRest = () => {};
  /** The newest ones, for clients to follow. */
  const sessions: string[] = [];
  const wsUrl = url.replace('http', 'ws');
  const random = (below: number) => Math.floor(Math.random() * below);
  const pause = (ms: number) => setTimeout(ms, undefined, { signal }).catch(() => {});
  /** A client's; not for long when all are told to leave. */
  const stays = () => setTimeout(200 + random(4000), undefined, { signal: leaving.signal }).catch(() => {});

  async function post<T>(query: string, variables: object): Promise<T> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T | null; errors?: unknown };
    if (data === null) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** A small bill, a new one each time. */
  async function uploadBill(): Promise<string | null> {
    const text = `item,description,qty,unit\n1,Brick wall ${random(1e9)},${random(100) + 1},m2\n2,Concrete slab,${random(50) + 1},m3\n`;
    const form = new FormData();
    form.append('operations', JSON.stringify({ query: upload, variables: { file: null } }));
    form.append('map', '{"0":["variables.file"]}');
    form.append('0', new File([text], 'bill.csv'));
    const headers = { 'graphql-require-preflight': 'true' };
    const response = await fetch(`${url}/graphql`, { method: 'POST', body: form, headers });
    const { data } = (await response.json()) as { data?: { uploadDocument: { session?: { id: string } } } };
    if (data?.uploadDocument.session !== undefined) counts.uploaded++;
    return data?.uploadDocument.session?.id ?? null;
  }

  async function runWorkflow(): Promise<void> {
    const sessionId = await uploadBill();
    const input = { sessionId, sample: sessionId === null, instructions: 'Full estimate as CSV' };
    type Started = { startWorkflow: { session?: { id: string }; workflow?: { id: string } } };
    const { session, workflow } = (await post<Started>(start, { input })).startWorkflow;
    if (session === undefined || workflow === undefined) return pause(1000);
    sessions.push(session.id);
    if (sessions.length > 20) sessions.shift();
    while (!signal.aborted) {
      type Standing = { workflow: { status: string; openDecisions: { id: string }[] } };
      const { status, openDecisions } = (await post<Standing>(standing, { id: workflow.id })).workflow;
      if (over.includes(status)) {
        counts.finished++;
        return;
      }
      for (const { id } of openDecisions) await post(answer, { id });
      await pause(100);
    }
  }

  const someSession = () => sessions[random(sessions.length)];

  /** Comes back from time to time, and leaves by closing, or by tearing its socket. */
  async function followByProtocol(id: string): Promise<void> {
    const sockets: WebSocket[] = [];
    class Kept extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols);
        this.on('error', () => {});
        sockets.push(this);
      }
    }
    const client = createClient({
      url: `${wsUrl}/graphql`,
      webSocketImpl: Kept,
      retryAttempts: 3,
      retryWait: async () => {},
    });
    const ignore = { next() {}, error() {}, complete() {} };
    client.subscribe({ query: subscription, variables: { id } }, ignore);
    client.subscribe({ query: feed, variables: { id } }, ignore);
    await stays();
    if (random(2) === 0) {
      counts.left++;
      // It comes back and goes on.
      sockets.at(-1)?.terminate();
      await stays();
    }
    await client.dispose();
    for (const socket of sockets) socket.terminate();
  }

  async function followBySse(id: string): Promise<void> {
    const aborting = new AbortController();
    const query = new URLSearchParams({ query: subscription, variables: JSON.stringify({ id }) });
    const response = await fetch(`${url}/graphql?${query}`, {
      headers: { accept: 'text/event-stream' },
      signal: aborting.signal,
    });
    const reading = response.body?.pipeTo(new WritableStream()).catch(() => {});
    await stays();
    counts.left++;
    aborting.abort();
    await reading;
  }

  async function followRaw(id: string): Promise<void> {
    const socket = new WebSocket(`${wsUrl}/api/chat/ws?session_id=${id}`);
    socket.on('error', () => {});
    await stays();
    if (random(2) === 0) socket.close();
    else {
      counts.left++;
      socket.terminate();
    }
  }

  const ways = [followByProtocol, followBySse, followRaw];

  async function again(what: () => Promise<void>): Promise<void> {
    for (;;) {
      await gate.promise;
      if (signal.aborted) return;
      busy++;
      try {
        await what();
      } catch (error) {
        // Who is told to leave before they have come complains.
        if (!leaving.signal.aborted) console.error(error instanceof Error ? error.message : error);
        await pause(500);
      } finally {
        if (--busy === 0) atRest();
      }
    }
  }

  const runs = [
    ...Array.from({ length: workflows }, () => again(runWorkflow)),
    ...Array.from({ length: clients }, () =>
      again(async () => {
        const id = someSession();
        if (id === undefined) return pause(200);
        counts.opened++;
        await ways[random(ways.length)]!(id);
      }),
    ),
  ];
  return {
    counts,
    async rest(work) {
      const resting = Promise.withResolvers<void>();
      atRest = resting.resolve;
      gate = Promise.withResolvers();
      leaving.abort();
      if (busy > 0) await Promise.race([resting.promise, setTimeout(mostRestMs, undefined, { ref: false })]);
      if (busy > 0) throw new Error(`${busy} clients and workflows did not come to an end.`);
      try {
        return await work();
      } finally {
        leaving = new AbortController();
        gate.resolve();
      }
    },
    async end() {
      ending.abort();
      leaving.abort();
      await Promise.all(runs);
    },
  };
}
