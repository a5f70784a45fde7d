// Shipped templates: those that everybody has and nobody can delete.

import type { Template } from '../templates/templates.ts';

const templateOf = (word: string, name: string, agentNames: string[]): Template => ({
  id: `template_${word}`,
  name,
  version: 1,
  steps: agentNames.map((agentName) => ({
    agentName,
    after: [],
    optional: false,
    requiresApproval: false,
    timeoutSeconds: null,
    maxAttempts: null,
  })),
  savedAt: null,
});

const toTakeoff = ['file_reader', 'trade_mapper'];

export const shippedTemplates: readonly Template[] = [
  templateOf('full_estimate', 'Full estimate', [
    ...toTakeoff,
    'scope_analyzer',
    'takeoff_calculator',
    'estimator',
    'exporter',
  ]),
  templateOf('quantities_only', 'Quantities only', [...toTakeoff, 'takeoff_calculator']),
  templateOf('scope_review', 'Scope review', [...toTakeoff, 'scope_analyzer']),
];
