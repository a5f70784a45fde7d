// Recovery words: what is done about a failure, as people say it.

import type { ErrorRecoveryPartsFragment, RecoveryStatus, Severity } from '../generated/graphql.ts';
import type { Tone } from '../session/status.ts';
import { own } from './own.ts';
import { inWords } from './words.ts';

const strategies: Readonly<Record<string, string>> = {
  analyzing_options: 'Weighing what can be done',
  retry: 'Tries again',
  retry_with_backoff: 'Tries again after a pause',
  fallback_model: 'Takes another model',
  skip_file: 'Goes on without the file',
  skip_agent: 'Goes on without this agent',
  ask_user: 'Asks you',
  abort: 'Stops here',
};

/** The vocabulary is open: what is not known is said as it came. */
export const strategyWords = (strategy: string) => own(strategies, strategy) ?? inWords(strategy);

export const recoveryWords: Record<RecoveryStatus, string> = {
  STARTED: 'Noticed',
  IN_PROGRESS: 'Being dealt with',
  WAITING_FOR_USER: 'Waits for you',
  EXHAUSTED: 'Nothing helped',
  RECOVERED: 'Work goes on',
};

export const recoveryTone: Record<RecoveryStatus, Tone> = {
  STARTED: 'bad',
  IN_PROGRESS: 'asks',
  WAITING_FOR_USER: 'asks',
  EXHAUSTED: 'bad',
  RECOVERED: 'good',
};

export const severityWords: Record<Severity, string> = {
  LOW: 'Minor',
  MEDIUM: 'Worth a look',
  HIGH: 'Serious',
  CRITICAL: 'Critical',
};

/** Whether it still needs eyes: what was remedied does not. */
export const isOver = ({ recoveryStatus }: Pick<ErrorRecoveryPartsFragment, 'recoveryStatus'>) =>
  recoveryStatus === 'RECOVERED';

/** Those that are not over, the worst first. */
export function unfinished(
  recoveries: Readonly<Record<string, ErrorRecoveryPartsFragment>>,
): ErrorRecoveryPartsFragment[] {
  const rank: readonly Severity[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];
  return Object.values(recoveries)
    .filter((one) => !isOver(one))
    .sort((one, other) => rank.indexOf(one.severity) - rank.indexOf(other.severity));
}
