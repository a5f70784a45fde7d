// Merge messages: what was said, from several sources that overlap.

import type { ChatRole } from '../../generated/graphql.ts';

export interface Message {
  sequence: number;
  timestamp: string;
  role: ChatRole;
  text: string;
}

/** Each once, in order, up to a place in the session; pure. */
export function mergeMessages(lists: readonly (readonly Message[])[], upTo: number | null): Message[] {
  const bySequence = new Map(lists.flat().map((one) => [one.sequence, one]));
  return [...bySequence.values()]
    .filter(({ sequence }) => upTo === null || sequence <= upTo)
    .sort((a, b) => a.sequence - b.sequence);
}
