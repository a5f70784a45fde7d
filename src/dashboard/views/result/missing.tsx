// Missing: what there is and what there is not, until there is an estimate.

import { Link } from 'wouter';
import { inWords } from '../../components/words.ts';
import type { PipelinePartsFragment, WorkflowPartsFragment } from '../../generated/graphql.ts';
import { hasEnded, statusWords } from '../../session/status.ts';

type Milestone = Exclude<keyof PipelinePartsFragment, '__typename'>;

const milestones: readonly { name: Milestone; there: string; missing: string }[] = [
  { name: 'filesProcessed', there: 'The documents were read', missing: 'The documents are still to be read' },
  {
    name: 'tradesMapped',
    there: 'Every line has its trade',
    missing: 'Lines are not sorted into trades yet',
  },
  {
    name: 'scopeAnalyzed',
    there: 'What is in and out is known',
    missing: 'What is in and out is not known yet',
  },
  { name: 'takeoffCalculated', there: 'Quantities are counted', missing: 'Quantities are not counted yet' },
  { name: 'estimateGenerated', there: 'The estimate is priced', missing: 'Prices are not found yet' },
  { name: 'exportReady', there: 'Files can be taken away', missing: 'There are no files to take away yet' },
];

export function Missing({ sessionId, workflow }: { sessionId: string; workflow: WorkflowPartsFragment }) {
  const { pipelineStatus, status, reason, activeAgents } = workflow;
  const left = milestones.filter(({ name }) => !pipelineStatus[name]).length;
  const path = `/sessions/${encodeURIComponent(sessionId)}`;
  return (
    <section className="card stack missing" aria-labelledby="missing-head">
      <div className="stack tight">
        <h2 id="missing-head">
          {hasEnded(status) ? 'This run ended without an estimate' : 'The estimate is not there yet'}
        </h2>
        {hasEnded(status) ? (
          <p className="soft words">
            {statusWords[status]}
            {reason != null && reason !== '' && `: ${reason}`}
          </p>
        ) : status === 'WAITING_FOR_DECISION' ? (
          <p className="row">
            It waits for an answer.
            <Link href={`${path}/asked`} className="button small missing-asked">
              See what is asked
            </Link>
          </p>
        ) : (
          <p className="soft words">
            {activeAgents.length > 0 && `At work: ${activeAgents.map(inWords).join(', ')}. `}It appears here
            by itself.
          </p>
        )}
      </div>
      <ol className="missing-steps">
        {milestones.map(({ name, there, missing }) => (
          <li key={name} data-there={pipelineStatus[name] ? '' : undefined} data-milestone={name}>
            <span className="missing-sign" aria-hidden="true">
              {pipelineStatus[name] ? '✓' : ''}
            </span>
            {pipelineStatus[name] ? there : missing}
          </li>
        ))}
      </ol>
      <p className="small soft number">
        {milestones.length - left} of {milestones.length} steps
      </p>
    </section>
  );
}
