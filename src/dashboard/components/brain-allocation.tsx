// Brain allocation: which model an agent was given, and why not another.

import { graphql } from '../generated/gql.ts';
import type { BrainAllocationPartsFragment } from '../generated/graphql.ts';
import { inWords } from './words.ts';

export const brainAllocationParts = graphql(`
  fragment BrainAllocationParts on BrainAllocation {
    agentName modelSelected modelTier provider reasoning factorsConsidered contextWindow
    complexityAssessment performanceExpectation fallbackFrom
    expectedCost { amount currency }
    candidates { model provider tier score rejectedBecause expectedCost { amount currency } }
  }
`);

export function BrainAllocation({ allocation }: { allocation: BrainAllocationPartsFragment }) {
  return (
    <section className="stack tight">
      <h3>
        {inWords(allocation.agentName)} <span className="chip">{allocation.modelSelected}</span>
      </h3>
      <p className="small words">{allocation.reasoning}</p>
    </section>
  );
}
