// Welcome: each message of a WebSocket is asked about before it is read.

import type { RawData, WebSocket } from 'ws';
import { isFault } from '../base/fault.ts';
import type { Visit } from '../guard/guard.ts';
import { refusalOf } from '../guard/refusals.ts';

/** False: the guard has refused the message, and the socket is closed; or it was, and its client talks on. */
export function isWelcome(socket: WebSocket, visit: Visit, data: RawData): boolean {
  if (socket.readyState !== socket.OPEN) return false;
  try {
    visit.message(sizeOf(data));
    return true;
  } catch (error) {
    if (!isFault(error)) throw error;
    socket.close(refusalOf(error.code).close, error.code);
    return false;
  }
}

function sizeOf(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, part) => sum + part.byteLength, 0) : data.byteLength;
}
