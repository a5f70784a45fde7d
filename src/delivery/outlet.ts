// Outlet: one subscriber's way out. A door makes one for each subscription.

import type { Batch } from './batch.ts';
import type { Turn } from './turn.ts';

export interface Outlet {
  /** False while the client has more to take than it should: it is told nothing more until it has. */
  readonly room: boolean;
  /** Resolves when there is room, when the client took nothing for too long, or when it is gone. */
  whenRoom(): Promise<'room' | 'stalled' | 'gone'>;
  /** Writes in order; false, and nothing is written, when there is no room. */
  send(batch: Batch, how: How): boolean;
}

export interface How {
  /** Nobody else is told this batch. */
  alone: boolean;
  /** Without looking for room. */
  anyway: boolean;
  /** At its end; null for at once. */
  turn: Turn | null;
}
