// Decision closed: what was chosen, by whom and when.

import type { DecisionPartsFragment } from '../generated/graphql.ts';
import { closingOf } from './decision-words.ts';
import { LongWords } from './long-words.tsx';

interface DecisionClosedProps {
  decision: DecisionPartsFragment;
  /** An answer given here came after it. */
  late?: boolean;
}

export function DecisionClosed({ decision, late = false }: DecisionClosedProps) {
  const { how, chosen, by } = closingOf(decision);
  return (
    <div className="decision-closing">
      <span className="decision-mark" aria-hidden="true">
        {decision.outcome === 'ANSWERED' ? '✓' : decision.outcome === 'DEFAULTED' ? '↺' : '–'}
      </span>
      <div className="stack decision-closing-words">
        <LongWords text={chosen.length > 0 ? chosen.join(', ') : how} className="decision-chosen" />
        <p className="small soft words">{chosen.length > 0 ? `${how} ${by}` : by}</p>
        {decision.comment !== null && decision.comment !== '' && (
          <blockquote className="small decision-said">
            <LongWords text={decision.comment} />
          </blockquote>
        )}
        {late && <p className="small words">Your answer came after that, so it changes nothing.</p>}
      </div>
    </div>
  );
}
