// Workflow: stages, how far it all is, and the agents that are at work.

import { graphql } from '../generated/gql.ts';
import type { WorkflowPartsFragment } from '../generated/graphql.ts';
import { inWords } from './words.ts';

export const visualizationParts = graphql(`
  fragment VisualizationParts on WorkflowVisualization {
    stages currentStageIndex completionPercentage
    nodes { agentName stage status progressPercentage startedAt finishedAt cost { amount currency } }
    dependencies { from to }
    parallelTracks { id label agentNames status }
  }
`);

export const workflowParts = graphql(`
  fragment WorkflowParts on Workflow {
    id status instructions reason startedAt finishedAt activeAgents
    pipelineStatus { ...PipelineParts }
    visualization { ...VisualizationParts }
    cost { ...CostParts }
  }
`);

export const pipelineParts = graphql(`
  fragment PipelineParts on PipelineStatus {
    filesProcessed tradesMapped scopeAnalyzed takeoffCalculated estimateGenerated exportReady
  }
`);

export const stateChangeParts = graphql(`
  fragment StateChangeParts on WorkflowStateChange {
    changeType changedAgent currentStage status reason activeAgents
    request { instructions }
    pipelineStatus { ...PipelineParts }
    workflowVisualization { ...VisualizationParts }
  }
`);

export function Workflow({ workflow }: { workflow: WorkflowPartsFragment }) {
  const { visualization } = workflow;
  return (
    <section className="card stack tight" aria-label="The workflow">
      <h3>{visualization.stages[visualization.currentStageIndex]}</h3>
      <progress max={100} value={visualization.completionPercentage} aria-label="Progress of the workflow" />
      <p className="small soft">{workflow.activeAgents.map(inWords).join(', ')}</p>
    </section>
  );
}
