// Keep-alive: idle streams are kept, dead ones are found.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { openBareSocket } from '../support/bare-socket.ts';
import { startServer } from '../support/server.ts';

/** A WebSocket of which nobody is there any more: it is open, and never answers. */
async function openDead(url: string, path: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
  );
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('101 Switching Protocols');
  // connection_init, masked with zeros.
  const text = Buffer.from('{"type":"connection_init"}');
  socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]));
  return socket;
}

test.each(['/graphql', '/api/chat/ws'])(
  '%s: a peer that is gone is found by its missing pong, and cut; one that is there is kept',
  async (path) => {
    await using server = await startServer({ config: { keepAliveSeconds: 1, connectionInitSeconds: 60 } });
    using idle = await openBareSocket(server.url);
    let pings = 0;
    idle.socket.on('ping', () => pings++);
    const dead = await openDead(server.url, path);
    dead.resume();
    dead.on('error', () => {});
    await once(dead, 'close');
    expect(pings).toBeGreaterThan(0);
    expect(idle.socket.readyState).toBe(idle.socket.OPEN);
    expect(await idle.flushed()).toEqual([]);
  },
);

test('over SSE a comment comes when nothing else does', async () => {
  await using server = await startServer({ config: { keepAliveSeconds: 1 } });
  await server.services.log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
  const query = 'subscription { events(sessionId: "s1") { ... on Event { sequence } } }';
  const stopping = new AbortController();
  const response = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`, {
    headers: { accept: 'text/event-stream' },
    signal: stopping.signal,
  });
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text === ':\n\n:\n\n:\n\n') break;
  }
  stopping.abort();
  expect(text).toBe(':\n\n:\n\n:\n\n');
});
