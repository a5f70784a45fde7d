// The server: one HTTP server with all doors.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { sendNodeResponse } from '@whatwg-node/server';
import { type PerMessageDeflateOptions, WebSocketServer } from 'ws';
import { Fault, isFault, messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import type { Hub } from '../delivery/hub.ts';
import type { OutboxLimits } from '../delivery/outbox.ts';
import type { Services } from '../graphql/context.ts';
import type { Confine } from '../guard/confined.ts';
import type { Door, Guard, Visit } from '../guard/guard.ts';
import type { DocumentOf } from '../guard/persisted-operations.ts';
import type { Tickets } from '../guard/tickets.ts';
import type { HealthChecks } from '../telemetry/health.ts';
import { serveArtifact } from './artifacts.ts';
import { goingAway } from './close-codes.ts';
import { connectionsAllowed, limitConnections } from './connections.ts';
import { doorOf, socketDoorOf, takeAsMeant } from './doors.ts';
import { createGraphiql } from './graphiql.ts';
import type { Doorway, Yoga } from './graphql.ts';
import { createGraphQLBody } from './graphql-body.ts';
import { createGraphQLWebSocket } from './graphql-ws.ts';
import { answerLive, answerReady } from './health.ts';
import { createIngest } from './ingest/ingest.ts';
import type { AnswerMetrics } from './metrics.ts';
import { createPages, noPages } from './pages.ts';
import { createRawWebSocket } from './raw/raw-socket.ts';
import { refuseRequest, refuseUpgrade } from './refuse.ts';
import { faultTold, sendFault } from './respond.ts';
import { serveTickets } from './serve-tickets.ts';

export interface ServerOptions {
  host: string;
  port: number;
  yoga: Yoga;
  services: Services;
  health: HealthChecks;
  metrics: AnswerMetrics;
  hub: Hub;
  guard: Guard;
  confine: Confine;
  tickets: Tickets;
  limits: OutboxLimits;
  keepAliveMs: number;
  /** Bytes from which WebSocket messages are compressed; null compresses none. */
  compressionThreshold: number | null;
  connectionInitMs: number;
  documentOf: DocumentOf;
  maxBodyBytes: number;
  maxMessageBytes: number;
  /** 0: as many as there are descriptors for. */
  maxConnections: number;
  maxHeaderBytes: number;
  headerSeconds: number;
  requestSeconds: number;
  maxUploadBytes: number;
  /** 0: three times `maxUploadBytes`. */
  uploadRoomBytes: number;
  uploadWaitSeconds: number;
  maxOperationsPerSocket: number;
  maxInstructionLength: number;
  maxIngestBytes: number;
  /** Of the built page. */
  pageFolder: string;
  graphiql: 'on' | 'off';
  /** Of the built GraphiQL. */
  graphiqlFolder: string;
  shutdownMs: number;
  logger: Logger;
}

export interface Server extends AsyncDisposable {
  /** Such as http://127.0.0.1:8000 */
  url: string;
}

/** Of one WebSocket message. */
const mostFragments = 64;
/** Pieces of the network's that one message may come in. */
const mostChunks = 16_384;
type Serve = (visit: Visit, request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Doors that answer although the server is full. */
const whatever: ReadonlySet<Door> = new Set(['health', 'metrics']);
/** Doors that take more than questions; each refuses by itself what it does not take. */
const writable: ReadonlySet<Door> = new Set(['graphql', 'sse', 'ingest', 'tickets']);

function destroy(this: Duplex): void {
  this.destroy();
}

function nothingHere(response: ServerResponse): void {
  sendFault(response, 404, 'NOT_FOUND', 'There is nothing here.');
}

/** For last words before connections are closed. */
const farewellMs = 200;
/** Of the time for closing, what is left to the log and everything else that closes after the doors. */
const afterwardsMs = 600;

export async function openServer(options: ServerOptions): Promise<Server> {
  const { host, port, yoga, services, logger } = options;

  const pages = createPages(options.pageFolder);
  const graphiql = options.graphiql === 'on' ? createGraphiql(options.graphiqlFolder) : noPages;
  const ingest = createIngest(options);
  const readGraphQLBody = createGraphQLBody(options);
  /** Open SSE responses: they end with the server, not by themselves. */
  const streams = new Set<ServerResponse>();

  const http = createServer(timesAndSizes(options), (request, response) => {
    serve(request, response).catch((error) => {
      logger.error({ err: error, url: request.url }, 'a request could not be served');
      if (!response.headersSent)
        sendFault(response, 500, 'STORAGE_UNAVAILABLE', 'The request could not be served.');
      else response.destroy();
    });
  });

  const connections = limitConnections(http, {
    most: Math.min(options.maxConnections || Number.POSITIVE_INFINITY, connectionsAllowed()),
    onRefused: () => services.tally.count('refused', 'connections'),
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.once('close', () => {
      const code = faultTold(response);
      if (code !== null) services.tally.count('faults', code);
    });
    takeAsMeant(request);
    const door = doorOf(request, options.graphiql === 'on');
    const visit = options.guard.visit(door, request);
    try {
      if (!whatever.has(door)) connections.admit(request);
      await visit.asRequest(response);
    } catch (error) {
      if (!isFault(error)) throw error;
      return refuseRequest(response, error);
    }
    // What is allowed is in the headers that the rule of origins has set.
    if (request.method === 'OPTIONS') response.writeHead(204, { allow: 'GET, HEAD, POST' }).end();
    else if (writable.has(door) || request.method === 'GET' || request.method === 'HEAD')
      await behind[door](visit, request, response);
    else nothingHere(response);
  }

  const behind: Record<Exclude<Door, 'graphql-ws' | 'raw'>, Serve> = {
    graphql: serveGraphQLRequest,
    async sse(visit, request, response) {
      if (services.draining.aborted) {
        response.setHeader('retry-after', Math.ceil(services.retryAfterMs() / 1000));
        return sendFault(response, 503, 'SERVER_DRAINING', 'The server is shutting down.');
      }
      streams.add(response);
      const open = services.tally.open('connections', 'sse');
      response.once('close', () => {
        streams.delete(response);
        open[Symbol.dispose]();
      });
      await serveGraphQLRequest(visit, request, response);
    },
    graphiql(visit, request, response) {
      if (!graphiql(visit.path, request, response)) nothingHere(response);
    },
    ingest,
    tickets: (visit, request, response) => serveTickets(request, response, visit, options.tickets),
    artifacts: (visit, request, response) =>
      serveArtifact(
        visit.path.slice('/artifacts/'.length),
        request,
        response,
        options.confine(visit.identity!),
      ),
    page(visit, request, response) {
      if (!pages(visit.path, request, response)) nothingHere(response);
    },
    health: (visit, _request, response) =>
      visit.path === '/healthz'
        ? answerLive(response)
        : answerReady(response, options.health, services.draining),
    metrics: (_visit, _request, response) => options.metrics(response),
  };

  /** Yoga's own listener writes to the console what goes wrong while it answers, a client that leaves included. */
  async function answer(request: IncomingMessage, response: ServerResponse, doorway: Doorway): Promise<void> {
    try {
      const context = { req: request, res: response, ...doorway };
      const result = await yoga.handleNodeRequestAndResponse(request, response, context);
      await sendNodeResponse(result, response, request, true);
    } catch (error) {
      if (!response.destroyed) throw error;
    }
  }

  async function serveGraphQLRequest(visit: Visit, request: IncomingMessage, response: ServerResponse) {
    if (request.method !== 'POST') return answer(request, response, { visit });
    try {
      const body = await readGraphQLBody(visit, request, response);
      if (body !== null) await answer(request, response, { visit, body });
    } catch (error) {
      if (!isFault(error)) throw error;
      refuseRequest(response, error);
    }
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageBytes,
    maxFragments: mostFragments,
    maxBufferedChunks: mostChunks,
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
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', destroy);
    upgrade(request, socket, head).catch((error) => {
      if (!isFault(error)) logger.error({ err: error }, 'a WebSocket could not be opened');
      refuseUpgrade(socket, isFault(error) ? error : new Fault('STORAGE_UNAVAILABLE', messageOf(error)));
    });
  });

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (services.draining.aborted) throw new Fault('SERVER_DRAINING');
    connections.admit(request);
    takeAsMeant(request);
    const door = socketDoorOf(request);
    if (door === null) throw new Fault('NOT_FOUND', 'There is nothing here.');
    const visit = options.guard.visit(door, request);
    await visit.asRequest(null);
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      (door === 'raw' ? serveRaw : serveGraphQL)(accepted, request, visit);
    });
  }

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
      const late = setTimeout(
        () => {
          for (const socket of sockets.clients) socket.terminate();
          http.closeAllConnections();
        },
        Math.max(options.shutdownMs - farewellMs - afterwardsMs, 0),
      );
      await closed;
      clearTimeout(late);
    },
  };
}

/** Who sends slowly, or sends headers without end, is answered 408 or 431 by Node. */
function timesAndSizes({ maxHeaderBytes, headerSeconds, requestSeconds }: ServerOptions) {
  return {
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: headerSeconds * 1000,
    requestTimeout: requestSeconds * 1000,
    connectionsCheckingInterval: 2000,
    // Other upgrades are passed over, as RFC 9110 (7.8) lets us: curl --http2 asks for h2c and takes an answer in HTTP/1.1.
    shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
  };
}

/** Each message by itself, both ways: nothing is kept per socket, and delivery can put frames of its own between. */
function compression(threshold: number | null): false | PerMessageDeflateOptions {
  if (threshold === null) return false;
  return { threshold, serverNoContextTakeover: true, clientNoContextTakeover: true };
}
