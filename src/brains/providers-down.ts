// Providers down: which providers of models are left alone at the moment, for the health of the server.

import type { Brains } from './brains.ts';

/** In words for the operator; null when all may be asked. */
export function providersDown({ all, standingOf }: Pick<Brains, 'all' | 'standingOf'>): string | null {
  const down = new Map<string, string>();
  for (const brain of all) {
    const { openUntil, failuresInRow } = standingOf(brain);
    if (openUntil === null) continue;
    const until = new Date(openUntil).toISOString();
    down.set(
      brain.provider,
      `${brain.provider} failed ${failuresInRow} times in a row and is left alone until ${until}.`,
    );
  }
  return down.size === 0 ? null : [...down.values()].join(' ');
}
