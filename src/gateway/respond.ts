// Responding: JSON answers of the doors that are not GraphQL, in the shape that GraphQL clients understand.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultCode } from '../base/fault.ts';

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
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

/** Before an answer to a request whose body is not read on: the connection is of no use after it. */
export function readNoFurther(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('connection', 'close');
  request.resume();
  response.on('finish', () => setTimeout(() => request.destroy(), 1000).unref());
}
