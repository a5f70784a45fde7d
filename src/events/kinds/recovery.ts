// Recovery: a failure told as a story, from the first look to its end.
//
// Source: streaming guide, «Error Recovery Streaming».

import { z } from 'zod';
import { dateTime, flag, id, int, list, nullable, since, text } from '../field.ts';
import { defineKind } from '../kind.ts';
import { recoveryStatus, severity } from '../shapes.ts';

export const errorRecovery = defineKind('error_recovery', {
  doc: 'Something failed, and this is what is done about it.',
  priority: 'critical',
  data: z.object({
    recoveryId: since(
      id('Ties the events of one story together.'),
      (data) => `recovery:${String(data.errorMessage).slice(0, 100)}`,
    ),
    errorMessage: text('What went wrong, in words.'),
    errorCode: since(text('What went wrong, as a code.'), () => 'UNKNOWN'),
    severity,
    recoveryStrategy: text(
      'Open vocabulary: analyzing_options, retry, retry_with_backoff, fallback_model, fallback_provider, fallback_local, skip_file, skip_agent, ask_user, abort …',
    ),
    recoveryStatus: since(recoveryStatus, () => 'in_progress'),
    canContinue: flag('Whether other work goes on.'),
    affectedAgents: list(text('An agent.'), 'Who is affected.'),
    userActionRequired: flag('Whether a person has to act.'),
    attempt: since(int('Which attempt failed, or is next.'), () => 1),
    nextRetryAt: since(nullable(dateTime('When it is tried again.')), () => null),
    failedModel: since(nullable(text('The brain that failed, as provider/model.')), () => null),
  }),
  example: {
    recoveryId: 'execution_1:unreadable',
    errorMessage: 'addendum.xlsx is damaged.',
    errorCode: 'DOCUMENT_CORRUPT',
    severity: 'medium',
    recoveryStrategy: 'skip_file',
    recoveryStatus: 'in_progress',
    canContinue: true,
    affectedAgents: ['file_reader'],
    userActionRequired: false,
    attempt: 1,
    nextRetryAt: '2026-01-01T00:00:05.000Z',
    failedModel: null,
  },
});
