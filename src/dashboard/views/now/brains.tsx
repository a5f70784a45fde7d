// Brains: which model each agent was given and why, in the order of the plan.

import { BrainAllocation } from '../../components/brain-allocation.tsx';
import { NoModels } from '../../components/no-models.tsx';
import { own } from '../../components/own.ts';
import type { BrainAllocationPartsFragment } from '../../generated/graphql.ts';
import type { View } from '../../session/view.ts';
import type { AgentShown } from './now-words.ts';

interface BrainsProps {
  nodes: readonly AgentShown[];
  brains: View['brains'];
}

/** The rules, with nothing beside them to choose from. */
const isLocal = ({ modelTier, candidates }: BrainAllocationPartsFragment) =>
  modelTier === 'LOCAL' && candidates.length < 2;

export function Brains({ nodes, brains }: BrainsProps) {
  const planned = nodes.flatMap(({ agentName }) => own(brains, agentName) ?? []);
  const waiting = nodes.length - planned.length;
  // A manager elsewhere may give brains to agents of which no plan tells.
  const given = [...planned, ...Object.values(brains).filter((one) => !planned.includes(one))];
  const onlyRules = given.length > 0 && given.every(isLocal);
  return (
    <section className="card stack tight" aria-labelledby="now-brains">
      <h3 id="now-brains">Brains, and why</h3>
      {onlyRules && <NoModels />}
      {given.map((allocation) => (
        <BrainAllocation key={allocation.agentName} allocation={allocation} brief={onlyRules} />
      ))}
      {waiting > 0 && (
        <p className="small soft">
          {waiting === 1
            ? 'One agent gets its brain when it begins.'
            : `${waiting} agents get theirs when they begin.`}
        </p>
      )}
      {given.length + waiting === 0 && <p className="small soft">None is given out yet.</p>}
    </section>
  );
}
