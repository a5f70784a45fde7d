// Asked: the open decisions of this session, those that are answered, and a word to the manager.

import './asked.css';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { inbox } from '../../api/inbox.ts';
import { DecisionCard } from '../../components/decision-card.tsx';
import type { DecisionPartsFragment } from '../../generated/graphql.ts';
import { hasEnded } from '../../session/status.ts';
import { useShown } from '../../session/use-live-session.ts';
import { Answered } from './answered.tsx';
import { Chat } from './chat.tsx';
import { DecisionList } from './decision-list.tsx';
import { shownOf, withClosed } from './decision-order.ts';
import { KeyboardHelp } from './keyboard-help.tsx';
import { TellMe } from './tell-me.tsx';
import { askForAddressed } from './wanted.ts';

export function Asked() {
  const { at } = useShown();
  useEffect(askForAddressed, []);
  return (
    <div className="asked">
      <div className="asked-columns">
        <section className="stack" aria-labelledby="asked-head">
          <h2 id="asked-head">Asked of you</h2>
          {at === null ? <AskedNow /> : <AskedThen />}
        </section>
        <Chat />
      </div>
    </div>
  );
}

function AskedNow() {
  const { view } = useShown();
  const closed = useStore(inbox, (state) => state.closed);
  const told = view.session.decisions;
  const decisions = useMemo(() => withClosed(told, closed), [told, closed]);
  const workflow = view.session.currentWorkflow;
  const quiet =
    workflow === null
      ? 'Nothing was started here yet, so nothing is asked.'
      : hasEnded(workflow.status)
        ? 'Nothing is open.'
        : 'Nothing now. The manager goes on by itself, and asks here when it needs you.';
  return <DecisionList decisions={decisions} below={below} empty={quiet} />;
}

const below = (others: readonly DecisionPartsFragment[]) => (
  <>
    <div className="row asked-tools">
      <TellMe />
      <KeyboardHelp />
    </div>
    <Answered decisions={others} />
  </>
);

const nobody: ReadonlySet<string> = new Set();

function AskedThen() {
  const { view, goTo } = useShown();
  const { decisions } = view.session;
  const open = useMemo(() => shownOf(decisions, nobody), [decisions]);
  return (
    <>
      <div className="notice row apart">
        <p>This is how it was. What is past cannot be answered.</p>
        <button type="button" className="button small" onClick={() => goTo(null)}>
          Back to now
        </button>
      </div>
      {open.map((decision) => (
        <DecisionCard key={decision.id} decision={decision} />
      ))}
      {open.length === 0 && <p className="soft asked-quiet">Nothing was open at that moment.</p>}
      <Answered decisions={decisions} />
    </>
  );
}
