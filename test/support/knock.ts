// Knocking: a request at each door as a client of it would make, and what became of it.

import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { WebSocket } from 'ws';
import type { Door } from '../../src/guard/guard.ts';
import { spoken } from './producer.ts';

export interface Knock {
  headers?: Record<string, string>;
  token?: string | null;
  /** Address of this machine to come from. */
  from?: string;
  /** Of the raw socket's address. */
  parameters?: string;
  /** Instead of a harmless operation. */
  query?: string;
}

export interface Knocked extends AsyncDisposable {
  /** The name of the refusal; null when it was let in. */
  code: string | null;
  headers: IncomingHttpHeaders;
  /** The name by which what was let in ends later. */
  ended: Promise<string | null>;
  socket: WebSocket | null;
}

const json = { 'content-type': 'application/json' };
const plain: Partial<Record<Door, { path: string; headers?: Record<string, string>; body?: object }>> = {
  graphql: { path: '/graphql', headers: json },
  sse: { path: '/graphql', headers: { ...json, accept: 'text/event-stream' } },
  ingest: { path: '/api/events/knocked', headers: json, body: [spoken('knock')] },
  tickets: { path: '/api/tickets', headers: json, body: { path: '/graphql' } },
  artifacts: { path: '/artifacts/artifact_none' },
  page: { path: '/' },
  graphiql: { path: '/graphql', headers: { accept: 'text/html' } },
  health: { path: '/healthz' },
  metrics: { path: '/metrics' },
};

export async function knock(url: string, door: Door, how: Knock = {}): Promise<Knocked> {
  const token = how.token == null ? {} : { authorization: `Bearer ${how.token}` };
  return plain[door] === undefined ? openSocket(url, door, how, token) : ask(url, door, how, token);
}

async function ask(url: string, door: Door, how: Knock, token: Record<string, string>): Promise<Knocked> {
  const { path, headers = {}, body } = plain[door]!;
  const query = how.query ?? (door === 'sse' ? 'subscription { decisions { id } }' : '{ __typename }');
  const sent = body ?? (headers['content-type'] === undefined ? null : { query });
  const text = sent === null ? '' : JSON.stringify(sent);
  const asked = request(`${url}${path}`, {
    method: sent === null ? 'GET' : 'POST',
    headers: {
      ...(sent === null ? {} : { 'content-length': Buffer.byteLength(text) }),
      ...headers,
      ...token,
      ...how.headers,
    },
    ...(how.from === undefined ? {} : { localAddress: how.from }),
  });
  asked.end(text);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const isStream = response.headers['content-type'] === 'text/event-stream';
  const whole = textOf(response);
  const code = isStream && how.query === undefined ? null : codeIn(await whole);
  return {
    // The artifact is not there for anybody who was let in.
    code: door === 'artifacts' && code === 'NOT_FOUND' ? null : code,
    headers: response.headers,
    ended: whole.then(codeIn),
    socket: null,
    async [Symbol.asyncDispose]() {
      response.destroy();
    },
  };
}

async function openSocket(
  url: string,
  door: Door,
  how: Knock,
  token: Record<string, string>,
): Promise<Knocked> {
  const [path, protocols] = door === 'raw' ? ['/api/chat/ws', []] : ['/graphql', ['graphql-transport-ws']];
  const socket = new WebSocket(url.replace('http', 'ws') + path + (how.parameters ?? ''), protocols, {
    headers: { ...(door === 'raw' ? token : {}), ...how.headers },
    ...(how.from === undefined ? {} : { localAddress: how.from }),
  });
  const dispose = {
    socket,
    async [Symbol.asyncDispose]() {
      socket.terminate();
    },
  };
  const refused = new Promise<IncomingMessage>((resolve) =>
    socket.once('unexpected-response', (_request, response) => resolve(response)),
  );
  socket.on('error', () => {});
  const ended = new Promise<string | null>((resolve) =>
    socket.once('close', (_code, reason) => resolve(String(reason) || null)),
  );
  const told = new Promise<Record<string, unknown>>((resolve) =>
    socket.on('message', (data) => resolve(JSON.parse(String(data)))),
  );
  const response = await Promise.race([refused, once(socket, 'open').then(() => null)]);
  if (response !== null)
    return { code: codeIn(await textOf(response)), headers: response.headers, ended, ...dispose };
  if (door !== 'raw') socket.send(JSON.stringify({ type: 'connection_init', payload: token }));
  const first = await Promise.race([told, ended]);
  const isIn = first !== null && typeof first === 'object';
  const code = isIn ? null : first === 'Forbidden' ? 'UNAUTHENTICATED' : first;
  if (!isIn || how.query === undefined || door === 'raw') return { code, headers: {}, ended, ...dispose };
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: how.query } }));
  const answer = await new Promise<string>((resolve) =>
    socket.on('message', (data) => String(data).includes('"id":"1"') && resolve(String(data))),
  );
  return { code: codeIn(answer), headers: {}, ended, ...dispose };
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of response) text += chunk;
  } catch {
    // What was cut off says as much as it says.
  }
  return text;
}

function codeIn(text: string): string | null {
  return /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? null;
}
