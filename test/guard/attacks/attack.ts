// Attacks: each is tried on a real server, comes to the end that is named, and somebody else goes on being served.

import { once } from 'node:events';

import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../../src/config.ts';
import { type BareSocket, openBareSocket } from '../../support/bare-socket.ts';
import { said } from '../../support/drafts.ts';
import { type Server, startServer } from '../../support/server.ts';
import known from './outcomes.json' with { type: 'json' };

/** What is done, and under which name outcomes.json says how it has to end: by which code, status or close. */
export type Attack = readonly [name: string, run: (server: Server) => Promise<string>];

/** Of a group; « or » stands between two where the machine decides. */
const outcomes: Record<string, Record<string, string>> = known;

/** A group of attacks on one server, with a session `s` that a bystander follows. */
export function attacks(
  group: string,
  list: readonly Attack[],
  config: Partial<Config> = {},
  token: string | null = null,
): void {
  const auth = token === null ? {} : { authorization: `Bearer ${token}` };
  describe(group, () => {
    let server: Server;
    let bystander: BareSocket;
    let last = 1;
    beforeAll(async () => {
      server = await startServer({ config });
      const { log } = server.services;
      await log.createSession({ id: 's', title: 'S', createdAt: '2026-01-01T00:00:00.000Z' });
      await log.append('s', 0, [said('hello')]);
      bystander = await openBareSocket(server.url, { init: false });
      bystander.send({ type: 'connection_init', payload: auth });
      await bystander.next();
      bystander.subscribe('b', 'subscription { events(sessionId: "s") { ... on Event { sequence } } }');
      await bystander.next();
    });
    afterAll(async () => {
      bystander[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    });

    test.each(list)('%s', async (name, run) => {
      const told = await run(server);
      const outcome = outcomes[group]?.[name] ?? 'no outcome is named';
      expect(outcome.split(' or ')).toContain(told);
      const { log } = server.services;
      last = (await log.append('s', last, [said('on')])).lastSequence;
      const next = await bystander.next();
      expect(next.payload.data.events.sequence).toBe(last);
      expect(await post(server, { query: '{ __typename }' }, auth)).toBe('200 ok');
      expect(Object.prototype).not.toHaveProperty('polluted');
    });
  });
}

/** Status and code of an answer: «400 INVALID_INPUT», «200 ok», «200 InvalidInput ADDRESS_REFUSED». */
export async function told(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer;
  return `${response.status} ${wordOf(await response.text())}`;
}

/** The name of what went wrong in the text of an answer. */
export function wordOf(text: string): string {
  if (/stack|node_modules|\.ts:\d/.test(text)) return `LEAK ${text.slice(0, 200)}`;
  const code = /"code":"([A-Z_]+)"/.exec(text)?.[1];
  return code ?? (text.includes('"errors"') ? `unnamed ${text.slice(0, 200)}` : 'ok');
}

export const json = { 'content-type': 'application/json' };

/** POST /graphql. A text is sent as it is. */
export function post(server: Server, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  return told(
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

export const query = (server: Server, text: string, variables: object = {}) =>
  post(server, { query: text, variables });

/** What is written onto a bare connection, and the status that comes back; «cut» when nothing does. */
export async function raw(server: Server, ...parts: (string | Buffer)[]): Promise<string> {
  const socket = dial(server);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  for (const part of parts) socket.write(part);
  const late = setTimeout(() => socket.end(), 1500);
  await closed(socket);
  clearTimeout(late);
  // Of each answer that came.
  return [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status).join(' ') || 'cut';
}

/** Also of a connection that was reset. */
export const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

export function dial(server: Server): Socket {
  const { hostname, port } = new URL(server.url);
  return connect(Number(port), hostname).on('error', () => {});
}

export const hostOf = (server: Server) => new URL(server.url).host;

/** A WebSocket after its upgrade, to write frames by hand. */
export async function upgraded(server: Server, path = '/graphql', more = ''): Promise<Socket> {
  const socket = dial(server);
  const protocol = path === '/graphql' ? 'Sec-WebSocket-Protocol: graphql-transport-ws\r\n' : '';
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n${protocol}${more}\r\n`,
  );
  const [head] = await once(socket, 'data');
  if (!String(head).startsWith('HTTP/1.1 101')) throw new Error(String(head));
  return socket;
}

/** «close 4400 Invalid message received». */
export async function closing(socket: Pick<BareSocket, 'closed'>): Promise<string> {
  const { code, reason } = await socket.closed;
  return `close ${code} ${reason}`.trim();
}

/** What a WebSocket was told until it is closed, by a frame or at all: «close 1002». */
export function closeFrame(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let told = Buffer.alloc(0);
    socket.once('close', () => resolve('cut'));
    socket.on('data', (chunk) => {
      told = Buffer.concat([told, chunk]);
      // Frames of a server are short here, and without a mask.
      let at = told.subarray(0, 5).equals(Buffer.from('HTTP/')) ? told.indexOf('\r\n\r\n') + 4 : 0;
      while (at >= 0 && at + 4 <= told.length && told[at] !== 0x88) at += 2 + told[at + 1]!;
      if (told[at] !== 0x88 || at + 4 > told.length) return;
      resolve(`close ${told.readUInt16BE(at + 2)}`);
      socket.destroy();
    });
  });
}
