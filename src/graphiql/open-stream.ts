// Open stream: one subscription over a WebSocket of its own, which comes back by itself and then loses nothing.

import { createClient, type SubscribePayload } from 'graphql-ws';
import { recommended, renewable, resumable } from '../client/index.ts';
import { createDecisions, type Decisions } from './decisions.ts';
import { createStream, type Result, type Stream } from './stream.ts';
import { access, goesByToken, letIn, refused as refusedToken, tokenNow, withToken } from './token.ts';

export interface OpenStream extends Stream {
  decisions: Decisions;
  /** Says whether anything may still come. */
  isOpen(): boolean;
  /** What was told stays. */
  stop(): void;
}

export interface Listener {
  next(result: Result): void;
  end(): void;
}

/** `headers` of the tab are the connection's parameters, as GraphiQL's own transport has it. */
export function openStream(
  url: string,
  payload: SubscribePayload,
  headers: Record<string, unknown>,
  listener: Listener,
): OpenStream {
  const stream = createStream();
  let open = true;
  /** The server ends a subscription that it refuses with a result that says why. */
  let refused = false;

  const address = new URL(url, location.href).href.replace(/^http/, 'ws');
  const byToken = goesByToken(headers);
  /** With which the newest connection was begun, or what it was shown since. */
  let shown: string | null = null;
  const socket = createClient({
    ...recommended,
    async url() {
      if (byToken) await letIn();
      return address;
    },
    connectionParams() {
      shown = tokenNow();
      return withToken(headers);
    },
  });
  const renewing = renewable(socket);
  const client = resumable(socket);
  const unwatch = access.subscribe((now) => {
    if (!byToken || now.state !== 'in' || now.token === null || now.token === shown) return;
    shown = now.token;
    void renewing.renew(now.token);
  });
  const decisions = createDecisions(url, headers, client);
  client.on('connected', (_socket, _payload, again) => {
    if (open) stream.setPhase('live');
    if (again) decisions.askAgain();
  });
  client.on('closed', (event) => {
    const { code, reason } = event as CloseEvent;
    if (code === 4403 && byToken) refusedToken(reason === 'Forbidden' ? 'UNAUTHENTICATED' : reason, shown);
    if (open) stream.setPhase('reconnecting');
  });

  function end(phase: 'complete' | 'stopped' | 'failed'): void {
    if (!open) return;
    open = false;
    stream.setPhase(phase);
    listener.end();
    unsubscribe();
    unwatch();
    void client.dispose();
  }

  const unsubscribe = client.subscribe<Record<string, unknown>>(payload, {
    next(result) {
      if (!open) return;
      refused = result.data == null && result.errors !== undefined;
      stream.receive(result);
      listener.next(result);
    },
    error(error) {
      if (open) stream.receive({ errors: errorsOf(error) });
      end('failed');
    },
    complete: () => end(refused ? 'failed' : 'complete'),
  });

  return { ...stream, decisions, isOpen: () => open, stop: () => end('stopped') };
}

/** GraphQL's own, a close event, or whatever else went wrong. */
function errorsOf(error: unknown): { message: string }[] {
  if (Array.isArray(error)) return error as { message: string }[];
  if (error instanceof CloseEvent)
    return [{ message: `The connection was closed: ${error.code} ${error.reason}`.trim() }];
  return [{ message: error instanceof Error ? error.message : 'The subscription failed.' }];
}
