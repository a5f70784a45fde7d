// A bare socket: speaks graphql-transport-ws frame by frame, also as no client would.

import { once } from 'node:events';
import { WebSocket } from 'ws';

export interface Message {
  type: string;
  id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests know what they asked for
  payload?: any;
}

export interface BareSocket extends Disposable {
  socket: WebSocket;
  /** A text is sent as it is, anything else as JSON. */
  send(message: unknown): void;
  /** The next message that was not taken yet. Rejects when the socket closes first. */
  next(): Promise<Message>;
  /** Messages up to the first that is such, with it. */
  until(isSuch: (message: Message) => boolean): Promise<Message[]>;
  /** What came and was not taken yet. */
  rest(): Message[];
  /** Everything that was taken into account before a ping that is sent now: what is told before its pong. */
  flushed(): Promise<Message[]>;
  subscribe(id: string, query: string, variables?: object): void;
  closed: Promise<{ code: number; reason: string }>;
}

interface BareOptions {
  /** False: without connection_init. */
  init?: boolean;
  protocols?: string[];
  headers?: Record<string, string>;
}

export async function openBareSocket(
  url: string,
  { init = true, protocols = ['graphql-transport-ws'], headers = {} }: BareOptions = {},
): Promise<BareSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocols, {
    headers,
    perMessageDeflate: false,
  });
  const messages: Message[] = [];
  let over = false;
  let ring = Promise.withResolvers<void>();
  const rung = () => {
    ring.resolve();
    ring = Promise.withResolvers();
  };
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => {
      over = true;
      rung();
      resolve({ code, reason: String(reason) });
    }),
  );
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)));
    rung();
  });
  await once(socket, 'open');
  socket.on('error', () => {});

  const bare: BareSocket = {
    socket,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async next() {
      while (messages.length === 0) {
        if (over) throw new Error(`the socket closed: ${JSON.stringify(await closed)}`);
        await ring.promise;
      }
      return messages.shift()!;
    },
    async until(isSuch) {
      const all = [await bare.next()];
      while (!isSuch(all.at(-1)!)) all.push(await bare.next());
      return all;
    },
    rest: () => messages.splice(0),
    async flushed() {
      const payload = { at: performance.now() };
      bare.send({ type: 'ping', payload });
      return (await bare.until((one) => one.type === 'pong' && one.payload?.at === payload.at)).slice(0, -1);
    },
    subscribe: (id, query, variables = {}) =>
      bare.send({ id, type: 'subscribe', payload: { query, variables } }),
    [Symbol.dispose]: () => socket.terminate(),
  };
  if (init) {
    bare.send({ type: 'connection_init' });
    await bare.next();
  }
  return bare;
}
