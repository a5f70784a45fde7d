// Manager thinking: the newest thought, how sure it is, and what else was weighed.

import { graphql } from '../generated/gql.ts';
import type { ManagerThinkingPartsFragment } from '../generated/graphql.ts';
import { inWords, percent } from './words.ts';

export const managerThinkingParts = graphql(`
  fragment ManagerThinkingParts on ManagerThinking {
    thinkingType stage analysis confidence reasoningDepth factors
    alternatives { label score rejectedBecause }
  }
`);

export function ManagerThinking({ thought }: { thought: ManagerThinkingPartsFragment }) {
  return (
    <section className="card stack tight" aria-label="The manager's latest thought">
      <div className="row apart">
        <h3>{inWords(thought.thinkingType)}</h3>
        {thought.confidence != null && (
          <span className="chip number">{percent(thought.confidence)} sure</span>
        )}
      </div>
      <p className="words">{thought.analysis}</p>
    </section>
  );
}
