// Acknowledged: how far a named subscriber is known to have got, from clients that know nothing of it.
//
// Every WebSocket client answers a ping with a pong of the same payload, after what it got before. So a ping follows
// what was written, says how far that went, and its pong proves receipt. One ping is under way at a time.

import type { WebSocket } from 'ws';
import type { Outlet } from '../delivery/outlet.ts';

let names = 0;

/** The same outlet; `confirmed` gets the sequence of what the client has. */
export function acknowledged(
  outlet: Outlet,
  socket: WebSocket,
  confirmed: (sequence: number) => void,
): Outlet & Disposable {
  const name = `${++names}`;
  let told = 0;
  let asked = 0;
  let isUnderWay = false;

  function ask() {
    if (isUnderWay || told <= asked || socket.readyState !== socket.OPEN) return;
    isUnderWay = true;
    asked = told;
    socket.ping(`${name} ${told}`);
  }

  function answered(payload: Buffer) {
    const [whose, sequence] = payload.toString('latin1').split(' ');
    if (whose !== name || Number(sequence) !== asked) return;
    isUnderWay = false;
    confirmed(asked);
    ask();
  }
  socket.on('pong', answered);

  return {
    get room() {
      return outlet.room;
    },
    whenRoom: () => outlet.whenRoom(),
    send(batch, alone, anyway) {
      if (!outlet.send(batch, alone, anyway)) return false;
      told = batch.lastSequence ?? told;
      ask();
      return true;
    },
    [Symbol.dispose]: () => void socket.off('pong', answered),
  };
}
