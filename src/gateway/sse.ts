// SSE: results as server-sent events; each one's `id:` is its cursor, so that a browser's EventSource resumes by itself.

import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Hub } from '../delivery/hub.ts';
import { Outbox, type OutboxLimits } from '../delivery/outbox.ts';
import type { Outlet } from '../delivery/outlet.ts';
import { cursorOf } from '../events/cursor.ts';
import { hasEnded } from '../events/session.ts';
import type { Services } from '../graphql/context.ts';
import type { Handover } from '../graphql/handover.ts';
import type { Visit } from '../guard/guard.ts';
import { createDeliver, type Deliver } from './deliver.ts';
import type { Doorway } from './graphql.ts';
import { sayWhy } from './leave.ts';

export interface SseOptions {
  hub: Hub;
  services: Services;
  limits: OutboxLimits;
  keepAliveMs: number;
  logger: Logger;
  /** What the context of a request was given. */
  handoverOf: (request: Request) => Handover | undefined;
}

export function useSse(options: SseOptions): Plugin {
  const deliver = createDeliver(options.hub, options.services.tally, options.logger);
  return {
    onResultProcess({ request, result, serverContext, setResultProcessor }) {
      const wanted = request.headers.get('accept')?.includes('text/event-stream') === true;
      if (!wanted || !isStream(result)) return;
      const subscription = options.handoverOf(request)?.subscription ?? null;
      const lastEventId = request.headers.get('last-event-id');
      const open = () => {
        const { visit, res } = serverContext as unknown as Doorway & { res: ServerResponse };
        const body =
          subscription === null ? pull(result, options, visit) : push(subscription, options, visit, deliver);
        // Else a client that left would be noticed only when it is told something.
        res.once('close', () => body.destroy());
        if (res.destroyed) body.destroy();
        return respond(body);
      };
      const comeBack = async ({ stream }: NonNullable<typeof subscription>) => {
        if (!(await hasAll(stream.sessionId, lastEventId!, options.services))) return open();
        void stream.return?.();
        return new Response(null, { status: 204 });
      };
      setResultProcessor(
        (() => (subscription === null || lastEventId === null ? open() : comeBack(subscription))) as never,
        'text/event-stream',
      );
    },
  };
}

/** An EventSource comes back by itself for ever; it stops at 204, when it has the last event of a session that has ended. */
async function hasAll(sessionId: string, lastEventId: string, { log }: Services): Promise<boolean> {
  const head = await log.head(sessionId);
  return head !== null && hasEnded(head.status) && lastEventId === cursorOf(sessionId, head.lastSequence);
}

type Stream = AsyncIterable<ExecutionResult>;

function isStream(result: unknown): result is Stream {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}

function respond(body: Readable): Response {
  const headers = {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  };
  return new Response(body as never, { headers });
}

/** A session's stream: told together with all that ask the same. */
function push(
  subscription: NonNullable<Handover['subscription']>,
  options: SseOptions,
  visit: Visit,
  deliver: Deliver,
): Readable {
  const { services } = options;
  const deliveries = new Set<Delivery>();
  const { body, outbox } = openBody(options, visit, deliveries, () => delivery[Symbol.dispose]());
  const delivery: Delivery = deliver(subscription, createSseOutlet(outbox), (how) => {
    // Without `complete` the client comes back: to another server, or when it takes things again.
    if (how === 'slow') body.destroy();
    else if (how === 'complete' && !services.draining.aborted) outbox.finish(completion);
  });
  deliveries.add(delivery);
  return body;
}

/** Any other stream. */
function pull(stream: Stream, options: SseOptions, visit: Visit): Readable {
  const iterator = stream[Symbol.asyncIterator]();
  const { body, outbox } = openBody(options, visit, new Set(), () => void iterator.return?.());
  void (async () => {
    for (;;) {
      if (!outbox.room && (await outbox.whenRoom()) !== 'room') return body.destroy();
      const { done, value } = await iterator.next();
      if (done === true) return outbox.finish(completion);
      const cursor = value.extensions?.cursor;
      outbox.write(Buffer.from(frame(JSON.stringify(value), typeof cursor === 'string' ? cursor : null)));
    }
  })().catch((error) => {
    options.logger.error({ err: error }, 'a stream failed');
    body.destroy();
  });
  return body;
}

function openBody(
  { services, limits, keepAliveMs }: SseOptions,
  visit: Visit,
  deliveries: ReadonlySet<Delivery>,
  closed: () => void,
) {
  const body = new Readable({
    highWaterMark: limits.softBytes,
    read: () => outbox.taken(),
    destroy(error, done) {
      clearInterval(pings);
      held[Symbol.dispose]();
      services.draining.removeEventListener('abort', onDraining);
      outbox[Symbol.dispose]();
      closed();
      done(error);
    },
  });
  const outbox = new BodyOutbox(body, limits, services.clock);
  // EventSource waits so long before it comes back.
  const onDraining = () => outbox.write(`retry: ${services.retryAfterMs()}\n: SERVER_DRAINING\n\n`);
  services.draining.addEventListener('abort', onDraining, { once: true });
  const pings = setInterval(() => outbox.room && outbox.write(':\n\n'), keepAliveMs).unref();
  // The last result names why; what waits before it is still told.
  const held = visit.stream((fault) => {
    const { code, message } = fault;
    void sayWhy(deliveries, fault).then(() => {
      // Without `complete`: with another token the client may come back to the same place.
      outbox.finish(frame(JSON.stringify({ errors: [{ message, extensions: { code } }] }), null));
      closed();
    });
  });
  // Some browsers show nothing before the first byte.
  body.push(':\n\n');
  return { body, outbox };
}

class BodyOutbox extends Outbox {
  private readonly body: Readable;
  private isOver = false;

  constructor(body: Readable, limits: OutboxLimits, clock: Clock) {
    super(limits, clock);
    this.body = body;
  }

  write(bytes: Buffer | string): void {
    if (this.isOpen) this.body.push(bytes);
  }

  /** Says the last words and ends. */
  finish(words: string): void {
    if (!this.isOpen) return;
    this.isOver = true;
    this.body.push(words);
    this.body.push(null);
  }

  protected get isOpen(): boolean {
    return !this.body.destroyed && !this.isOver;
  }

  protected get waiting(): number {
    return this.body.readableLength;
  }
}

function createSseOutlet(outbox: BodyOutbox): Outlet {
  return {
    get room() {
      return outbox.room;
    },
    whenRoom: () => outbox.whenRoom(),
    send(batch, _alone, anyway = false) {
      if (!anyway && !outbox.room) return false;
      const { texts, cursors } = batch;
      const make = () =>
        Buffer.from(texts.map((text, index) => frame(text, cursors[index] ?? null)).join(''));
      outbox.write(batch.once('sse', make));
      return true;
    },
  };
}

function frame(text: string, cursor: string | null): string {
  return `${cursor === null ? '' : `id: ${cursor}\n`}event: next\ndata: ${text}\n\n`;
}

const completion = 'event: complete\ndata:\n\n';
