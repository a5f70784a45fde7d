// Workflow words: what is going on, in a few words that fit the state.

import type { ExecutionStatus, PipelinePartsFragment, WorkflowPartsFragment } from '../generated/graphql.ts';
import { hasEnded } from '../session/status.ts';
import { inWords } from './words.ts';

/** «File reader», «File reader and Estimator», «A, B and 3 more». */
export function namesInWords(names: readonly string[], most = 3): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const parts = shown.map(inWords);
  if (names.length > shown.length) parts.push(`${names.length - shown.length} more`);
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

export interface Situation {
  /** In a few words. */
  title: string;
  /** What it means for who looks on. */
  note: string;
}

/** What is going on; `questions` is how many answers are waited for. */
export function situationOf(workflow: WorkflowPartsFragment, questions: number): Situation {
  const { status, activeAgents, visualization } = workflow;
  const { nodes } = visualization;
  const done = nodes.filter((node) => node.status === 'SUCCEEDED').length;
  const ofAll =
    nodes.length === 0
      ? 'No agent was planned'
      : `${done} of ${nodes.length} agents ${done === 1 ? 'is' : 'are'} done`;
  const kept = done === 0 ? `${ofAll}.` : `${ofAll}; what they made is kept.`;
  const asked = questions === 1 ? 'One question is open' : `${questions} questions are open`;
  switch (status) {
    case 'QUEUED':
      return { title: 'About to begin', note: 'The manager takes it up in a moment.' };
    case 'RUNNING':
      if (activeAgents.length === 0)
        return nodes.length === 0
          ? { title: 'The manager is planning', note: 'It looks at the documents and at what you asked for.' }
          : { title: 'The manager decides what comes next', note: `${ofAll}.` };
      return {
        title: `${namesInWords(activeAgents)} ${activeAgents.length === 1 ? 'is at work' : 'work side by side'}`,
        note:
          questions > 0
            ? `${asked}; the rest goes on meanwhile.`
            : nodes.length === 0
              ? 'Its plan was not told.'
              : `${ofAll}.`,
      };
    case 'WAITING_FOR_DECISION':
      return {
        title: 'Waiting for your answer',
        note: questions > 0 ? `${asked}. Nothing else can go on before.` : 'Nothing can go on before.',
      };
    case 'PAUSED':
      return { title: 'Paused', note: 'Nothing is lost. It goes on from here when you resume it.' };
    case 'SUCCEEDED':
      return { title: 'Finished', note: 'The result is ready.' };
    case 'FAILED':
      return { title: 'Ended without a result', note: kept };
    case 'CANCELLED':
      return { title: 'Cancelled', note: kept };
    case 'SKIPPED':
      return { title: 'Left out', note: 'It was not needed.' };
  }
}

/** The six marks of the way, in order. */
export const pipelineWords: readonly { key: keyof PipelinePartsFragment; words: string }[] = [
  { key: 'filesProcessed', words: 'Files read' },
  { key: 'tradesMapped', words: 'Trades mapped' },
  { key: 'scopeAnalyzed', words: 'Scope known' },
  { key: 'takeoffCalculated', words: 'Quantities taken' },
  { key: 'estimateGenerated', words: 'Priced' },
  { key: 'exportReady', words: 'Ready to take' },
];

/** A mark that is not reached: still to come, or not any more. */
export const missingMark = (status: ExecutionStatus) => (hasEnded(status) ? 'not part of it' : 'to come');
