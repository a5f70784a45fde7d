// Decision list: cards in the order of their deadlines; j and k go from one to the next.

import { Fragment, memo, type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { noteDecision } from '../../api/inbox.ts';
import { useMay } from '../../api/may.ts';
import { serverNow } from '../../api/server-clock.ts';
import { useAnswering } from '../../components/answer-decision.ts';
import { DecisionCard } from '../../components/decision-card.tsx';
import { useKeys } from '../../components/decision-keys.ts';
import type { DecisionPartsFragment } from '../../generated/graphql.ts';
import { LookersOn } from '../access/lookers-on.tsx';
import { useShownDecisions } from './shown-decisions.ts';
import { askFor, wanted } from './wanted.ts';

interface DecisionListProps {
  /** Open ones are shown; those that are closed stay for a moment. */
  decisions: readonly DecisionPartsFragment[];
  /** What stands above a card. */
  above?: (decision: DecisionPartsFragment) => ReactNode;
  /** What stands under the list, with those that are not in it. */
  below?: (others: readonly DecisionPartsFragment[]) => ReactNode;
  /** What is said while there is nothing to show. */
  empty: string;
}

export const DecisionList = memo(function DecisionList({
  decisions,
  above,
  below,
  empty,
}: DecisionListProps) {
  const list = useRef<HTMLDivElement>(null);
  const mayAnswer = useMay('answerDecision');
  const onAnswer = useAnswering(noteDecision);
  const cards = () => [...(list.current?.querySelectorAll<HTMLElement>('.decision') ?? [])];
  const cardOf = (id: string) => cards().find((card) => card.dataset.decision === id);

  // Whoever has the focus in a card that leaves goes on at the next.
  const onLeave = useCallback((id: string) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('.decision') ?? [])];
    const at = all.findIndex((card) => card.dataset.decision === id);
    if (all[at]?.contains(document.activeElement) !== true) return;
    (all[at + 1] ?? all[at - 1] ?? list.current)?.focus();
  }, []);
  const shown = useShownDecisions(decisions, onLeave);

  const wantedId = useStore(wanted, ({ id }) => id);
  const isThere = wantedId !== null && shown.some(({ id }) => id === wantedId);
  useEffect(() => {
    if (!isThere || wantedId === null) return;
    const card = cardOf(wantedId);
    card?.focus();
    card?.scrollIntoView({ block: 'center' });
    askFor(null);
  });

  useKeys(list, ({ kind }) => {
    if (kind !== 'next' && kind !== 'previous') return false;
    const all = cards();
    const at = all.findIndex((card) => card.contains(document.activeElement));
    const next = all[at + (kind === 'next' ? 1 : -1)];
    if (at < 0 || next === undefined) return false;
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
    return true;
  });

  const others = useMemo(() => decisions.filter((one) => !shown.includes(one)), [decisions, shown]);
  return (
    <>
      <div ref={list} className="stack decision-list" tabIndex={-1}>
        {!mayAnswer && shown.length > 0 && <LookersOn what="Answering" change="answerDecision" />}
        {shown.map((decision) => (
          <Fragment key={decision.id}>
            {above?.(decision)}
            <DecisionCard decision={decision} onAnswer={mayAnswer ? onAnswer : null} now={serverNow} />
          </Fragment>
        ))}
        {shown.length === 0 && <p className="soft asked-quiet">{empty}</p>}
      </div>
      {below?.(others)}
    </>
  );
});
