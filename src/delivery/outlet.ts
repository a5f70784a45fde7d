// Outlet: one subscriber's way out. A door makes one for each subscription.

import type { Batch } from './batch.ts';

export interface Outlet {
  /** False while the client has more to take than it should: it is told nothing more until it has. */
  readonly room: boolean;
  /** Resolves when there is room, when the client took nothing for too long, or when it is gone. */
  whenRoom(): Promise<'room' | 'stalled' | 'gone'>;
  /**
   * Writes at once, in order; false, and nothing is written, when there is no room. `alone`: nobody else is told this
   * batch. `anyway`: without looking for room.
   */
  send(batch: Batch, alone: boolean, anyway?: boolean): boolean;
}
