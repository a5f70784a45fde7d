// Error recovery: what went wrong, and what is done about it.

import { graphql } from '../generated/gql.ts';
import type { ErrorRecoveryPartsFragment } from '../generated/graphql.ts';
import { inWords } from './words.ts';

export const errorRecoveryParts = graphql(`
  fragment ErrorRecoveryParts on ErrorRecovery {
    recoveryId errorCode errorMessage severity recoveryStrategy recoveryStatus attempt nextRetryAt
    affectedAgents canContinue userActionRequired
  }
`);

export function ErrorRecovery({ recovery }: { recovery: ErrorRecoveryPartsFragment }) {
  return (
    <section className="notice" data-tone="bad">
      <h3>{inWords(recovery.recoveryStrategy)}</h3>
      <p className="words">{recovery.errorMessage}</p>
    </section>
  );
}
