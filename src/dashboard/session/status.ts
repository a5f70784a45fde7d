// Status: what it means for who looks on.

import type { ExecutionStatus } from '../generated/graphql.ts';

const ended: ReadonlySet<ExecutionStatus> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'SKIPPED']);

/** Whether nothing more happens by itself. */
export const hasEnded = (status: ExecutionStatus) => ended.has(status);

/** In words for people. */
export const statusWords: Record<ExecutionStatus, string> = {
  QUEUED: 'Not begun',
  RUNNING: 'At work',
  WAITING_FOR_DECISION: 'Waits for an answer',
  PAUSED: 'Paused',
  SUCCEEDED: 'Done',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
  SKIPPED: 'Left out',
};

export type Tone = 'good' | 'bad' | 'asks' | 'live' | 'none';

/** Its colour, which always stands beside the words. */
export const statusTone: Record<ExecutionStatus, Tone> = {
  QUEUED: 'none',
  RUNNING: 'live',
  WAITING_FOR_DECISION: 'asks',
  PAUSED: 'asks',
  SUCCEEDED: 'good',
  FAILED: 'bad',
  CANCELLED: 'bad',
  SKIPPED: 'none',
};
