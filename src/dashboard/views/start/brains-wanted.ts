// Brains wanted: which models a person prefers and what they may cost, and how that is said to the server.

import { moneyOf } from '../../components/words.ts';
import type { BudgetPolicy, StartWorkflowInput } from '../../generated/graphql.ts';

export interface BrainsWanted {
  /** As typed, in USD; empty for no limit. */
  limit: string;
  onExceeded: BudgetPolicy;
  /** Names of models by agent, `*` for all others; who is not named is left to the manager. */
  models: Readonly<Record<string, string>>;
}

export const noWish: BrainsWanted = { limit: '', onExceeded: 'ASK', models: {} };

/** For all agents that are not named. */
export const everyAgent = '*';
/** The rules in the server. */
export const noModel = 'local';

/** The amount as the server takes it: «1,50» and « $2 » are amounts too. What is none is left for the server to refuse. */
export const amountOf = (limit: string) => limit.replace(/[\s$]|USD/gi, '').replace(',', '.');

export function inputOf({ limit, onExceeded, models }: BrainsWanted): Partial<StartWorkflowInput> {
  return {
    ...(limit.trim() !== '' && { budget: { limit: amountOf(limit), currency: 'USD', onExceeded } }),
    ...(Object.keys(models).length > 0 && { models }),
  };
}

/** In a line: «gpt-5-mini, at most $2.00». */
export function wishWords({ limit, models }: BrainsWanted): string {
  const names = [...new Set(Object.values(models))].map((one) => (one === noModel ? 'rules only' : one));
  const chosen = names.length === 0 ? 'the manager chooses' : names.join(', ');
  const amount = Number(amountOf(limit));
  if (limit.trim() === '' || Number.isNaN(amount)) return chosen;
  return `${chosen}, at most ${moneyOf({ amount: amountOf(limit), currency: 'USD' })}`;
}
