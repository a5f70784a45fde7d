// Renewable: shows a server another token over the connection that is open, so that what runs on it goes on.

import type { Client } from 'graphql-ws';

export type Renewal =
  /** `expiresAt` as the server says; null never. */
  | { renewed: true; expiresAt: string | null }
  /** The token is none, or of another person; the connection is as it was. */
  | { renewed: false; code: string; message: string };

export interface Renewable {
  /** Null when no connection is open, or it said nothing in time: the next one is made with `connectionParams`. */
  renew(token: string): Promise<Renewal | null>;
}

interface Socket {
  readyState: number;
  send(message: string): void;
}

const openState = 1;

/** Wrap a client once, before it connects. */
export function renewable(client: Pick<Client, 'on'>, patienceMs = 5000): Renewable {
  let socket: Socket | null = null;
  let waiting: ((renewal: Renewal | null) => void) | null = null;
  const tell = (renewal: Renewal | null) => {
    waiting?.(renewal);
    waiting = null;
  };
  client.on('connected', (connected) => {
    socket = connected as Socket;
  });
  client.on('closed', () => {
    socket = null;
    tell(null);
  });
  client.on('pong', (received, payload) => {
    // Other pongs answer the pings that keep the connection alive.
    if (received && isRenewal(payload)) tell(payload);
  });
  return {
    renew(token) {
      tell(null);
      if (socket?.readyState !== openState) return Promise.resolve(null);
      const { promise, resolve } = Promise.withResolvers<Renewal | null>();
      const timer = setTimeout(() => tell(null), patienceMs);
      waiting = (renewal) => {
        clearTimeout(timer);
        resolve(renewal);
      };
      socket.send(JSON.stringify({ type: 'ping', payload: { token } }));
      return promise;
    },
  };
}

function isRenewal(payload: object | undefined): payload is Renewal {
  return payload !== undefined && 'renewed' in payload && typeof payload.renewed === 'boolean';
}
