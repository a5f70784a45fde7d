// Ingest: events of a manager elsewhere, POST /api/events/<session>.
//
// One envelope of the guide or many; each is checked by itself, a bad one is named, the others go in together.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault, type FaultCode, isFault, messageOf } from '../../base/fault.ts';
import type { Logger } from '../../base/logger.ts';
import type { Services } from '../../graphql/context.ts';
import type { Confine } from '../../guard/confined.ts';
import type { Visit } from '../../guard/guard.ts';
import { sendFault, sendJson } from '../respond.ts';
import { type BodyKind, bodyKindOf, isCutOff, readBody } from './body.ts';
import { checkItems, type Rejected } from './items.ts';
import { takeIn } from './take-in.ts';

export interface IngestOptions {
  services: Services;
  confine: Confine;
  maxIngestBytes: number;
  logger: Logger;
}

/** What became of a delivery. Sequences and cursor are null when nothing of it is in the log. */
export interface IngestResult {
  accepted: number;
  /** Events that were in the log before. */
  repeated: number;
  rejected: Rejected[];
  first_sequence: number | null;
  last_sequence: number | null;
  /** The place after what was appended; otherwise after the newest event. */
  cursor: string | null;
}

const statuses: Partial<Record<FaultCode, number>> = {
  INVALID_INPUT: 400,
  NOT_FOUND: 404,
  WORKFLOW_CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  SERVER_DRAINING: 503,
  STORAGE_UNAVAILABLE: 503,
};

const longestKey = 255;

/** Answers a request for /api/events/<session>; the guard has let in who brings them. */
export function createIngest(
  options: IngestOptions,
): (visit: Visit, request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { services, confine, maxIngestBytes, logger } = options;

  /** What can be told without the body. */
  function admit(encodedId: string, request: IncomingMessage): Admitted {
    if (request.method !== 'POST')
      throw new Refusal(405, 'INVALID_INPUT', 'Events are sent with POST.', { allow: 'POST' });
    if (services.draining.aborted) throw new Fault('SERVER_DRAINING', 'The server is closing.');
    const kind = bodyKindOf(request.headers);
    if (kind === null)
      throw new Refusal(
        415,
        'INVALID_INPUT',
        'Events are sent as application/json or application/x-ndjson, in UTF-8, not compressed.',
        { 'accept-post': 'application/json, application/x-ndjson' },
      );
    return { sessionId: sessionIdOf(encodedId), kind, key: keyOf(request.headers['idempotency-key']) };
  }

  return async (visit, request, response) => {
    try {
      const { sessionId, kind, key } = admit(visit.path.slice('/api/events/'.length), request);
      const body = await readBody(request, maxIngestBytes);
      const { items, rejected } = await checkItems(body, kind, sessionId);
      const result = await takeIn(confine(visit.identity!), sessionId, items, rejected, key);
      const inVain = result.accepted + result.repeated === 0;
      sendJson(response, inVain ? 422 : 200, result satisfies IngestResult);
    } catch (error) {
      if (isCutOff(request)) return logger.debug({ reason: messageOf(error) }, 'a delivery was cut off');
      if (!isFault(error)) throw error;
      if (error instanceof Refusal) for (const header of error.headers) response.setHeader(...header);
      refuse(response, error);
    }
  };
}

interface Admitted {
  sessionId: string;
  kind: BodyKind;
  key: string | null;
}

/** A fault with a status and headers of its own. */
class Refusal extends Fault {
  readonly status: number;
  readonly headers: [string, string][];

  constructor(status: number, code: FaultCode, message: string, headers: Record<string, string>) {
    super(code, message);
    this.status = status;
    this.headers = Object.entries(headers);
  }
}

function refuse(response: ServerResponse, fault: Fault): void {
  const status = fault instanceof Refusal ? fault.status : (statuses[fault.code] ?? 400);
  sendFault(response, status, fault.code, fault.message);
}

/** @throws INVALID_INPUT */
function sessionIdOf(encodedId: string): string {
  let id: string;
  try {
    id = decodeURIComponent(encodedId);
  } catch {
    throw new Fault('INVALID_INPUT', 'The session in the path is not UTF-8.');
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (id === '' || id.length > 128 || /[\u0000-\u001f\u007f/]/.test(id))
    throw new Fault(
      'INVALID_INPUT',
      'The session in the path has 1 to 128 characters, no control characters and no slash.',
    );
  return id;
}

/** @throws INVALID_INPUT */
function keyOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || header === '' || header.length > longestKey)
    throw new Fault('INVALID_INPUT', `An Idempotency-Key has 1 to ${longestKey} characters.`);
  return header;
}
