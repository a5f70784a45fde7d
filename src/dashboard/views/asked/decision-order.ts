// Decision order: which decisions are shown, and in what order.

import { byDeadline } from '../../components/decision-words.ts';
import type { DecisionPartsFragment } from '../../generated/graphql.ts';

type Decision = DecisionPartsFragment;

/** With what is known to be closed by now, in place of what is said to be open. */
export function withClosed(decisions: readonly Decision[], closed: readonly Decision[]): readonly Decision[] {
  if (closed.length === 0) return decisions;
  const byId = new Map(closed.map((one) => [one.id, one]));
  return decisions.map((one) => (one.status === 'OPEN' ? (byId.get(one.id) ?? one) : one));
}

/** `lingering`: the ids that were shown as open and may stay a moment longer. */
export function shownOf(decisions: readonly Decision[], lingering: ReadonlySet<string>): Decision[] {
  return decisions.filter(({ id, status }) => status === 'OPEN' || lingering.has(id)).sort(byDeadline);
}
