// SSE: a subscription over `fetch` that goes on where it was when its connection broke.
//
// A browser's EventSource does that by itself, but it sends no headers, and gives up at the first status that is not
// 200. This is for who needs more: headers, queries of any length, and coming back to a server that is being replaced.

import { createParser } from 'eventsource-parser';
import type { FormattedExecutionResult, Sink, SubscribePayload } from 'graphql-ws';
import { retryWaitMs, wait } from './wait.ts';

export interface SseRequest extends SubscribePayload {
  /** Where the server answers GraphQL. */
  url: string | URL;
  /** Asked for before each attempt; what it throws ends the subscription. */
  headers?: () => Record<string, string> | Promise<Record<string, string>>;
  /** Milliseconds without a byte after which the connection is taken for lost; the server's pings are 12 s apart. */
  silenceMs?: number;
  /** Milliseconds before another attempt after so many that failed. */
  retryWaitMs?: (retries: number) => number;
  fetch?: typeof globalThis.fetch;
}

/**
 * Tells each result once and in order, over as many connections as it takes, until the server says that the stream is
 * complete or, by 204, that nothing follows, or the returned function is called; `complete` is told then. Refusals that
 * another attempt would meet again end it with `error`: the GraphQL errors when there are any.
 */
export function subscribeOverSse<Data = Record<string, unknown>, Extensions = unknown>(
  request: SseRequest,
  sink: Sink<FormattedExecutionResult<Data, Extensions>>,
): () => void {
  const ending = new AbortController();
  follow(request, (result) => sink.next(result as never), ending.signal).then(
    () => sink.complete(),
    (error) => sink.error(error),
  );
  return () => ending.abort();
}

async function follow(
  request: SseRequest,
  tell: (result: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  let lastEventId: string | null = null;
  let complete = false;
  let retries = 0;
  const parser = createParser({
    onEvent({ id, event, data }) {
      if (complete || signal.aborted) return;
      if (event === 'complete') complete = true;
      if (event !== 'next') return;
      lastEventId = id ?? lastEventId;
      tell(JSON.parse(data));
    },
  });
  while (!signal.aborted) {
    const connection = watched(request.silenceMs ?? 30_000, signal);
    try {
      const response = await open(request, lastEventId, connection.signal);
      if (response?.status === 204) return;
      if (response !== null && isStream(response)) {
        retries = 0;
        parser.reset();
        for await (const text of textOf(response, connection.alive)) {
          parser.feed(text);
          if (complete) return;
        }
      } else if (response !== null && !passes(response.status)) throw await refusal(response);
    } finally {
      connection.end();
    }
    await wait((request.retryWaitMs ?? retryWaitMs)(retries++), signal);
  }
}

/** Null when there is no answer. */
async function open(
  request: SseRequest,
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<Response | null> {
  const { fetch = globalThis.fetch, query, variables, operationName, extensions } = request;
  const headers = {
    ...(await request.headers?.()),
    accept: 'text/event-stream',
    'content-type': 'application/json',
    ...(lastEventId !== null && { 'last-event-id': lastEventId }),
  };
  const body = JSON.stringify({ query, variables, operationName, extensions });
  return fetch(request.url, { method: 'POST', headers, body, signal }).catch(() => null);
}

/** Until the connection ends, however it ends. */
async function* textOf(response: Response, alive: () => void): AsyncGenerator<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const chunk = await reader.read().catch(() => null);
    if (chunk === null || chunk.done) return;
    alive();
    yield decoder.decode(chunk.value, { stream: true });
  }
}

/** A signal for one connection: given with the whole's, when it ends, and when it was silent for so long. */
function watched(silenceMs: number, whole: AbortSignal) {
  const ending = new AbortController();
  const end = () => ending.abort();
  let timer = setTimeout(end, silenceMs);
  whole.addEventListener('abort', end);
  return {
    signal: ending.signal,
    alive() {
      clearTimeout(timer);
      timer = setTimeout(end, silenceMs);
    },
    end() {
      clearTimeout(timer);
      whole.removeEventListener('abort', end);
      end();
    },
  };
}

function isStream(response: Response): boolean {
  return response.ok && response.headers.get('content-type')?.startsWith('text/event-stream') === true;
}

/** Whether another attempt may find it otherwise. */
function passes(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}

async function refusal(response: Response): Promise<unknown> {
  const body = (await response.json().catch(() => null)) as { errors?: unknown } | null;
  return body?.errors ?? new Error(`The server refused the subscription: HTTP ${response.status}.`);
}
