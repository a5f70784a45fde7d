// Now: who is at work, what the manager thinks, what it costs.

import { AgentProgress } from '../../components/agent-progress.tsx';
import { BrainAllocation } from '../../components/brain-allocation.tsx';
import { Cost } from '../../components/cost.tsx';
import { ErrorRecovery } from '../../components/error-recovery.tsx';
import { ManagerThinking } from '../../components/manager-thinking.tsx';
import { Workflow } from '../../components/workflow.tsx';
import { useShown } from '../../session/use-live-session.ts';

export function Now() {
  const { view } = useShown();
  const workflow = view.session.currentWorkflow;
  if (workflow == null) return <p className="empty">Nothing was started here yet.</p>;
  return (
    <div className="stack">
      <Workflow workflow={workflow} />
      {view.thinking !== null && <ManagerThinking thought={view.thinking} />}
      {Object.values(view.substeps).map((step) => (
        <AgentProgress key={step.agentName} step={step} />
      ))}
      {Object.values(view.recoveries).map((recovery) => (
        <ErrorRecovery key={recovery.recoveryId} recovery={recovery} />
      ))}
      {Object.values(view.brains).map((allocation) => (
        <BrainAllocation key={allocation.agentName} allocation={allocation} />
      ))}
      <Cost report={workflow.cost} />
    </div>
  );
}
