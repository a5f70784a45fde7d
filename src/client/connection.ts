// Connection: one that a graphql-ws client takes for lost says nothing more, and one that is silent is lost.

import type { Client } from 'graphql-ws';

/**
 * A connection that was terminated, or failed before it closed, may still deliver what was under way; the client would
 * take that for results of the next connection. So its messages end with it.
 */
export function muteLostConnections(client: Client): void {
  let socket: { onmessage: unknown } | null = null;
  const mute = () => {
    if (socket !== null) socket.onmessage = null;
    socket = null;
  };
  client.on('connected', (connected) => {
    socket = connected as { onmessage: unknown };
  });
  client.on('error', mute);
  client.on('closed', mute);
}

/** Ends a connection, so that the client makes another, when a ping is not answered in so many milliseconds. */
export function endSilentConnections(client: Client, pongTimeoutMs: number): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  client.on('ping', (received) => {
    if (received) return;
    stop();
    timer = setTimeout(() => client.terminate(), pongTimeoutMs);
  });
  client.on('pong', (received) => {
    if (received) stop();
  });
  client.on('error', stop);
  client.on('closed', stop);
}
