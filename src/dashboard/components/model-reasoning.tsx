// Model reasoning: what a language model thinks, while it says so and afterwards.

import './model-reasoning.css';
import { memo, useState } from 'react';
import type { ManagerThinkingPartsFragment } from '../generated/graphql.ts';
import { plain } from './thought-words.ts';

interface ModelReasoningProps {
  thought: ManagerThinkingPartsFragment;
}

/** Open while it is told, unless a person closed it; afterwards a line that opens. One thought has one `thoughtId`. */
export const ModelReasoning = memo(function ModelReasoning({ thought }: ModelReasoningProps) {
  const { analysis, factors, partial } = thought;
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? partial;
  return (
    <details className="card model-reasoning" open={open} data-partial={partial || undefined}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button; this keeps what the person chose */}
      <summary
        onClick={(event) => {
          event.preventDefault();
          setChosen(!open);
        }}
      >
        <strong>{partial ? 'A model is thinking' : 'What a model thought'}</strong>
        {factors.length > 0 && <span className="small soft words"> {factors.map(plain).join(' · ')}</span>}
      </summary>
      {/* Turned over, so that it stays at its end while it grows. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it */}
      <section className="model-reasoning-words" aria-label="Its words" aria-busy={partial} tabIndex={0}>
        <p className="words" dir="auto">
          {analysis}
          {partial && ' …'}
        </p>
      </section>
    </details>
  );
});
