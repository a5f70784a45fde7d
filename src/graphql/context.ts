// Context: what every resolver is given.

import type { Agent } from '../agents/agent.ts';
import type { Clock } from '../base/clock.ts';
import type { Role } from '../base/role.ts';
import type { Tally } from '../base/tally.ts';
import type { Brains } from '../brains/brains.ts';
import type { Actor } from '../events/shapes.ts';
import type { Marks } from '../feed/marks.ts';
import type { LearnedTrades } from '../learned/learned.ts';
import type { Log } from '../log/log.ts';
import type { Sessions } from '../log/sessions.ts';
import type { Commands } from '../manager/commands.ts';
import type { Forks } from '../manager/forks.ts';
import type { Intake } from '../manager/intake.ts';
import type { Recommendations } from '../manager/recommendations.ts';
import type { Templates } from '../manager/templates.ts';
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
  templates: Templates;
  recommendations: Recommendations;
  forks: Forks;
  priceLists: PriceLists;
  roster: readonly Agent[];
  /** Language models, where there are any. */
  brains: Brains;
  clock: Clock;
  /** What is counted for metrics. */
  tally: Tally;
  /** Shuts out a token or a person of a tenant: one of the first two is null. */
  revoke(what: { tokenId: string | null; person: string | null; tenant: string | null }): void;
  /** Given when the server is about to close. */
  draining: AbortSignal;
  /** How far named subscribers have got. */
  marks: Marks;
  /** Milliseconds for a client to wait before it comes back to a server that closes; spread, so that not all come at once. */
  retryAfterMs(): number;
}

/** What who asks may do. */
export interface Access {
  tenant: string | null;
  roles: readonly Role[];
  /** Milliseconds since 1970; null never. */
  expiresAt: number | null;
}

export interface Context {
  services: Services;
  /** Who asks. */
  actor: Actor;
  /** Subscriptions are told together only when this is the same; null tells each by itself. */
  identity: string | null;
  access: Access;
  /** Where an EventSource was when its connection broke; it wins over `after`, which it sends unchanged. */
  lastEventId: string | null;
  /** Of a door that delivers by itself. */
  handover: Handover | null;
}
