// Pages: the built page as files. Nothing in it may run or be fetched that is not one of them.

import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { sendFault } from './respond.ts';

/** Answers when the path is one of the page's, and says whether it is. */
export type Pages = (path: string, request: IncomingMessage, response: ServerResponse) => boolean;

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const safety = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** Addresses inside the page: it reads them itself. */
const isView = (path: string) => path === '/' || path === '/inbox' || path.startsWith('/sessions/');

/** Of a folder that `npm run build` has filled; until then it says so. */
export function createPages(folder: string): Pages {
  // Files with a hash in their names never change, so they are read once, when the server starts.
  const serve = existsSync(join(folder, 'index.html'))
    ? sirv(folder, {
        gzip: true,
        brotli: true,
        etag: true,
        setHeaders(response, path) {
          for (const [name, value] of Object.entries(safety)) response.setHeader(name, value);
          const lasting = path.startsWith('/assets/');
          response.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
        },
      })
    : null;
  return (path, request, response) => {
    if (!isView(path) && !path.startsWith('/assets/')) return false;
    if (serve === null) {
      sendFault(
        response,
        503,
        'PAGE_NOT_BUILT',
        'The page was not built: npm run build. The API is at /graphql.',
      );
      return true;
    }
    if (isView(path)) request.url = '/';
    serve(request, response, () => sendFault(response, 404, 'NOT_FOUND', 'There is nothing here.'));
    return true;
  };
}
