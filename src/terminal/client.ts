// The terminal's client: the public GraphQL API, and nothing else of the server.

import { basename } from 'node:path';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { TypedDocumentString } from './generated/graphql.ts';

export interface Client {
  query<T, V>(operation: TypedDocumentString<T, V>, variables: V): Promise<T>;
  upload(sessionId: string | null, path: string, bytes: Uint8Array): Promise<string>;
  /** The subscription's results; resumes after the last one when the connection breaks. */
  subscribe<T, V extends object>(operation: TypedDocumentString<T, V>, variables: V): AsyncIterable<T>;
  download(path: string): Promise<Uint8Array>;
  close(): void;
}

/** @throws an error in words when the server refuses or cannot be reached */
export function createTerminalClient(url: string, signal: AbortSignal): Client {
  const endpoint = `${url}/graphql`;
  const socket = createClient({
    url: endpoint.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    shouldRetry: () => true,
    retryAttempts: 20,
  });

  async function send<T>(init: RequestInit): Promise<T> {
    const response = await reach(endpoint, { ...init, method: 'POST', signal });
    const answer = await response.text();
    if (!/json/.test(response.headers.get('content-type') ?? ''))
      throw new Error(`no pip-stream answers at ${url}`);
    const { data, errors } = JSON.parse(answer) as { data: T; errors?: { message: string }[] };
    if (errors !== undefined) throw new Error(errors.map((error) => error.message).join('; '));
    return data;
  }

  return {
    query: (operation, variables) =>
      send({
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: operation.toString(), variables }),
      }),

    async upload(sessionId, path, bytes) {
      const query = `mutation ($sessionId: ID, $file: File!) {
        uploadDocument(sessionId: $sessionId, file: $file) {
          ... on DocumentUploaded { session { id } }
          ... on Fault { message }
        }
      }`;
      const form = new FormData();
      form.append('operations', JSON.stringify({ query, variables: { sessionId, file: null } }));
      form.append('map', JSON.stringify({ 0: ['variables.file'] }));
      form.append('0', new File([new Uint8Array(bytes)], basename(path)));
      const { uploadDocument } = await send<{
        uploadDocument: { session?: { id: string }; message?: string };
      }>({ headers: { 'graphql-require-preflight': 'true' }, body: form });
      if (uploadDocument.session === undefined) throw new Error(uploadDocument.message);
      return uploadDocument.session.id;
    },

    async *subscribe<T, V extends object>(operation: TypedDocumentString<T, V>, variables: V) {
      if (signal.aborted) return;
      // graphql-ws sends the same variables object again when it reconnects, so the place is kept in it.
      const place = { ...variables } as Record<string, unknown>;
      const results = socket.iterate<T>({ query: operation.toString(), variables: place });
      const stop = () => void results.return?.();
      signal.addEventListener('abort', stop, { once: true });
      try {
        for await (const { data, errors, extensions } of results) {
          if (errors !== undefined) throw new Error(errors.map((error) => error.message).join('; '));
          if (typeof (extensions as { cursor?: unknown } | undefined)?.cursor === 'string')
            place.after = (extensions as { cursor: string }).cursor;
          if (data != null) yield data as T;
        }
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },

    async download(path) {
      const response = await reach(new URL(path, url), { signal });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },

    close: () => void socket.dispose(),
  };
}

/** fetch says only that it failed; why is in the cause. */
async function reach(address: string | URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    const cause =
      error instanceof Error && error.cause instanceof Error
        ? `: ${error.cause.message || String((error.cause as { code?: string }).code)}`
        : '';
    throw new Error(`${String(address)} cannot be reached${cause}`);
  }
}
