// Error recovery: what went wrong, and what is done about it.

import './error-recovery.css';
import { memo } from 'react';
import { graphql } from '../generated/gql.ts';
import type { ErrorRecoveryPartsFragment } from '../generated/graphql.ts';
import { LongWords } from './long-words.tsx';
import { isOver, recoveryTone, recoveryWords, severityWords, strategyWords } from './recovery-words.ts';
import { TimeTo } from './time-to.tsx';
import { namesInWords } from './workflow-words.ts';

export const errorRecoveryParts = graphql(`
  fragment ErrorRecoveryParts on ErrorRecovery {
    recoveryId errorCode errorMessage severity recoveryStrategy recoveryStatus attempt nextRetryAt
    affectedAgents canContinue userActionRequired
  }
`);

interface ErrorRecoveryProps {
  recovery: ErrorRecoveryPartsFragment;
  /** The moment that is looked at; the present when left out. */
  moment?: number | undefined;
}

export const ErrorRecovery = memo(function ErrorRecovery({ recovery, moment }: ErrorRecoveryProps) {
  const { errorCode, errorMessage, severity, recoveryStrategy, recoveryStatus, attempt, nextRetryAt } =
    recovery;
  const { affectedAgents, canContinue, userActionRequired } = recovery;
  const tone = recoveryTone[recoveryStatus];
  return (
    <article className="card stack tight error-recovery" data-tone={tone} data-state={recoveryStatus}>
      <div className="row apart">
        <h4 className="clamped">
          <span aria-hidden="true">{tone === 'good' ? '✓' : '!'} </span>
          {strategyWords(recoveryStrategy)}
        </h4>
        <span className="row">
          <span className="chip" data-tone={severity === 'CRITICAL' || severity === 'HIGH' ? 'bad' : 'none'}>
            {severityWords[severity]}
          </span>
          <span className="chip" data-tone={tone}>
            {recoveryWords[recoveryStatus]}
          </span>
        </span>
      </div>
      <LongWords text={errorMessage} />
      <ul className="error-recovery-facts small soft number">
        {affectedAgents.length > 0 && <li className="words">{namesInWords(affectedAgents)}</li>}
        {attempt > 1 && <li>attempt {attempt}</li>}
        {nextRetryAt !== null && recoveryStatus === 'IN_PROGRESS' && (
          <li className="error-recovery-next">
            next attempt <TimeTo to={nextRetryAt} moment={moment} />
          </li>
        )}
        {!isOver(recovery) && <li>{canContinue ? 'other work goes on' : 'other work waits'}</li>}
        {userActionRequired && !isOver(recovery) && <li>your answer is needed</li>}
        <li className="words">
          <code>{errorCode}</code>
        </li>
      </ul>
    </article>
  );
});
