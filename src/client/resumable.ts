// Resumable: a graphql-ws client whose subscriptions go on exactly where they were when their connection broke.
//
// graphql-ws sends the same payload object again when it reconnects. So each subscription gets variables of its own, in
// which `after` is the cursor of its newest result. What holds then, however connections end:
//   C1. Each event is told once, in order, with none left out.
//   C2. The caller's variables are not touched.

import type { Client, FormattedExecutionResult, Sink, SubscribePayload } from 'graphql-ws';
import { endSilentConnections, muteLostConnections } from './connection.ts';
import { iterate } from './iterate.ts';

export interface ResumableOptions {
  /** Milliseconds for the answer to a ping, for clients with `keepAlive`; after that the connection is made anew. */
  pongTimeoutMs?: number;
}

/**
 * The same client; use it instead of the one given, and wrap that once. A subscription resumes when its query declares
 * `$after` and hands it to the field it follows, `events` or `feed`; every other operation is passed on as it is, and
 * starts anew when its connection breaks. `feed` tells a snapshot whenever it starts, so also when it goes on.
 */
export function resumable(client: Client, { pongTimeoutMs = 5000 }: ResumableOptions = {}): Client {
  muteLostConnections(client);
  endSilentConnections(client, pongTimeoutMs);

  return {
    on: client.on,
    subscribe: (payload, sink) =>
      declaresAfter(payload) ? follow(client, ownVariables(payload), sink) : client.subscribe(payload, sink),
    iterate<Data, Extensions>(payload: SubscribePayload) {
      if (!declaresAfter(payload)) return client.iterate<Data, Extensions>(payload);
      const own = ownVariables(payload);
      return iterate<FormattedExecutionResult<Data, Extensions>>((sink) => follow(client, own, sink));
    },
    dispose: () => client.dispose(),
    terminate: () => client.terminate(),
  };
}

type OwnPayload = SubscribePayload & { variables: Record<string, unknown> };

function ownVariables(payload: SubscribePayload): OwnPayload {
  return { ...payload, variables: { ...payload.variables } };
}

/** Subscribes, and keeps the variables at the newest result that was told: none is after the end. */
function follow<Data, Extensions>(
  client: Client,
  payload: OwnPayload,
  sink: Sink<FormattedExecutionResult<Data, Extensions>>,
): () => void {
  let over = false;
  const unsubscribe = client.subscribe<Data, Extensions>(payload, {
    next(result) {
      if (over) return;
      const { cursor } = (result.extensions ?? {}) as { cursor?: unknown };
      if (typeof cursor === 'string') payload.variables.after = cursor;
      sink.next(result);
    },
    error: (error) => sink.error(error),
    complete: () => sink.complete(),
  });
  return () => {
    over = true;
    unsubscribe();
  };
}

function declaresAfter({ query }: SubscribePayload): boolean {
  return /\$after\s*:/.test(query);
}
