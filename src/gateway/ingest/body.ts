// Body: what is sent, whole and within its limit, or not at all.

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Fault } from '../../base/fault.ts';
import { readUpTo } from '../../base/read-up-to.ts';

export type BodyKind = 'json' | 'ndjson';

const kinds: Record<string, BodyKind> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
};

/** Null for what is not taken. */
export function bodyKindOf(headers: IncomingHttpHeaders): BodyKind | null {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.find((one) => one.trim().startsWith('charset='));
  if (charset !== undefined && !/^\s*charset="?utf-?8"?\s*$/.test(charset)) return null;
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return null;
  const name = type.trim();
  return Object.hasOwn(kinds, name) ? kinds[name]! : null;
}

/** Nothing is kept beyond the limit. @throws PAYLOAD_TOO_LARGE; an error of the connection when it was cut off */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new Fault('PAYLOAD_TOO_LARGE', `At most ${maxBytes} bytes are taken at once.`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  // The refusal is answered on this connection, so leaving it must not destroy it.
  return readUpTo(request.iterator({ destroyOnReturn: false }), maxBytes, tooLarge);
}

/** Whether the other side went away before it had sent all. */
export function isCutOff(request: IncomingMessage): boolean {
  return request.errored !== null || (request.destroyed && !request.complete);
}
