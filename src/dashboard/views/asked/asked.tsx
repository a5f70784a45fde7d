// Asked: the open decisions of this session, and a word to the manager.

import { DecisionCard } from '../../components/decision-card.tsx';
import { useShown } from '../../session/use-live-session.ts';

export function Asked() {
  const open = useShown().view.session.decisions.filter(({ status }) => status === 'OPEN');
  return (
    <div className="stack">
      <h2>Asked of you</h2>
      {open.map((decision) => (
        <DecisionCard key={decision.id} decision={decision} />
      ))}
      {open.length === 0 && <p className="soft">Nothing. The manager goes on by itself.</p>}
    </div>
  );
}
