// Rules: what the manager goes by, besides the session.

import type { Agent } from '../agents/agent.ts';
import type { Brains } from '../brains/brains.ts';
import type { Understanding } from './intent.ts';

export interface ManagerRules {
  roster: readonly Agent[];
  /** Language models, where there are any. */
  brains: Pick<Brains, 'all'>;
  /** What a model made of instructions that the rules could not read, by workflow. */
  heard?: ReadonlyMap<string, Understanding>;
  /** How long a person has for an answer. */
  decisionTimeoutSeconds: number;
}
