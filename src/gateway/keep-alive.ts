// Keep-alive: WebSocket pings, so that proxies keep idle connections and half-open ones are found.

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/**
 * Pings every `everyMs`. A peer that by the next ping neither answered, nor said anything, nor took anything of what
 * waits for it is gone, and the socket is cut: after at most twice `everyMs`.
 */
export function keepAlive(socket: WebSocket, everyMs = 12_000, under?: Duplex): Disposable {
  let alive = true;
  let waiting = 0;
  const heard = () => {
    alive = true;
  };
  socket.on('pong', heard).on('message', heard).on('ping', heard);
  const timer = setInterval(() => {
    const left = under?.writableLength ?? 0;
    const taken = left < waiting;
    waiting = left;
    if (!alive && !taken) return socket.terminate();
    alive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, everyMs);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
