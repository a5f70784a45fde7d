// Inbox: what people are asked, over all sessions.

import { useStore } from 'zustand';
import { inbox } from '../../api/inbox.ts';
import { DecisionCard } from '../../components/decision-card.tsx';

export default function Inbox() {
  const open = useStore(inbox, (state) => state.open);
  return (
    <div className="stack">
      <h1>Inbox</h1>
      {open?.map((decision) => (
        <DecisionCard key={decision.id} decision={decision} />
      ))}
      {open?.length === 0 && <p className="empty">Nobody is asked anything.</p>}
    </div>
  );
}
