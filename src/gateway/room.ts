// Room: who does not take the answers is asked nothing more, and given up when they take none at all.

import type { WebSocket } from 'ws';
import type { Outbox } from '../delivery/outbox.ts';
import { tryAgainLater } from './close-codes.ts';

/** Resolves when there is room for an answer; false when the client is gone, or closed by this for taking nothing. */
export async function hasRoom(socket: WebSocket, outbox: Outbox): Promise<boolean> {
  const how = await outbox.whenRoom();
  if (how === 'stalled') socket.close(tryAgainLater, 'SLOW_CLIENT');
  return how === 'room';
}
