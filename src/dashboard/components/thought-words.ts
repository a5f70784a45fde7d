// Thought words: how sure the manager is, and how much it thought, as people say it.

import type { ReasoningDepth } from '../generated/graphql.ts';
import { sizeOf } from './words.ts';

/** Of a confidence from 0 to 1. */
export function sureness(confidence: number): string {
  if (confidence >= 0.9) return 'very sure';
  if (confidence >= 0.75) return 'fairly sure';
  if (confidence >= 0.5) return 'not quite sure';
  return 'unsure';
}

export const depthWords: Record<ReasoningDepth, string> = {
  QUICK: 'Decided at one look',
  STANDARD: 'Weighed',
  DEEP: 'Worked out with alternatives',
};

/** `readable_files 4/5` → «readable files 4/5», `takeoff: 19900 bytes` → «take-off: 19.9 kB»: codes and sizes become words, everything else stays as it is. */
export const plain = (text: string) =>
  text
    .replace(/(?<=[a-z\d])_(?=[a-z\d])/g, ' ')
    .replace(/\btakeoff\b/g, 'take-off')
    .replace(/(?<=: )(\d{1,15}) bytes$/, (_, count) => sizeOf(Number(count)));

/** `checking_lines` → «Checking lines»; what is a sentence already stays one. */
export function operationWords(operation: string): string {
  if (!/^[a-z][a-z\d_]*$/.test(operation)) return operation;
  const words = operation.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
