// Results: what was made, and what a person should know or might do.

import { z } from 'zod';
import { choice, dateTime, id, int, nullable, object, since, text } from '../field.ts';
import { defineKind } from '../kind.ts';
import { artifactKind, severity } from '../shapes.ts';

export const artifact = object(
  'Artifact',
  'A file or data set that an agent made.',
  {
    id: id('Names the artifact.'),
    kind: artifactKind,
    name: text('File name.'),
    mediaType: text('Media type.'),
    byteSize: int('Bytes.'),
    createdAt: dateTime('When it was made.'),
    sha256: text('SHA-256 of the content, hexadecimal.'),
    agentName: text('Who made it.'),
    basis: text('Hash of what it was made from: equal means made from the same documents.'),
  },
  { byHand: true },
);

export const artifactReady = defineKind('artifact_ready', {
  doc: 'A result can be taken away.',
  priority: 'normal',
  data: z.object({ artifact }),
  example: {
    artifact: {
      id: 'artifact_1',
      kind: 'export_xlsx',
      name: 'estimate.xlsx',
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      byteSize: 12000,
      createdAt: '2026-01-01T00:00:00.000Z',
      sha256: 'ab',
      agentName: 'exporter',
      basis: 'cd',
    },
  },
});

export const notification = defineKind('notification', {
  typeName: 'NotificationRaised',
  doc: 'Something a person should know, without having to act.',
  priority: 'normal',
  data: z.object({
    severity,
    title: text('In a few words.'),
    body: text('In a sentence or two.'),
    about: nullable(id('The thing it is about.')),
  }),
  example: {
    severity: 'low',
    title: 'Estimate ready',
    body: 'Three files can be downloaded.',
    about: 'workflow_1',
  },
});

export const recommendationStatus = choice(
  'RecommendationStatus',
  {
    open: 'Not acted on.',
    applied: 'Done.',
    dismissed: 'Not wanted.',
  },
  'What became of it.',
);

export const recommendation = defineKind('recommendation', {
  typeName: 'RecommendationMade',
  doc: 'The manager suggests something that would make the result better.',
  priority: 'normal',
  data: z.object({
    recommendation: object(
      'Recommendation',
      'A suggestion with its reason.',
      {
        id: id('Names the recommendation.'),
        title: text('What to do.'),
        rationale: text('Why it would help.'),
        kind: text(
          'Open vocabulary: answer_questions, price_lines, resolve_issues, import_prices, teach_trades, price_quantities …',
        ),
        apply: since(
          nullable(text('An instruction to send as it is; null where a person has to do something else.')),
          () => null,
        ),
        status: recommendationStatus,
      },
      { byHand: true },
    ),
  }),
  example: {
    recommendation: {
      id: 'recommendation_1',
      title: 'Ask for quotes on the roof',
      rationale: 'It is 31 % of the total and priced from the cost book.',
      kind: 'ask_for_quotes',
      apply: 'Which lines of the roof have no price of the documents?',
      status: 'open',
    },
  },
});
