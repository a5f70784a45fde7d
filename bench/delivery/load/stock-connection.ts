// Stock connection: the client of ws, which everybody has, decodes every event: a witness among those that only count.

import { WebSocket } from 'ws';
import type { Address, Connection } from './connection.ts';
import { type Subscriber, shortestEvent } from './subscriber.ts';
import type { Tally } from './tally.ts';

/** Resolves when the server has taken the connection. */
export async function openStockConnection(
  { port, protocol, wish, compress }: Address,
  subscriber: Subscriber,
  tally: Tally,
): Promise<Connection> {
  const url = `ws://127.0.0.1:${port}${protocol.path(wish)}`;
  const socket = new WebSocket(url, protocol.subprotocol ?? [], { perMessageDeflate: compress });
  socket.on('message', (data: Buffer) => {
    if (data.length >= shortestEvent) {
      tally.read(data.length);
      subscriber.event(null);
    }
    const answer = subscriber.hear(String(data));
    if (answer !== null) socket.send(answer);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', (error) => subscriber.fail(String(error)));
  if (protocol.greeting !== null) socket.send(protocol.greeting);
  return {
    stall: (stalled) => (stalled ? socket.pause() : socket.resume()),
    get closed() {
      return socket.readyState !== WebSocket.OPEN;
    },
  };
}
