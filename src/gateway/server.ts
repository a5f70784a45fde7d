// The server: one HTTP server with all doors.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PerMessageDeflateOptions, WebSocketServer } from 'ws';
import type { Logger } from '../base/logger.ts';
import type { Hub } from '../delivery/hub.ts';
import type { OutboxLimits } from '../delivery/outbox.ts';
import { placeOf } from '../events/cursor.ts';
import { hasEnded } from '../events/session.ts';
import type { Services } from '../graphql/context.ts';
import { serveArtifact } from './artifacts.ts';
import type { Authenticate } from './authenticate.ts';
import { goingAway } from './close-codes.ts';
import { createGraphiql } from './graphiql.ts';
import type { Yoga } from './graphql.ts';
import { createGraphQLWebSocket } from './graphql-ws.ts';
import { createIngest } from './ingest/ingest.ts';
import { createMetrics } from './metrics.ts';
import { createPages } from './pages.ts';
import { createRawWebSocket } from './raw/raw-socket.ts';
import { readNoFurther, sendFault, sendJson } from './respond.ts';

export interface ServerOptions {
  host: string;
  port: number;
  yoga: Yoga;
  services: Services;
  hub: Hub;
  authenticate: Authenticate;
  limits: OutboxLimits;
  keepAliveMs: number;
  /** Bytes from which WebSocket messages are compressed; null compresses none. */
  compressionThreshold: number | null;
  connectionInitMs: number;
  maxBodyBytes: number;
  maxUploadBytes: number;
  maxOperationsPerSocket: number;
  maxInstructionLength: number;
  maxIngestBytes: number;
  producerToken: string;
  /** Of the built page. */
  pageFolder: string;
  /** Of the built GraphiQL. */
  graphiqlFolder: string;
  shutdownMs: number;
  logger: Logger;
}

export interface Server extends AsyncDisposable {
  /** Such as http://127.0.0.1:8000 */
  url: string;
}

/** For last words before connections are closed. */
const farewellMs = 200;
/** Room in an upload for what is beside the file. */
const multipartExtraBytes = 1_000_000;

export async function openServer(options: ServerOptions): Promise<Server> {
  const { host, port, yoga, services, logger } = options;

  const pages = createPages(options.pageFolder);
  const graphiql = createGraphiql(options.graphiqlFolder);
  const ingest = createIngest(options);
  /** Open SSE responses: they end with the server, not by themselves. */
  const streams = new Set<ServerResponse>();

  const http = createServer({ requestTimeout: 300_000 }, (request, response) => {
    serve(request, response).catch((error) => {
      logger.error({ err: error, url: request.url }, 'a request could not be served');
      if (!response.headersSent)
        sendFault(response, 500, 'STORAGE_UNAVAILABLE', 'The request could not be served.');
      else response.destroy();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0]!;
    const reading = request.method === 'GET' || request.method === 'HEAD';
    if (reading && graphiql(path, request, response)) return;
    if (path === '/graphql') {
      const refused = tooLarge(request, options);
      if (refused === null) {
        if (request.headers.accept?.includes('text/event-stream') === true) {
          if (services.draining.aborted) {
            response.setHeader('retry-after', Math.ceil(services.retryAfterMs() / 1000));
            return sendFault(response, 503, 'SERVER_DRAINING', 'The server is shutting down.');
          }
          if (await isOver(request.headers['last-event-id'], services)) {
            response.writeHead(204).end();
            return;
          }
          streams.add(response);
          response.once('close', () => streams.delete(response));
        }
        await yoga(request, response);
      } else {
        readNoFurther(request, response);
        sendFault(response, refused.status, 'PAYLOAD_TOO_LARGE', refused.message);
      }
    } else if (path.startsWith('/api/events/'))
      await ingest(path.slice('/api/events/'.length), request, response);
    else if (!reading) sendFault(response, 404, 'NOT_FOUND', 'There is nothing here.');
    else if (pages(path, request, response)) return;
    else if (path === '/healthz') sendJson(response, 200, { status: 'ok' });
    else if (path === '/readyz') await ready(response);
    else if (path === '/metrics') await metrics(response);
    else if (path.startsWith('/artifacts/'))
      await serveArtifact(path.slice('/artifacts/'.length), request, response, services);
    else sendFault(response, 404, 'NOT_FOUND', 'There is nothing here.');
  }

  async function ready(response: ServerResponse): Promise<void> {
    if (services.draining.aborted)
      return sendFault(response, 503, 'SERVER_DRAINING', 'The server is shutting down.');
    await services.log.sessions({ first: 1, after: null, status: null });
    sendJson(response, 200, { status: 'ready' });
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxBodyBytes,
    perMessageDeflate: compression(options.compressionThreshold),
    handleProtocols: (offered) => (offered.has('graphql-transport-ws') ? 'graphql-transport-ws' : false),
  });
  const serveGraphQL = createGraphQLWebSocket({
    ...options,
    maxOperations: options.maxOperationsPerSocket,
  });
  const serveRaw = createRawWebSocket({
    ...options,
    maxFollowed: options.maxOperationsPerSocket,
    maxTextLength: options.maxInstructionLength,
  });
  const doors = new Map([
    ['/graphql', serveGraphQL],
    ['/api/chat/ws', serveRaw],
  ]);
  const metrics = createMetrics(options.hub, () => sockets.clients.size);
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const serveSocket = doors.get((request.url ?? '').split('?')[0]!);
    if (serveSocket === undefined || services.draining.aborted) {
      socket.end(
        `HTTP/1.1 ${services.draining.aborted ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\n\r\n`,
      );
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => serveSocket(accepted, request));
  });

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
  const address = http.address() as AddressInfo;
  const shownHost = address.family === 'IPv6' ? `[${address.address}]` : address.address;

  return {
    url: `http://${shownHost}:${address.port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      // Feeds are telling that the server closes; they get a moment for it. SSE is cut without `complete`, so that clients come back.
      if (streams.size + sockets.clients.size > 0)
        await new Promise((resolve) => setTimeout(resolve, farewellMs));
      for (const response of streams) response.destroy();
      for (const socket of sockets.clients) socket.close(goingAway, 'SERVER_DRAINING');
      http.closeIdleConnections();
      // Whatever is still open then is cut.
      const late = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
        http.closeAllConnections();
      }, options.shutdownMs);
      await closed;
      clearTimeout(late);
    },
  };
}

/** Each message by itself, both ways: nothing is kept per socket, and delivery can put frames of its own between. */
function compression(threshold: number | null): false | PerMessageDeflateOptions {
  if (threshold === null) return false;
  return { threshold, serverNoContextTakeover: true, clientNoContextTakeover: true };
}

/** An EventSource comes back by itself for ever; it stops at 204, when it has the last event of a session that has ended. */
async function isOver(lastEventId: string | string[] | undefined, { log }: Services): Promise<boolean> {
  const place = typeof lastEventId === 'string' ? placeOf(lastEventId) : null;
  const head = place === null ? null : await log.head(place.sessionId);
  return head !== null && hasEnded(head.status) && head.lastSequence === place?.sequence;
}

interface Refused {
  status: 411 | 413;
  message: string;
}

function tooLarge(request: IncomingMessage, { maxBodyBytes, maxUploadBytes }: ServerOptions): Refused | null {
  if (request.method !== 'POST') return null;
  const upload = request.headers['content-type']?.startsWith('multipart/form-data') === true;
  const limit = upload ? maxUploadBytes + multipartExtraBytes : maxBodyBytes;
  const length = request.headers['content-length'];
  if (length === undefined) return { status: 411, message: 'The request has to say its length.' };
  return Number(length) > limit
    ? { status: 413, message: `The request has ${length} bytes, at most ${limit} are taken.` }
    : null;
}
