// A client of the raw WebSocket that keeps every frame it was sent.

import { once } from 'node:events';
import { WebSocket } from 'ws';

export interface Frame {
  type: string;
  session_id: string | null;
  timestamp: string;
  // biome-ignore lint/suspicious/noExplicitAny: each type of frame has data of its own
  data: any;
  sequence?: number;
  cursor?: string;
}

export interface RawClient extends AsyncDisposable {
  socket: WebSocket;
  frames: Frame[];
  send(message: object | string): void;
  /** The first frame, of those that were not waited for yet, that is so. Fails after ten seconds with the last ones. */
  next(isSo: string | ((frame: Frame) => boolean)): Promise<Frame>;
  /** Sends and waits for the answer. */
  ask(message: object | string, isSo: string | ((frame: Frame) => boolean)): Promise<Frame>;
  /** The code that the socket was closed with. */
  closed: Promise<number>;
}

/** `query` such as `?session_id=…`. */
export async function openRaw(
  url: string,
  query = '',
  headers: Record<string, string> = {},
): Promise<RawClient> {
  // Uncompressed, so that what waits for it is as large as what was said.
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/chat/ws${query}`, {
    perMessageDeflate: false,
    headers,
  });
  const frames: Frame[] = [];
  let place = 0;
  let arrived = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)));
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
  const closed = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'open');

  async function next(isSo: string | ((frame: Frame) => boolean)): Promise<Frame> {
    const fits = typeof isSo === 'string' ? (frame: Frame) => frame.type === isSo : isSo;
    const deadline = AbortSignal.timeout(10_000);
    const late = once(deadline, 'abort').then(() => {
      throw new Error(`not in time: ${isSo}; the last were ${JSON.stringify(frames.slice(-3))}`);
    });
    late.catch(() => {});
    for (;;) {
      while (place < frames.length) {
        const frame = frames[place++]!;
        if (fits(frame)) return frame;
      }
      await Promise.race([arrived.promise, late]);
    }
  }

  const client: RawClient = {
    socket,
    frames,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next,
    ask(message, isSo) {
      client.send(message);
      return next(isSo);
    },
    async [Symbol.asyncDispose]() {
      socket.terminate();
      await closed;
    },
  };
  return client;
}

/** The sequences of the events of one session, in the order they came. */
export function sequencesOf(frames: readonly Frame[], sessionId: string): number[] {
  return frames
    .filter((frame) => frame.session_id === sessionId && isEvent(frame))
    .map((frame) => frame.sequence!);
}

/** Frames of the connection itself carry no event. */
export function isEvent(frame: Frame): boolean {
  return frame.sequence !== undefined && frame.type !== 'subscribed' && frame.type !== 'workflow_status';
}
