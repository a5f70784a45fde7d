// Tickets: POST /api/tickets with { "path": … } gives one that lets a browser in where it cannot send headers.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { timestampOf } from '../base/clock.ts';
import { Fault, isFault } from '../base/fault.ts';
import type { Visit } from '../guard/guard.ts';
import type { Tickets } from '../guard/tickets.ts';
import { bodyKindOf, readBody } from './ingest/body.ts';
import { refuseRequest } from './refuse.ts';
import { sendJson } from './respond.ts';

const most = 2000;
const wanted = z.object({
  path: z
    .string()
    .regex(/^\/(graphql|api\/chat\/ws|artifacts\/[^/?#]{1,200})$/, 'of a stream or an artifact'),
});

export async function serveTickets(
  request: IncomingMessage,
  response: ServerResponse,
  { identity }: Visit,
  tickets: Tickets,
): Promise<void> {
  try {
    if (request.method !== 'POST' || bodyKindOf(request.headers) !== 'json')
      throw new Fault('INVALID_INPUT', 'Send { "path": … } with POST, as application/json.');
    const checked = wanted.safeParse(parse(await readBody(request, most)));
    if (!checked.success) throw new Fault('INVALID_INPUT', 'The path is that of a stream or an artifact.');
    const { ticket, expiresAt } = tickets.issue(identity!, checked.data.path);
    response.setHeader('cache-control', 'no-store');
    sendJson(response, 201, { ticket, expiresAt: timestampOf(expiresAt) });
  } catch (error) {
    if (!isFault(error)) throw error;
    refuseRequest(response, error);
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new Fault('INVALID_INPUT', 'It is not JSON.');
  }
}
