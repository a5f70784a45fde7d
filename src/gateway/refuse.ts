// Refusing: how the guard's faults are told over HTTP, before an upgrade, and to an open socket.

import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Fault } from '../base/fault.ts';
import { refusalOf } from '../guard/refusals.ts';
import { sendFault } from './respond.ts';

export function refuseRequest(response: ServerResponse, fault: Fault): void {
  const { status } = refusalOf(fault.code);
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  const wait = fault.detail.retryAfterSeconds;
  if (typeof wait === 'number') response.setHeader('retry-after', Math.ceil(wait));
  if (fault.code === 'SERVER_FULL') response.setHeader('connection', 'close');
  sendFault(response, status, fault.code, fault.message);
}

export function refuseUpgrade(socket: Duplex, { code, message }: Fault): void {
  const { status } = refusalOf(code);
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
