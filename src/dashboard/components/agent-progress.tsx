// Agent progress: one agent at work, how far it is, and with what.

import './agent-progress.css';
import { memo } from 'react';
import { graphql } from '../generated/gql.ts';
import type { AgentSubstepPartsFragment, ExecutionStatus } from '../generated/graphql.ts';
import { statusTone, statusWords } from '../session/status.ts';
import { LongWords } from './long-words.tsx';
import { operationWords } from './thought-words.ts';
import { TimeTo } from './time-to.tsx';
import { countOf, inWords } from './words.ts';

export const agentSubstepParts = graphql(`
  fragment AgentSubstepParts on AgentSubstep {
    agentName executionId attempt substep progressPercentage
    substepDetails { operation itemsProcessed itemsTotal tokensProcessed modelUsed estimatedCompletion }
  }
`);

interface AgentProgressProps {
  step: AgentSubstepPartsFragment;
  /** Of the agent, where it is known better than from the step. */
  status?: ExecutionStatus | undefined;
  /** The moment that is looked at; the present when left out. */
  moment?: number | undefined;
}

export const AgentProgress = memo(function AgentProgress({ step, status, moment }: AgentProgressProps) {
  const { agentName, attempt, substep, progressPercentage, substepDetails } = step;
  const { operation, itemsProcessed, itemsTotal, tokensProcessed, modelUsed, estimatedCompletion } =
    substepDetails;
  const name = inWords(agentName);
  const halted = status !== undefined && status !== 'RUNNING';
  return (
    <article className="agent-progress" data-tone={statusTone[status ?? 'RUNNING']} aria-label={name}>
      <div className="row apart">
        <h4 className="clamped">{name}</h4>
        <span className="row small">
          {attempt > 1 && (
            <span className="chip" data-tone="asks">
              Attempt {attempt}
            </span>
          )}
          <span className="soft words">{halted ? statusWords[status] : inWords(substep)}</span>
          <strong className="number agent-progress-share">{Math.round(progressPercentage)} %</strong>
        </span>
      </div>
      <progress max={100} value={progressPercentage} aria-label={`Progress of ${name}`} />
      <LongWords text={operationWords(operation)} className="small" />
      <ul className="agent-progress-facts small soft number">
        {itemsTotal !== null && itemsTotal > 0 ? (
          <li>
            {countOf(itemsProcessed ?? 0)} of {countOf(itemsTotal)} items
          </li>
        ) : (
          itemsProcessed !== null && itemsProcessed > 0 && <li>{countOf(itemsProcessed)} items</li>
        )}
        {tokensProcessed > 0 && <li>{countOf(tokensProcessed)} tokens</li>}
        {modelUsed !== null && <li className="words">{modelUsed}</li>}
        {estimatedCompletion !== null && !halted && (
          <li>
            done <TimeTo to={estimatedCompletion} moment={moment} />
          </li>
        )}
      </ul>
    </article>
  );
});
