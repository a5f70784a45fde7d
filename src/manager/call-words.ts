// Call words: what a model says while it speaks, told in parts.
//
//   W1. Parts come four times a second at most, later once, and are bounded: what is longer is told at the end only.
//   W2. Words that the caller would not have shown at the end are not shown on the way there either.

import type { Call } from '../agents/agent.ts';
import { type Brain, nameOf } from '../brains/brain.ts';
import type { Draft } from '../events/event.ts';
import { type Caller, messageIdOf, thoughtIdOf } from './call-drafts.ts';
import { draft, thinking } from './drafts.ts';

export interface Words {
  kind: 'reasoning' | 'text';
  /** All so far. */
  text: string;
}

/** Milliseconds to the next part, of what has been spoken for so long: every part stays in the history. */
export const pauseAfter = (spokenMs: number) => Math.min(1000, Math.max(250, spokenMs / 10));
/** Every part repeats what came before it, so that long ones would add up. */
const longestPart = 8000;

/** Whether anybody is to hear it. */
export function isTold({ kind, text }: Words, { aloud, schema, mayTell = () => true }: Call): boolean {
  // Text of a shape is data, nothing to read aloud.
  if (aloud === null || (kind === 'text' && (aloud !== 'message' || schema !== null))) return false;
  return text.trim() !== '' && text.length <= longestPart && (kind === 'reasoning' || mayTell(text));
}

export function wordsDraft(
  { workflow, agentName, now }: Caller,
  callId: string,
  brain: Brain,
  { kind, text }: Words,
  { topic }: Call,
): Draft {
  return kind === 'text'
    ? draft('chat_message', workflow.id, now, {
        role: 'assistant',
        text,
        messageId: messageIdOf(workflow, agentName, topic),
        partial: true,
      })
    : thinking(workflow, now, {
        thinkingType: 'model_reasoning',
        analysis: text,
        factors: [`model: ${nameOf(brain)}`, `agent: ${agentName}`],
        reasoningDepth: 'deep',
        thoughtId: thoughtIdOf(callId),
        partial: true,
      });
}
