// Agents: how far each is.
//
// Source: streaming guide, «Granular Agent Progress».

import { z } from 'zod';
import { dateTime, id, int, nullable, object, percentage, since, text } from '../field.ts';
import { defineKind } from '../kind.ts';
import { sourceReference } from '../shapes.ts';

const optional = { absent: () => null };

const substepDetails = object('SubstepDetails', 'What an agent is doing, in numbers.', {
  operation: text('What is being done.'),
  estimatedCompletion: nullable(dateTime('When it should be done; null while unknown.'), {
    nullWord: 'calculating...',
  }),
  modelUsed: nullable(text('The brain that works on it; null while undecided.'), { nullWord: 'processing' }),
  tokensProcessed: int('Tokens of text worked through so far.'),
  itemsProcessed: nullable(int('Items done: lines, pages, files.'), optional),
  itemsTotal: nullable(int('Of how many.'), optional),
  source: nullable(sourceReference, optional),
});

export const agentSubstep = defineKind('agent_substep', {
  doc: 'An agent got a step further.',
  priority: 'low',
  data: z.object({
    agentName: text('The agent.'),
    executionId: since(
      id('One execution of an agent; tells parallel executions of one agent apart.'),
      (data) => data.agentName,
    ),
    attempt: since(int('From 1; rises when the execution is tried again.'), () => 1),
    substep: text('Open vocabulary: initializing, processing, validating, waiting, completed, failed …'),
    progressPercentage: percentage('0 to 100; never falls within one attempt.'),
    substepDetails,
  }),
  example: {
    agentName: 'file_reader',
    executionId: 'execution_1',
    attempt: 1,
    substep: 'processing',
    progressPercentage: 50,
    substepDetails: {
      operation: 'reading bill.xlsx',
      estimatedCompletion: null,
      modelUsed: 'local',
      tokensProcessed: 1500,
      itemsProcessed: 2,
      itemsTotal: 4,
      source: {
        documentId: 'document_1',
        documentName: 'bill.xlsx',
        sheet: 'Bill',
        page: null,
        row: 12,
        cell: null,
        quote: null,
      },
    },
  },
});
