// Context: what every resolver is given.

import type { Agent } from '../agents/agent.ts';
import type { Clock } from '../base/clock.ts';
import type { Actor } from '../events/shapes.ts';
import type { Marks } from '../feed/marks.ts';
import type { LearnedTrades } from '../learned/learned.ts';
import type { Log } from '../log/log.ts';
import type { Sessions } from '../log/sessions.ts';
import type { Commands } from '../manager/commands.ts';
import type { Intake } from '../manager/intake.ts';
import type { Estimates } from './estimates.ts';
import type { Handover } from './handover.ts';
import type { PriceLists } from './price-lists.ts';

export interface Services {
  log: Log;
  sessions: Sessions;
  commands: Commands;
  intake: Intake;
  estimates: Estimates;
  learned: LearnedTrades;
  priceLists: PriceLists;
  roster: readonly Agent[];
  clock: Clock;
  /** Given when the server is about to close. */
  draining: AbortSignal;
  /** How far named subscribers have got. */
  marks: Marks;
  /** Milliseconds for a client to wait before it comes back to a server that closes; spread, so that not all come at once. */
  retryAfterMs(): number;
}

export interface Context {
  services: Services;
  /** Who asks. */
  actor: Actor;
  /** Where an EventSource was when its connection broke; it wins over `after`, which it sends unchanged. */
  lastEventId: string | null;
  /** Of a door that delivers by itself. */
  handover: Handover | null;
}
