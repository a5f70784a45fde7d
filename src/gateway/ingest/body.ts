// Body: what is sent, whole and within its limit, or not at all.

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Fault } from '../../base/fault.ts';

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
  const chunks: Buffer[] = [];
  let size = 0;
  // The refusal is answered on this connection, so leaving the loop must not destroy it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Whether the other side went away before it had sent all. */
export function isCutOff(request: IncomingMessage): boolean {
  return request.errored !== null || (request.destroyed && !request.complete);
}
