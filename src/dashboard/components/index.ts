// The page's components, each usable on its own: ask for its fragment, hand over what came, load ../theme/tokens.css and
// ../theme/base.css. With `moment` (milliseconds since 1970) clocks stand still there, otherwise they show the present.
//
//   const query = graphql(`subscription ($id: ID!) { events(sessionId: $id) { __typename ...ManagerThinkingParts } }`);
//   event.__typename === 'ManagerThinking' && <ManagerThinking key={event.id} thought={event} />

export { AgentProgress } from './agent-progress.tsx';
export { ArtifactList } from './artifact-list.tsx';
export { BrainAllocation } from './brain-allocation.tsx';
export { Confidence } from './confidence.tsx';
export { Cost } from './cost.tsx';
export { DecisionCard } from './decision-card.tsx';
export { ErrorRecovery } from './error-recovery.tsx';
export { forecastOf } from './forecast.ts';
export { ManagerThinking } from './manager-thinking.tsx';
export { ModelReasoning } from './model-reasoning.tsx';
export { StageBar } from './stage-bar.tsx';
export { Workflow } from './workflow.tsx';
export { WorkflowGraph } from './workflow-graph.tsx';
