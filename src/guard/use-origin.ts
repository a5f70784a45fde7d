// Origins: only pages of this server, and of origins that were allowed, may use it from a browser.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault } from '../base/fault.ts';
import type { Rule } from './guard.ts';

export interface OriginOptions {
  /** Such as https://app.example.com */
  allowedOrigins: readonly string[];
}

const publicFile = 'the same file for everybody';

export function useOrigin({ allowedOrigins }: OriginOptions): Rule {
  const allowed = new Set(allowedOrigins.map((one) => one.toLowerCase()));
  return {
    name: 'origin',
    doc: 'Browsers on pages of another origin (`ALLOWED_ORIGINS`).',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': true,
      raw: true,
      ingest: true,
      tickets: true,
      artifacts: true,
      page: publicFile,
      graphiql: publicFile,
      health: true,
      metrics: true,
    },
    request({ request, door }, response) {
      const { origin } = request.headers;
      response?.appendHeader('vary', 'Origin');
      if (origin === undefined) {
        // A link from elsewhere may lead to a download; nothing else is asked for by other sites.
        if (request.headers['sec-fetch-site'] !== 'cross-site' || door === 'artifacts') return;
        throw new Fault('ORIGIN_REFUSED', 'Other web sites may not use this server.');
      }
      if (isOwn(origin, request)) return;
      if (!allowed.has(origin.toLowerCase()))
        throw new Fault('ORIGIN_REFUSED', 'Pages of this origin may not use this server.');
      if (response !== null) allow(origin, response);
    },
  };
}

/** The host was checked before: it is one of the server's own names. */
function isOwn(origin: string, { headers }: IncomingMessage): boolean {
  const parsed = URL.parse(origin);
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.host === headers.host?.toLowerCase();
}

/** Without credentials: nobody is known by cookies here. */
function allow(origin: string, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-methods', 'GET, HEAD, POST');
  response.setHeader(
    'access-control-allow-headers',
    'authorization, content-type, graphql-require-preflight, idempotency-key, last-event-id',
  );
  response.setHeader('access-control-expose-headers', 'retry-after, content-disposition');
  response.setHeader('access-control-max-age', '600');
}
