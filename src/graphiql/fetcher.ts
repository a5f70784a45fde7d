// Fetcher: how GraphiQL's operations reach the server. A subscription becomes the stream of its tab; everything else,
// with `@defer` and `@stream`, goes as GraphiQL's own fetcher sends it.

import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import type { SubscribePayload } from 'graphql-ws';
import { openStream } from './open-stream.ts';
import { operationOf } from './operation.ts';
import type { Result } from './stream.ts';
import { closeStream, keepStream, tabStreams } from './tab-streams.ts';
import { withToken } from './token.ts';

export function createFetcher(url: string): Fetcher {
  const plain = createGraphiQLFetcher({ url });
  return (params, options) => {
    const { query, variables } = params;
    const headers = options?.headers ?? {};
    const operation = operationOf(query, params.operationName ?? null);
    const name = operation?.name ?? params.operationName ?? null;
    if (operation?.kind !== 'subscription') {
      // GraphiQL itself asks, too, for the schema.
      if (name !== 'IntrospectionQuery') closeStream();
      // Without `documentAST`, which may still be that of the tab before.
      return plain({ ...params, operationName: name }, { headers: withToken(headers) });
    }
    const payload: SubscribePayload = {
      query,
      operationName: name,
      variables: variables as Record<string, unknown> | undefined,
    };
    return { subscribe: (sink) => subscribe(url, payload, headers, sink as unknown as Sink) };
  };
}

interface Sink {
  next(result: Result): void;
  complete(): void;
}

/** GraphiQL hears the first result, which ends its waiting, and the end: the list is what shows the others. */
function subscribe(url: string, payload: SubscribePayload, headers: Record<string, unknown>, sink: Sink) {
  let listening = true;
  let waiting = true;
  const { active } = tabStreams.getState();
  const stream = openStream(url, payload, headers, {
    next(result) {
      if (listening && waiting) sink.next(result);
      waiting = false;
    },
    end() {
      if (listening) sink.complete();
    },
  });
  keepStream(stream);
  // GraphiQL has one subscription for all tabs, and its button would stop this one in a tab that is opened meanwhile.
  const unwatch = tabStreams.subscribe((now) => {
    if (now.active === active) return;
    unwatch();
    const heard = listening;
    listening = false;
    if (heard) queueMicrotask(() => sink.complete());
  });
  return {
    unsubscribe() {
      listening = false;
      // It is called when the person stops it, and when they go to another tab; which of both is known a moment later.
      queueMicrotask(() => {
        if (tabStreams.getState().active === active) stream.stop();
      });
    },
  };
}
