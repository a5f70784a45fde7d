// Inbox: what people are asked, over all sessions.

import '../asked/asked.css';
import './inbox.css';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { inbox } from '../../api/inbox.ts';
import type { DecisionPartsFragment } from '../../generated/graphql.ts';
import { DecisionList } from '../asked/decision-list.tsx';
import { KeyboardHelp } from '../asked/keyboard-help.tsx';
import { TellMe } from '../asked/tell-me.tsx';
import { SessionLink } from './session-link.tsx';

const above = (decision: DecisionPartsFragment) => <SessionLink decision={decision} />;
const nothing = 'Nobody is asked anything. What is asked in any session stands here.';

export default function Inbox() {
  const { open, closed } = useStore(inbox);
  const decisions = useMemo(() => [...(open ?? []), ...closed], [open, closed]);
  return (
    <div className="stack inbox">
      <div className="row apart">
        <h1>Inbox</h1>
        <TellMe />
      </div>
      {open === null ? (
        <p className="empty">One moment …</p>
      ) : (
        <>
          <h2 className="hidden-text">Open questions</h2>
          <DecisionList decisions={decisions} above={above} empty={nothing} />
          {open.length > 0 && <KeyboardHelp />}
        </>
      )}
    </div>
  );
}
