// Shown decisions: the open ones in order, with those that were closed a moment ago still in their places.

import { useEffect, useMemo, useState } from 'react';
import type { DecisionPartsFragment } from '../../generated/graphql.ts';
import { shownOf } from './decision-order.ts';

type Decision = DecisionPartsFragment;

/** So long a closed one stays where it was, to be read. */
const lingerMs = 6000;

/** `onLeave` is told before one leaves its place. */
export function useShownDecisions(decisions: readonly Decision[], onLeave: (id: string) => void): Decision[] {
  /** All that were shown as open and have not left yet. */
  const [staying, setStaying] = useState<ReadonlySet<string>>(new Set());
  const open = decisions.filter(({ status }) => status === 'OPEN');
  if (open.some(({ id }) => !staying.has(id))) setStaying(new Set([...staying, ...open.map(({ id }) => id)]));

  const closing = decisions
    .filter(({ id, status }) => status === 'CLOSED' && staying.has(id))
    .map(({ id }) => id)
    .join(' ');
  useEffect(() => {
    if (closing === '') return;
    const timer = setTimeout(() => {
      const leaving = new Set(closing.split(' '));
      for (const id of leaving) onLeave(id);
      setStaying((before) => new Set([...before].filter((id) => !leaving.has(id))));
    }, lingerMs);
    return () => clearTimeout(timer);
  }, [closing, onLeave]);

  return useMemo(() => shownOf(decisions, staying), [decisions, staying]);
}
