// Merge messages: what was said, from several sources that overlap.
//
//   MM1. Each message once, in the order in which they began, up to a place in the session.
//   MM2. Of a message that is told in parts the newest part stands; each has all of it so far.

import type { ChatRole } from '../../generated/graphql.ts';

export interface Message {
  sequence: number;
  timestamp: string;
  role: ChatRole;
  text: string;
  /** Ties the parts of one message together; null for one told in one piece. */
  messageId: string | null;
  /** More of it follows. */
  partial: boolean;
}

/** Names a message among all of its session. */
export const keyOf = ({ messageId, sequence }: Pick<Message, 'messageId' | 'sequence'>) =>
  messageId ?? `${sequence}`;

/** Every part once, in order; pure. */
export function partsOf(lists: readonly (readonly Message[])[]): Message[] {
  const bySequence = new Map(lists.flat().map((one) => [one.sequence, one]));
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

/** Pure. */
export function mergeMessages(lists: readonly (readonly Message[])[], upTo: number | null): Message[] {
  const parts = partsOf(lists).filter(({ sequence }) => upTo === null || sequence <= upTo);
  // A map keeps the place of what is set again.
  return [...new Map(parts.map((one) => [keyOf(one), one])).values()];
}
