// Spoken: tells screen readers about ends, holds and trouble, and keeps quiet otherwise.

import { memo } from 'react';
import type { ErrorRecoveryPartsFragment, ExecutionStatus } from '../../generated/graphql.ts';
import { spokenWords } from './now-words.ts';

interface SpokenProps {
  status: ExecutionStatus;
  recoveries: readonly ErrorRecoveryPartsFragment[];
}

export const Spoken = memo(function Spoken({ status, recoveries }: SpokenProps) {
  return (
    <p className="hidden-text" role="status">
      {spokenWords(status, recoveries)}
    </p>
  );
});
