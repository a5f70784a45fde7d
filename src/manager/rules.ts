// Rules: what the manager goes by, besides the session.

import type { Agent } from '../agents/agent.ts';

export interface ManagerRules {
  roster: readonly Agent[];
  /** How long a person has for an answer. */
  decisionTimeoutSeconds: number;
}
