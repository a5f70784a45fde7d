// Connections that are open and ask nothing, and one that asks.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Connections that ask nothing. */
export function openIdle(url: string, count: number): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  const one = async () => {
    const socket = connect(Number(port), hostname).on('error', () => {});
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
    return socket;
  };
  return Promise.all(Array.from({ length: count }, one));
}

/** A question by HTTP: status, when to come again, and the answer. */
export async function ask(url: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  return `${response.status} ${response.headers.get('retry-after')} ${await response.text()}`;
}
