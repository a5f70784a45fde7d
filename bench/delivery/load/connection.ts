// Connection: the socket of a subscriber, read as cheaply as Node allows.

import { connect, type Socket } from 'node:net';
import { constants, inflateRawSync } from 'node:zlib';
import type { Protocol, Wish } from './protocols.ts';
import { createSseReader } from './sse-reader.ts';
import { type Subscriber, shortestEvent } from './subscriber.ts';
import type { Tally } from './tally.ts';
import { clientFrame, createWebSocketReader } from './websocket-reader.ts';

export interface Connection {
  /** Stops reading, or goes on. */
  stall(stalled: boolean): void;
  readonly closed: boolean;
}

/** Every read of every connection goes through it; it is read out before the next. */
const buffer = Buffer.allocUnsafeSlow(256 * 1024);
const text = 1;
const pong = 10;

export interface Address {
  port: number;
  protocol: Protocol;
  wish: Wish;
  compress: boolean;
}

/** Resolves when the server has taken the connection. */
export async function openConnection(
  address: Address,
  subscriber: Subscriber,
  tally: Tally,
): Promise<Connection> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const sse =
    address.protocol.subprotocol === null && address.protocol.path(address.wish).startsWith('/graphql');
  let head: string | null = '';
  let closed = false;

  const socket: Socket = connect({
    host: '127.0.0.1',
    port: address.port,
    onread: {
      buffer,
      callback(length) {
        const bytes = buffer.subarray(0, length);
        tally.read(length);
        if (head === null) read(bytes);
        else answered(bytes);
        return true;
      },
    },
  });
  socket.setNoDelay(true);
  socket.once('connect', () => socket.write(sse ? getRequest(address) : upgradeRequest(address)));
  socket.on('error', (error) => reject(error));
  socket.once('close', () => {
    closed = true;
    reject(new Error(`the server closed: ${head}`));
  });

  const inflate = createInflate();
  const say = (words: string) => socket.write(clientFrame(text, Buffer.from(words)));
  const read = sse
    ? createSseReader({ wants: subscriber.wants, data: subscriber.event })
    : createWebSocketReader({
        wants: (length) => length < shortestEvent || subscriber.wants(),
        data(payload, compressed) {
          if (payload === null || (compressed && subscriber.first !== null)) return subscriber.event(null);
          const plain = compressed ? inflate(payload) : payload;
          if (plain.length >= shortestEvent) return subscriber.event(plain);
          const answer = subscriber.hear(plain.toString());
          if (answer !== null) say(answer);
        },
        control(opcode, payload) {
          if (opcode === 9) socket.write(clientFrame(pong, payload));
          if (opcode === 8) subscriber.fail(`closed: ${payload.toString('latin1')}`);
        },
      });

  function answered(bytes: Buffer) {
    head += bytes.toString('latin1');
    const end = head!.indexOf('\r\n\r\n');
    if (end < 0) return;
    const rest = head!.slice(end + 4);
    const status = sse ? 200 : 101;
    if (!head!.startsWith(`HTTP/1.1 ${status}`)) return socket.destroy();
    head = null;
    resolve();
    if (address.protocol.greeting !== null) say(address.protocol.greeting);
    if (rest.length > 0) read(Buffer.from(rest, 'latin1'));
  }

  await promise;
  return {
    stall(stalled) {
      if (stalled) socket.pause();
      else socket.resume();
    },
    get closed() {
      return closed;
    },
  };
}

/** Inflates a connection's messages from the first on: each may refer to those before it. */
function createInflate(): (payload: Buffer) => Buffer {
  let before: Buffer = Buffer.alloc(0);
  return (payload) => {
    const dictionary = before.length === 0 ? {} : { dictionary: before };
    const plain = inflateRawSync(payload, { ...dictionary, finishFlush: constants.Z_SYNC_FLUSH });
    before = Buffer.concat([before, plain]);
    return plain;
  };
}

function upgradeRequest({ port, protocol, wish, compress }: Address): string {
  return [
    `GET ${protocol.path(wish)} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==',
    ...(protocol.subprotocol === null ? [] : [`Sec-WebSocket-Protocol: ${protocol.subprotocol}`]),
    // As browsers offer it.
    ...(compress ? ['Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits'] : []),
    '\r\n',
  ].join('\r\n');
}

function getRequest({ port, protocol, wish }: Address): string {
  return `GET ${protocol.path(wish)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\n\r\n`;
}
