// A client of the hub whose speed the test decides.

import type { Outlet } from '../../src/delivery/outlet.ts';

export const fail = (error: unknown) => {
  throw error;
};

export function createClient() {
  const texts: string[] = [];
  let waiting: ((room: 'room' | 'stalled' | 'gone') => void) | null = null;
  let room = true;
  const settle = (how: 'room' | 'stalled' | 'gone') => {
    const resolve = waiting;
    waiting = null;
    resolve?.(how);
  };
  const outlet: Outlet = {
    get room() {
      return room;
    },
    whenRoom: () =>
      room
        ? Promise.resolve('room')
        : new Promise((resolve) => {
            waiting = resolve;
          }),
    send(batch, _alone, anyway = false) {
      if (!room && !anyway) return false;
      texts.push(...batch.texts);
      return true;
    },
  };
  return {
    outlet,
    texts,
    stop() {
      room = false;
    },
    go() {
      room = true;
      settle('room');
    },
    stall: () => settle('stalled'),
  };
}

export const turn = () => new Promise((resolve) => setImmediate(resolve));
