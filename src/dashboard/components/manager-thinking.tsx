// Manager thinking: the newest thought, how sure it is, and what else was weighed.

import './manager-thinking.css';
import { memo, useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { ManagerThinkingPartsFragment } from '../generated/graphql.ts';
import { Confidence } from './confidence.tsx';
import { LongWords } from './long-words.tsx';
import { depthWords, plain } from './thought-words.ts';
import { inWords, percent, timeOf } from './words.ts';

export const managerThinkingParts = graphql(`
  fragment ManagerThinkingParts on ManagerThinking {
    id timestamp thinkingType stage analysis confidence reasoningDepth factors
    alternatives { label score rejectedBecause }
    thoughtId partial
  }
`);

interface ManagerThinkingProps {
  thought: ManagerThinkingPartsFragment;
}

/** A new thought fades in where its `id` is the key. */
export const ManagerThinking = memo(function ManagerThinking({ thought }: ManagerThinkingProps) {
  const { thinkingType, stage, analysis, confidence, reasoningDepth, factors, alternatives, timestamp } =
    thought;
  return (
    <section className="card stack tight manager-thinking" aria-label="The manager’s latest thought">
      <header className="row apart">
        <h3 className="manager-thinking-head clamped">
          <span className="soft">The manager:</span> {inWords(thinkingType)}
        </h3>
        <time className="small soft number" dateTime={timestamp}>
          {timeOf(timestamp)}
        </time>
      </header>
      <LongWords text={analysis} className="manager-thinking-words" />
      {confidence !== null && <Confidence of={confidence} />}
      <p className="small soft clamped">
        {depthWords[reasoningDepth]} · {stage}
      </p>
      <Factors factors={[...new Set(factors)]} />
      {alternatives.length > 0 && (
        <details>
          <summary>
            {alternatives.length === 1 ? 'One other way' : `${alternatives.length} other ways`} that it
            weighed
          </summary>
          <ul className="stack tight manager-thinking-others">
            {alternatives.map(({ label, score, rejectedBecause }) => (
              <li key={`${label} ${score} ${rejectedBecause}`} className="words">
                <span className="row apart">
                  <strong dir="auto">{plain(label)}</strong>
                  <span className="small soft number">{percent(score)}</span>
                </span>
                <span className="small soft" dir="auto">
                  {rejectedBecause ?? 'No reason was given.'}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
});

const mostFactors = 8;

function Factors({ factors }: { factors: readonly string[] }) {
  const [all, setAll] = useState(false);
  if (factors.length === 0) return null;
  const more = factors.length - mostFactors;
  return (
    <ul className="row manager-thinking-factors" aria-label="What was taken into account">
      {(all ? factors : factors.slice(0, mostFactors)).map((factor) => (
        <li key={factor} className="chip" dir="auto">
          <span className="clamped">{plain(factor)}</span>
        </li>
      ))}
      {more > 0 && !all && (
        <li>
          <button type="button" className="button plain small" onClick={() => setAll(true)}>
            and {more} more
          </button>
        </li>
      )}
    </ul>
  );
}
