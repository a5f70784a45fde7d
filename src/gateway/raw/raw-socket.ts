// The raw WebSocket: the streaming guide's own protocol, one socket at a time.
//
//   R1. Messages are dealt with one after the other, in the order they came.
//   R2. A message that cannot be taken is answered by an `error` frame; the socket and what it follows go on.
//   R3. Whoever sends faster than is dealt with, or does not take what is sent, is not read from meanwhile.

import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { Fault, isFault, messageOf } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import type { Logger } from '../../base/logger.ts';
import { bare } from '../../delivery/frames.ts';
import type { Hub } from '../../delivery/hub.ts';
import type { OutboxLimits } from '../../delivery/outbox.ts';
import type { Services } from '../../graphql/context.ts';
import type { Confine } from '../../guard/confined.ts';
import type { Visit } from '../../guard/guard.ts';
import { refusalOf } from '../../guard/refusals.ts';
import { forbidden, tryAgainLater } from '../close-codes.ts';
import { createKeepAlive } from '../keep-alive.ts';
import { SocketOutbox } from '../socket-outbox.ts';
import { SocketOutlet } from '../socket-outlet.ts';
import { isWelcome } from '../welcome.ts';
import { createDesk, type Desk, placeAt } from './desk.ts';
import { createFollowings } from './followings.ts';
import { type About, errorFrame, features, frame } from './frames.ts';
import { createInbox } from './inbox.ts';
import { checkMessage, type Message, readMessage } from './incoming.ts';
import { startShowing } from './showing.ts';

export interface RawWebSocketOptions {
  hub: Hub;
  services: Services;
  confine: Confine;
  limits: OutboxLimits;
  keepAliveMs: number;
  /** Characters; null compresses nothing. */
  compressionThreshold: number | null;
  maxFollowed: number;
  maxTextLength: number;
  logger: Logger;
}

/** Refused messages of one socket that are logged; the others are only answered. */
const mostLogged = 10;

/** Serves one accepted socket. */
export function createRawWebSocket(
  options: RawWebSocketOptions,
): (socket: WebSocket, request: IncomingMessage, visit: Visit) => void {
  const { hub, services, limits, confine, keepAliveMs, maxFollowed, maxTextLength, logger } = options;
  const { clock, draining } = services;
  const keepAlive = createKeepAlive(keepAliveMs);

  return (socket, request, visit) => {
    const connectionId = newId('connection');
    const parts = new DisposableStack();
    parts.use(services.tally.open('connections', 'raw'));
    const outbox = parts.use(new SocketOutbox(socket, request.socket, limits, clock));
    const enqueue = createInbox(socket, outbox);
    let desk: Desk | null = null;
    let logged = 0;

    function send(text: string) {
      if (socket.readyState === socket.OPEN) socket.send(text);
    }

    function tell(type: string, sessionId: string | null, data: object, sequence?: number) {
      send(frame(type, sessionId, clock.now(), data, placeAt(sessionId, sequence)));
    }

    function tellError(error: unknown, about: About) {
      if (isFault(error) && logged++ < mostLogged) {
        // Not its words: they may quote what was sent.
        const { code } = error;
        logger.info({ connectionId, type: about.type, code }, 'a message was refused');
      }
      send(errorFrame(error, about, clock.now(), logger, services.tally));
    }

    const asked = visit.parameters;
    const first = asked.get('session_id');

    /** What is there for whoever was let in, with what they may see. */
    function openDesk(): Desk {
      const own = confine(visit.identity!);
      const followings = parts.use(
        createFollowings({
          hub,
          services: own,
          logger,
          outlet: new SocketOutlet(outbox, bare, options.compressionThreshold),
          max: maxFollowed,
          onSlow: () => socket.close(tryAgainLater, 'SLOW_CLIENT'),
          onLost: (sessionId, error) => tellError(error, { type: 'subscribe', sessionId }),
        }),
      );
      const showing = parts.use(
        startShowing({
          log: own.log,
          clock,
          followings,
          enqueue: (work) => enqueue(work, (error) => tellError(error, { type: null, sessionId: null })),
        }),
      );
      return createDesk({
        services: () => confine(visit.identity!),
        visit,
        followings,
        maxTextLength,
        tell,
        named: showing.end,
      });
    }

    function take(about: About, check: () => Message) {
      const fail = (error: unknown) => tellError(error, about);
      void enqueue(async () => desk?.handle(check(), fail), fail);
    }

    const farewell = () => tell('server_draining', null, { retry_after_ms: services.retryAfterMs() });
    draining.addEventListener('abort', farewell);
    parts.defer(() => draining.removeEventListener('abort', farewell));
    parts.use(keepAlive(socket, request.socket));
    socket.on('message', (data, isBinary) => {
      if (!isWelcome(socket, visit, data)) return;
      const { about, check } = isBinary ? binary : readMessage(String(data));
      take(about, check);
    });
    // A malformed frame: ws closes this socket with the code for it, and no other is touched.
    socket.on('error', (error) =>
      logger.debug({ connectionId, reason: messageOf(error) }, 'a WebSocket failed'),
    );
    socket.once('close', () => parts.dispose());

    async function admit() {
      try {
        await visit.connect(Object.fromEntries(asked));
      } catch (error) {
        if (!isFault(error))
          logger.error({ connectionId, err: error }, 'a client could not be authenticated');
        if (isFault(error) && error.code !== 'UNAUTHENTICATED')
          return socket.close(refusalOf(error.code).close, error.code);
        return socket.close(forbidden, 'Forbidden');
      }
      if (parts.disposed) return;
      parts.use(
        visit.stream((fault) => {
          tellError(fault, { type: null, sessionId: null });
          socket.close(refusalOf(fault.code).close, fault.code);
        }),
      );
      desk = openDesk();
      tell('connection_established', first, { connection_id: connectionId, features });
    }
    void enqueue(admit, (error) => tellError(error, { type: null, sessionId: null }));
    if (first !== null) {
      const wanted = { types: listOf(asked, 'types'), agents: listOf(asked, 'agents') };
      const fields = { session_id: first, after: asked.get('after'), ...wanted };
      take({ type: 'subscribe', sessionId: first }, () => checkMessage('subscribe', fields));
    }
  };
}

const binary = {
  about: { type: null, sessionId: null },
  check(): Message {
    throw new Fault('INVALID_INPUT', 'A frame is text, not binary.');
  },
};

/** `?types=a,b` or `?types=a&types=b`; null when it is not there. */
function listOf(asked: URLSearchParams, name: string): string[] | null {
  return asked.has(name) ? asked.getAll(name).flatMap((one) => one.split(',')) : null;
}
