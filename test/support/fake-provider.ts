// Fake provider: an HTTP server on loopback that answers as it is told, also in ways no library offers.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** Resolves when the client is gone or has everything. */
  closed: Promise<void>;
}

export interface FakeProvider extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  /** From now on; `null` never answers. */
  answer(how: Answer | null): void;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** Sent one after the other, each in a packet of its own. */
  parts: string[];
  /** Cuts the connection after the last part. */
  cut?: boolean;
  /** Neither ends nor cuts it. */
  open?: boolean;
}

export async function startFakeProvider(): Promise<FakeProvider> {
  const received: Received[] = [];
  let how: Answer | null = null;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const closed = new Promise<void>((resolve) => response.on('close', resolve));
    received.push({ path: request.url ?? '', headers: request.headers, body, closed });
    if (how !== null) await send(response, how);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (next) => {
      how = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function send(
  response: ServerResponse,
  { status = 200, headers = {}, parts, cut = false, open = false }: Answer,
): Promise<void> {
  const type = parts.some((part) => part.startsWith('data:') || part.startsWith('event:'))
    ? 'text/event-stream'
    : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  for (const part of parts) {
    await new Promise<void>((resolve) => response.write(part, () => resolve()));
  }
  if (open) return;
  if (cut) response.destroy();
  else response.end();
}

/** An address where nobody listens. */
export async function closedAddress(): Promise<string> {
  const fake = await startFakeProvider();
  await fake[Symbol.asyncDispose]();
  return fake.url;
}
