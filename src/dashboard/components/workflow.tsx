// Workflow: what is going on, how far it all is, its stages, and what is there so far.

import './workflow.css';
import type { ReactNode } from 'react';
import { graphql } from '../generated/gql.ts';
import type { WorkflowPartsFragment } from '../generated/graphql.ts';
import { statusTone } from '../session/status.ts';
import { Elapsed } from './elapsed.tsx';
import { Share } from './share.tsx';
import { StageBar } from './stage-bar.tsx';
import { StatusMark } from './status-mark.tsx';
import { moneyOf } from './words.ts';
import { missingMark, pipelineWords, situationOf } from './workflow-words.ts';

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
    budget { ...BudgetParts }
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
    request { instructions budget { limit { amount currency } onExceeded } }
    pipelineStatus { ...PipelineParts }
    workflowVisualization { ...VisualizationParts }
  }
`);

interface WorkflowProps {
  workflow: WorkflowPartsFragment;
  /** How many answers are waited for. */
  questions?: number;
  /** The moment that is looked at; the present when left out. */
  moment?: number | undefined;
  /** What can be done next, such as a link. */
  action?: ReactNode;
}

export function Workflow({ workflow, questions = 0, moment, action }: WorkflowProps) {
  const { status, visualization, pipelineStatus, cost } = workflow;
  const { title, note } = situationOf(workflow, questions);
  const free = Number(cost.total.amount) === 0;
  return (
    <section className="card stack workflow" data-tone={statusTone[status]} aria-label="The workflow">
      <div className="workflow-top">
        <Share of={visualization.completionPercentage} label="Progress of the workflow" />
        <div className="workflow-words">
          <h3 className="clamped">
            <StatusMark status={status} /> {title}
          </h3>
          <p className="small soft words">{note}</p>
        </div>
        {action != null && <div className="workflow-action">{action}</div>}
        <dl className="workflow-figures small number">
          <div>
            <dt>Time</dt>
            <dd>
              <Elapsed of={workflow} moment={moment} />
            </dd>
          </div>
          <div>
            <dt>Cost</dt>
            <dd>{free ? 'free' : moneyOf(cost.total)}</dd>
          </div>
        </dl>
      </div>
      <StageBar visualization={visualization} status={status} />
      <ul className="workflow-marks small" aria-label="What is there so far">
        {pipelineWords.map(({ key, words }) => (
          <li key={key} data-there={pipelineStatus[key] || undefined}>
            <StatusMark status={pipelineStatus[key] ? 'SUCCEEDED' : 'QUEUED'} />
            {words}
            <span className="hidden-text">: {pipelineStatus[key] ? 'there' : missingMark(status)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
