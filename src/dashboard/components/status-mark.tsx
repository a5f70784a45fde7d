// Status mark: a state as a small sign, beside the words for it.

import './status-mark.css';
import { memo } from 'react';
import type { ExecutionStatus } from '../generated/graphql.ts';
import { statusTone } from '../session/status.ts';

const question = 'M5.9 6.1c0-2.6 4.3-2.6 4.3 0 0 1.7-2.1 1.7-2.1 3.2M8.1 11.7v.1';

const strokes: Record<ExecutionStatus, string> = {
  QUEUED: '',
  RUNNING: 'M8 8v.01',
  WAITING_FOR_DECISION: question,
  PAUSED: 'M6.3 5.4v5.2M9.7 5.4v5.2',
  SUCCEEDED: 'M4.9 8.3l2.1 2.2 4.1-4.7',
  FAILED: 'M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8',
  CANCELLED: 'M4.9 11.1l6.2-6.2',
  SKIPPED: 'M5 8h6',
};

export const StatusMark = memo(function StatusMark({ status }: { status: ExecutionStatus }) {
  return (
    <svg
      className="status-mark"
      data-tone={statusTone[status]}
      data-state={status}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="6.9" />
      <path d={strokes[status]} />
    </svg>
  );
});
