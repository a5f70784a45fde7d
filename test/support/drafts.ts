// Small drafts for tests that care about places, not contents.

import { catalog, type DataOf } from '../../src/events/catalog.ts';
import type { Draft } from '../../src/events/event.ts';
import type { ExecutionStatus } from '../../src/events/shapes.ts';

export function said(text: string, workflowId: string | null = null): Draft {
  return {
    type: 'chat_message',
    workflowId,
    timestamp: '2026-01-01T00:00:00.000Z',
    data: { role: 'user', text, messageId: null, partial: false },
  };
}

export function substep(agentName: string, progressPercentage: number, workflowId = 'workflow_1'): Draft {
  return {
    type: 'agent_substep',
    workflowId,
    timestamp: '2026-01-01T00:00:00.000Z',
    data: {
      agentName,
      executionId: `execution_${agentName}`,
      attempt: 1,
      substep: 'processing',
      progressPercentage,
      substepDetails: {
        operation: 'reading',
        estimatedCompletion: null,
        modelUsed: null,
        tokensProcessed: 0,
        itemsProcessed: null,
        itemsTotal: null,
        source: null,
      },
    },
  };
}

export function stateChange(
  workflowId: string,
  status: ExecutionStatus,
  changeType = 'phase_transition',
): Draft {
  const example = catalog.get('workflow_state_change')?.example as DataOf<'workflow_state_change'>;
  return {
    type: 'workflow_state_change',
    workflowId,
    timestamp: '2026-01-01T00:00:00.000Z',
    data: { ...example, status, changeType },
  };
}
