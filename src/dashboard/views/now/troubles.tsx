// Troubles: what went wrong and is not over, the worst first.

import { ErrorRecovery } from '../../components/error-recovery.tsx';
import type { ErrorRecoveryPartsFragment } from '../../generated/graphql.ts';

const most = 3;

interface TroublesProps {
  recoveries: readonly ErrorRecoveryPartsFragment[];
  moment: number | undefined;
}

export function Troubles({ recoveries, moment }: TroublesProps) {
  if (recoveries.length === 0) return null;
  const card = (recovery: ErrorRecoveryPartsFragment) => (
    <ErrorRecovery key={recovery.recoveryId} recovery={recovery} moment={moment} />
  );
  return (
    <section className="stack tight" aria-labelledby="now-trouble">
      <h3 id="now-trouble" className="hidden-text">
        Trouble
      </h3>
      {recoveries.slice(0, most).map(card)}
      {recoveries.length > most && (
        <details>
          <summary>{recoveries.length - most} more troubles</summary>
          <div className="stack tight">{recoveries.slice(most).map(card)}</div>
        </details>
      )}
    </section>
  );
}
