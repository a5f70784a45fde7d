// Answered: the decisions that are closed, the newest first, folded.

import { memo, useState } from 'react';
import { DecisionClosed } from '../../components/decision-closed.tsx';
import { LongWords } from '../../components/long-words.tsx';
import type { DecisionPartsFragment } from '../../generated/graphql.ts';
import { WhatIf } from './what-if.tsx';

const perPage = 20;

export const Answered = memo(function Answered({
  decisions,
}: {
  decisions: readonly DecisionPartsFragment[];
}) {
  const [pages, setPages] = useState(1);
  const closed = decisions
    .filter(({ status }) => status === 'CLOSED')
    .sort((a, b) => (b.answeredAt ?? '').localeCompare(a.answeredAt ?? ''));
  if (closed.length === 0) return null;
  return (
    <details className="asked-answered">
      <summary>
        Answered <span className="number">({closed.length})</span>
      </summary>
      <ul className="stack">
        {closed.slice(0, pages * perPage).map((decision) => (
          <li key={decision.id} className="stack asked-answered-one">
            <LongWords text={decision.prompt} className="small" />
            <DecisionClosed decision={decision} />
            <WhatIf decision={decision} />
          </li>
        ))}
      </ul>
      {closed.length > pages * perPage && (
        <button type="button" className="button small" onClick={() => setPages(pages + 1)}>
          Earlier ones
        </button>
      )}
    </details>
  );
});
