// Doors: which door a request has come to. What is no other door is the page's, which also answers for what is not there.

import type { IncomingMessage } from 'node:http';
import { addressOf, type Door } from '../guard/guard.ts';

/**
 * A request as HTTP means it: of an address in full, the host there counts and not the header (RFC 9112, 3.2.2), and the
 * names of media types are written in any case (RFC 9110, 8.3.1).
 */
export function takeAsMeant(request: IncomingMessage): void {
  const { headers, url = '/' } = request;
  const full = /^https?:\/\//i.test(url) ? URL.parse(url) : null;
  if (full !== null) {
    headers.host = full.host;
    request.url = full.pathname + full.search;
  }
  const type = headers['content-type'];
  if (type !== undefined) headers['content-type'] = type.replace(/^[^;]*/, (name) => name.toLowerCase());
}

/** Of a plain HTTP request. `hasGraphiql`: browsers that ask for a page at /graphql get one. */
export function doorOf(request: IncomingMessage, hasGraphiql: boolean): Exclude<Door, 'graphql-ws' | 'raw'> {
  const { pathname: path } = addressOf(request);
  const accept = request.headers.accept ?? '';
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (path === '/graphql') {
    if (hasGraphiql && reads && accept.includes('text/html')) return 'graphiql';
    return accept.includes('text/event-stream') ? 'sse' : 'graphql';
  }
  if (path.startsWith('/graphiql/')) return 'graphiql';
  if (path.startsWith('/api/events/')) return 'ingest';
  if (path === '/api/tickets') return 'tickets';
  if (path.startsWith('/artifacts/')) return 'artifacts';
  if (path === '/healthz' || path === '/readyz') return 'health';
  return path === '/metrics' ? 'metrics' : 'page';
}

/** Of an upgrade to a WebSocket; null where there is none. */
export function socketDoorOf(request: IncomingMessage): 'graphql-ws' | 'raw' | null {
  const { pathname: path } = addressOf(request);
  if (path === '/graphql') return 'graphql-ws';
  return path === '/api/chat/ws' ? 'raw' : null;
}
