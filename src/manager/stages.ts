// Stages: where the manager is, in the streaming guide's words.

export const stages = [
  'Universal Intake',
  'Intent Classification',
  'Task Delegation',
  'Output Management',
] as const;

export type Stage = (typeof stages)[number];
