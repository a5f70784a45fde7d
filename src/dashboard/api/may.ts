// May: what each change that this page makes takes, and whether who looks on has it. What they have not is not offered.

import { useStore } from 'zustand';
import { access } from './access.ts';

/** Every mutation of the page's documents, with the role that the server asks for. */
export const needed = {
  answerDecision: 'answerer',
  applyRecommendation: 'operator',
  cancelWorkflow: 'operator',
  deleteWorkflowTemplate: 'operator',
  dismissRecommendation: 'operator',
  forgetTrades: 'operator',
  forkWorkflow: 'operator',
  pauseWorkflow: 'operator',
  resumeWorkflow: 'operator',
  retryWorkflow: 'operator',
  saveWorkflowTemplate: 'operator',
  sendMessage: 'operator',
  startWorkflow: 'operator',
  teachTrade: 'operator',
  uploadDocument: 'operator',
} as const;

export type Change = keyof typeof needed;

/** Whether who looks on may do all of these. */
export const useMay = (...changes: Change[]): boolean =>
  useStore(
    access,
    (now) =>
      now.state !== 'asking' &&
      changes.every((change) => now.viewer?.roles.includes(needed[change]) ?? false),
  );
