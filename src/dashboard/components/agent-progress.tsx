// Agent progress: one agent at work, how far it is, and with what.

import { graphql } from '../generated/gql.ts';
import type { AgentSubstepPartsFragment } from '../generated/graphql.ts';
import { inWords } from './words.ts';

export const agentSubstepParts = graphql(`
  fragment AgentSubstepParts on AgentSubstep {
    agentName executionId attempt substep progressPercentage
    substepDetails { operation itemsProcessed itemsTotal tokensProcessed modelUsed estimatedCompletion }
  }
`);

export function AgentProgress({ step }: { step: AgentSubstepPartsFragment }) {
  const { agentName, progressPercentage, substepDetails } = step;
  return (
    <section className="stack tight" aria-label={inWords(agentName)}>
      <h3>{inWords(agentName)}</h3>
      <progress max={100} value={progressPercentage} aria-label={`Progress of ${inWords(agentName)}`} />
      <p className="small soft words">{substepDetails.operation}</p>
    </section>
  );
}
