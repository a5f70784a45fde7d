// Artifacts: results to take away, each at its own address.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { isForeign } from '../events/session.ts';
import { orNull } from '../graphql/session.ts';
import type { Log } from '../log/log.ts';
import type { Sessions } from '../log/sessions.ts';
import { sendFault } from './respond.ts';

/** Answers GET /artifacts/<id>. Always offered as a download: what is in it came from outside. */
export async function serveArtifact(
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
  { log, sessions }: { log: Log; sessions: Sessions },
): Promise<void> {
  const sessionId = await log.find(id);
  const session = sessionId === null ? null : await sessions.get(sessionId);
  const found = session?.artifacts.find((one) => one.id === id);
  if (found === undefined) return sendFault(response, 404, 'NOT_FOUND', 'There is no such artifact.');
  const etag = `"${found.sha256}"`;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  // The content of an artifact of a manager elsewhere is elsewhere, too; and a hash that it names is no key to what is here.
  const isElsewhere = session?.workflows.some((one) => one.id === found.workflowId && isForeign(one));
  const bytes = isElsewhere === true ? null : await log.getBlob(found.sha256).catch(orNull);
  if (bytes === null) return sendFault(response, 404, 'NOT_FOUND', 'Its content is not on this server.');
  const plain = found.name.replace(/[^\w. -]/g, '_');
  response.writeHead(200, {
    'content-type': found.mediaType,
    'content-length': bytes.byteLength,
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(found.name)}`,
    'x-content-type-options': 'nosniff',
    // Asked for with a ticket there is no Authorization, which would keep it out of caches that are shared.
    'cache-control': 'private, no-cache',
    etag,
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
