// Pages: the built page as files. Nothing in it may run or be fetched that is not one of them.

import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { sendFault } from './respond.ts';

/** Answers when the path is one of the page's, and says whether it is. */
export type Pages = (path: string, request: IncomingMessage, response: ServerResponse) => boolean;

/** Of what is switched off. */
export const noPages: Pages = () => false;

/** What pages may do, besides what a page of ours may always do: nothing but files of this server. */
export function safetyOf(more: Record<string, string> = {}): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    ...more,
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([what, from]) => `${what} ${from}`)
      .join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}

/** Files with a hash in their names never change; which there are is looked up once, when the server starts. */
export function createFiles(folder: string, safety: Record<string, string>) {
  const serve = sirv(folder, {
    gzip: true,
    brotli: true,
    etag: true,
    setHeaders(response, path) {
      const lasting = path.startsWith('/assets/');
      response.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request: IncomingMessage, response: ServerResponse) => {
    // A browser puts the policy of a 304 in the place of the one that it kept.
    for (const [name, value] of Object.entries(safety)) response.setHeader(name, value);
    // Files are small, so they are given whole: sirv counts some ranges wrong.
    delete request.headers.range;
    // A file that is gone since the start, as after another build, ends this answer and not the server.
    response.once('pipe', (file) => file.once('error', () => response.destroy()));
    serve(request, response, () => sendFault(response, 404, 'NOT_FOUND', 'There is nothing here.'));
  };
}

/** Addresses inside the page: it reads them itself. */
const views = new Set(['/', '/inbox', '/learned']);
const isView = (path: string) => views.has(path) || path.startsWith('/sessions/');

/** Of a folder that `npm run build` has filled; until then it says so. */
export function createPages(folder: string): Pages {
  const serve = existsSync(join(folder, 'index.html')) ? createFiles(folder, safetyOf()) : null;
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
    serve(request, response);
    return true;
  };
}
