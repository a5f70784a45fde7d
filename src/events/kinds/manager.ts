// Manager: what it thinks and what it says.
//
// Source: streaming guide, «Manager Decision Broadcasting»; `chat_message` occurs in its demo only.

import { z } from 'zod';
import { flag, id, list, nullable, share, since, text } from '../field.ts';
import { defineKind } from '../kind.ts';
import { alternative, chatRole, reasoningDepth } from '../shapes.ts';

export const managerThinking = defineKind('manager_thinking', {
  doc: 'The manager weighs something, with its reasons.',
  priority: 'normal',
  data: z.object({
    thinkingType: text(
      'Open vocabulary: analyzing_input, intent_classification, route_planning, task_delegation, output_review, error_analysis …',
    ),
    stage: text('Where the manager is.'),
    analysis: text('What it makes of it, in words.'),
    factors: list(text('One factor.'), 'What was taken into account.'),
    confidence: nullable(share('0 to 1; null when there is none.')),
    reasoningDepth,
    alternatives: since(list(alternative, 'Roads not taken, best first.'), () => []),
    thoughtId: since(
      nullable(id('Ties the parts of one thought together; null for a thought told in one piece.')),
      () => null,
    ),
    partial: since(flag('More of this thought follows: `analysis` is all of it so far.'), () => false),
  }),
  example: {
    thinkingType: 'route_planning',
    stage: 'Intent Classification',
    analysis: 'A full estimate was asked for; two of three files hold a bill.',
    factors: ['files: xlsx 1, docx 1, pdf 1', 'goal: full estimate'],
    confidence: 0.85,
    reasoningDepth: 'standard',
    alternatives: [{ label: 'Quantities only', score: 0.3, rejectedBecause: 'Prices were asked for.' }],
    thoughtId: null,
    partial: false,
  },
});

export const chatMessage = defineKind('chat_message', {
  doc: 'Something was said in the session.',
  priority: 'normal',
  data: z.object({
    role: chatRole,
    text: text('What was said.'),
    messageId: since(
      nullable(id('Ties the parts of one message together; null for a message told in one piece.')),
      () => null,
    ),
    partial: since(flag('More of this message follows: `text` is all of it so far.'), () => false),
  }),
  example: { role: 'user', text: 'Price this for Indiana.', messageId: null, partial: false },
});
