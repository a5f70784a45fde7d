// Rules: what the manager goes by, besides the session.

import type { Agent } from '../agents/agent.ts';
import type { Brains } from '../brains/brains.ts';

export interface ManagerRules {
  roster: readonly Agent[];
  /** Language models, where there are any. */
  brains: Pick<Brains, 'all'>;
  /** How long a person has for an answer. */
  decisionTimeoutSeconds: number;
}
