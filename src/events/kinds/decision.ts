// Decisions: the moments where the workflow asks a person.
//
//   userDecisionNeeded ──▶ userDecisionMade      answered, defaulted, skipped, expired or withdrawn
//
// Invariants (kept by the manager, shown in test/manager/decision.test.ts):
//   D1. Made at most once: the first answer wins, a later one is told who closed it.
//   D2. With a time limit it is always made: by a person or, at the limit, by the clock.
//   D3. Open decisions and their deadlines survive a crash.
//   D4. An answer is checked against what was asked.
//   D5. `affectsWorkflow: false` holds nothing up.
//   D6. Several may be open at once and are answered in any order.
//   D7. Every closing is an event with outcome, answer and actor.
//
// Source: streaming guide, «Interactive User Decision Points». Its payload has no `decision_id`, yet its own
// client answers with one; here there always is one.

import { z } from 'zod';
import { idFrom } from '../../base/id.ts';
import { flag, id, int, json, linked, list, nullable, onWire, since, text } from '../field.ts';
import { defineKind } from '../kind.ts';
import { actor, decisionOption, decisionOutcome, decisionType } from '../shapes.ts';

type Option = z.output<typeof decisionOption>;

const decisionId = linked(id('Names the question; the answer must echo it.'), {
  field: 'decision',
  type: 'Decision',
  doc: 'The decision as it stands now, not as it was when the event was written.',
});

/** The guide lists options as bare words; labels and effects travel beside them. */
const options = onWire(list(decisionOption, 'The legal answers.'), {
  print: (all: Option[]) => ({
    options: all.map((option) => option.value),
    ...(all.every(isBare)
      ? {}
      : { option_details: all.map(({ costDelta, ...rest }) => ({ ...rest, cost_delta: costDelta })) }),
  }),
  parse: (data) => {
    const details = data.option_details;
    if (Array.isArray(details))
      return details.map(({ cost_delta, ...rest }) => ({
        effect: null,
        ...rest,
        costDelta: cost_delta ?? null,
      }));
    const words = data.options;
    if (!Array.isArray(words)) return words;
    return words.map((value) => ({ value, label: value, effect: null, costDelta: null }));
  },
});

const isBare = (option: Option) =>
  option.label === option.value && option.effect === null && option.costDelta === null;

export const userDecisionNeeded = defineKind('user_decision_needed', {
  doc: 'A person is asked. Answer with `answerDecision`.',
  priority: 'critical',
  data: z.object({
    decisionId: onWire(decisionId, {
      absent: (data, { sessionId, timestamp }) =>
        idFrom('decision', sessionId, timestamp, String(data.prompt)),
      always: true,
    }),
    askedBy: since(nullable(text('The agent that asks; null when it is the manager.')), () => null),
    topic: since(
      text('What it is about; within one workflow the same topic is asked once.'),
      (data) => data.decisionId,
    ),
    decisionType,
    prompt: text('The question, ready to show to a person.'),
    options,
    context: json('What a person should see beside the question.'),
    defaultOption: nullable(text('May be an answer that is not among the options, such as analyze_all.')),
    timeoutSeconds: nullable(int('Time to answer, in seconds; null waits for ever.')),
    canSkip: flag('Whether it may be skipped.'),
    affectsWorkflow: flag('False: nothing waits for the answer.'),
    multiple: since(flag('Several options may be chosen at once.'), () => false),
    freeText: since(flag('Free text is a legal answer.'), () => false),
  }),
  example: {
    decisionId: 'decision_1',
    askedBy: 'file_reader',
    topic: 'files',
    decisionType: 'file_selection',
    prompt: 'Which files shall be read?',
    options: [
      {
        value: 'bill.xlsx',
        label: 'bill.xlsx',
        effect: 'Reads 42 lines.',
        costDelta: { amount: '0', currency: 'USD' },
      },
    ],
    context: { fileCount: 1 },
    defaultOption: 'bill.xlsx',
    timeoutSeconds: 300,
    canSkip: false,
    affectsWorkflow: true,
    multiple: true,
    freeText: false,
  },
});

export const userDecisionMade = defineKind('user_decision_made', {
  doc: 'A decision was closed.',
  priority: 'critical',
  data: z.object({
    decisionId,
    outcome: decisionOutcome,
    answer: nullable(json('The option, the options or the text; null when there is none.')),
    answeredBy: nullable(actor),
    comment: since(nullable(text('What the person added.')), () => null),
  }),
  example: {
    decisionId: 'decision_1',
    outcome: 'answered',
    answer: 'bill.xlsx',
    answeredBy: { id: 'user', name: 'A person', kind: 'user' },
    comment: null,
  },
});
