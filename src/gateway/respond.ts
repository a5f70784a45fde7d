// Responding: JSON answers of the doors that are not GraphQL, in the shape that GraphQL clients understand.

import type { ServerResponse } from 'node:http';
import type { FaultCode } from '../base/fault.ts';

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  // A client that stops sending when it has the answer has to open another connection.
  if (!response.req.complete) response.setHeader('connection', 'close');
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  if (response.req.complete) response.end(text);
  else {
    response.write(text);
    endWhenSent(response);
  }
}

const told = new WeakMap<ServerResponse, FaultCode>();

/** The fault that was sent; null when none was. */
export function faultTold(response: ServerResponse): FaultCode | null {
  return told.get(response) ?? null;
}

export function sendFault(response: ServerResponse, status: number, code: FaultCode, message: string): void {
  told.set(response, code);
  sendJson(response, status, { errors: [{ message, extensions: { code } }] });
}

/** How long somebody who has the answer may go on sending. */
const lingerMs = 2000;

/**
 * Ends an answer that is told already when the request has come to its end, which nobody looks at. Whoever closes sooner
 * resets the connection, and a client that still sends never reads the answer.
 */
function endWhenSent(response: ServerResponse): void {
  const { req: request } = response;
  const late = setTimeout(() => request.destroy(), lingerMs);
  const end = () => {
    clearTimeout(late);
    response.end();
  };
  request.resume().once('end', end).once('close', end);
}
