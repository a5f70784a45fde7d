// Journal: the turns of every workflow as log lines, with the ids to find its events, its trace and its session by.

import type { Logger } from '../base/logger.ts';
import { hasEnded } from '../events/session.ts';
import { traceIdOf } from '../events/trace.ts';
import type { Follower } from './follow-log.ts';

/** The begin and the end of workflows at `info`, agents and decisions at `debug`. Never what was said or read. */
export function createJournal(logger: Logger): Follower {
  return {
    event(event) {
      const { type, sessionId, workflowId, sequence } = event;
      if (workflowId === null) return;
      const about = () => ({ sessionId, workflowId, traceId: traceIdOf(workflowId), sequence });
      if (type === 'workflow_state_change') {
        const { changeType, status, changedAgent: agent } = event.data;
        const isTurn = agent === null && (changeType === 'workflow_started' || hasEnded(status));
        const level = isTurn ? 'info' : 'debug';
        if (logger.isLevelEnabled(level))
          logger[level]({ ...about(), change: changeType.slice(0, 100), status, agent }, 'a workflow moved');
      } else if (!logger.isLevelEnabled('debug')) return;
      else if (type === 'user_decision_needed') {
        const { decisionId, decisionType } = event.data;
        logger.debug({ ...about(), decisionId, decisionType }, 'a person is asked');
      } else if (type === 'user_decision_made') {
        const { decisionId, outcome } = event.data;
        logger.debug({ ...about(), decisionId, outcome }, 'a decision was made');
      } else if (type === 'error_recovery') {
        const { errorCode, recoveryStrategy: strategy, recoveryStatus: status, attempt } = event.data;
        logger.debug({ ...about(), errorCode, strategy, status, attempt }, 'something failed');
      }
    },
  };
}
