// SSE: results as server-sent events; each one's `id:` is its cursor, so that a browser's EventSource resumes by itself.

import { Readable } from 'node:stream';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from '../base/logger.ts';
import type { Hub } from '../delivery/hub.ts';
import { Outbox, type OutboxLimits } from '../delivery/outbox.ts';
import type { Outlet } from '../delivery/outlet.ts';
import type { Services } from '../graphql/context.ts';
import type { Handover } from '../graphql/handover.ts';
import { deliver } from './deliver.ts';

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
  return {
    onResultProcess({ request, result, setResultProcessor }) {
      const wanted = request.headers.get('accept')?.includes('text/event-stream') === true;
      if (!wanted || !isStream(result)) return;
      const subscription = options.handoverOf(request)?.subscription ?? null;
      setResultProcessor(
        (() => respond(subscription === null ? pull(result, options) : push(subscription, options))) as never,
        'text/event-stream',
      );
    },
  };
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
function push(subscription: NonNullable<Handover['subscription']>, options: SseOptions): Readable {
  const { hub, services, logger } = options;
  const { body, outbox } = openBody(options, () => delivery[Symbol.dispose]());
  const delivery = deliver(hub, subscription, createSseOutlet(outbox), logger);
  void delivery.over.then((how) => {
    // Without `complete` the client comes back: to another server, or when it takes things again.
    if (how === 'slow') body.destroy();
    else if (how === 'complete' && !services.draining.aborted) end(body);
  });
  return body;
}

/** Any other stream. */
function pull(stream: Stream, options: SseOptions): Readable {
  const iterator = stream[Symbol.asyncIterator]();
  const { body, outbox } = openBody(options, () => void iterator.return?.());
  void (async () => {
    for (;;) {
      if (!outbox.room && (await outbox.whenRoom()) !== 'room') return body.destroy();
      const { done, value } = await iterator.next();
      if (done === true) return end(body);
      const cursor = value.extensions?.cursor;
      outbox.write(Buffer.from(frame(JSON.stringify(value), typeof cursor === 'string' ? cursor : null)));
    }
  })().catch((error) => {
    options.logger.error({ err: error }, 'a stream failed');
    body.destroy();
  });
  return body;
}

function openBody({ services, limits, keepAliveMs }: SseOptions, closed: () => void) {
  let taken = () => {};
  const body = new Readable({
    highWaterMark: limits.softBytes,
    read: () => taken(),
    destroy(error, done) {
      clearInterval(pings);
      services.draining.removeEventListener('abort', onDraining);
      outbox[Symbol.dispose]();
      closed();
      done(error);
    },
  });
  const outbox = new Outbox(
    {
      get isOpen() {
        return !body.destroyed && !body.readableEnded;
      },
      get waiting() {
        return body.readableLength;
      },
      write: (bytes) => void body.push(bytes),
      onTaken(callback) {
        taken = callback;
      },
    },
    limits,
    services.clock,
  );
  // EventSource waits so long before it comes back.
  const onDraining = () => void body.push(`retry: ${services.retryAfterMs()}\n: SERVER_DRAINING\n\n`);
  services.draining.addEventListener('abort', onDraining, { once: true });
  const pings = setInterval(() => outbox.room && body.push(':\n\n'), keepAliveMs).unref();
  // Some browsers show nothing before the first byte.
  body.push(':\n\n');
  return { body, outbox };
}

function createSseOutlet(outbox: Outbox): Outlet {
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

function end(body: Readable): void {
  body.push('event: complete\ndata:\n\n');
  body.push(null);
}
