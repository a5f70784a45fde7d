// Notes sheets: what the estimate rests on, and what a person should look at.

import type { ScopeNote } from '../../estimating/estimate.ts';
import { tradeName } from '../../estimating/trades.ts';
import type { ExportMaterial } from './material.ts';
import { placeCells, placeNumbers, placeTitles, placeWidths } from './place.ts';
import { type Cell, headerRow, type Sheet, text, wrapped } from './sheet.ts';

export function assumptionsSheet(material: ExportMaterial): Sheet {
  const { scope } = material;
  const missing = scope?.missing ?? [];
  return {
    name: 'Assumptions',
    widths: [16, 80, 24, ...placeWidths],
    sticky: 1,
    rows: [
      headerRow(['Kind', 'Text', 'Trade', ...placeTitles], placeNumbers),
      ...material.estimate.assumptions.map((words) => [text('Assumption'), text(words, wrapped)]),
      ...noteRows('Inclusion', scope?.inclusions ?? []),
      ...noteRows('Exclusion', scope?.exclusions ?? []),
      ...noteRows('Qualification', scope?.qualifications ?? []),
      ...missing.map((work) => [
        text('Possibly missing'),
        text(`${work.description} (${work.because})`, wrapped),
        text(tradeName(work.trade)),
        ...placeCells(work.source),
      ]),
      ...material.skipped.map(({ name, message }) => [
        text('Not read'),
        text(message, wrapped),
        null,
        text(name),
      ]),
    ],
  };
}

function noteRows(kind: string, notes: readonly ScopeNote[]): Cell[][] {
  return notes.map((note) => [
    text(kind),
    text(note.text, wrapped),
    text(note.trade === null ? null : tradeName(note.trade)),
    ...placeCells(note.source),
  ]);
}

export function issuesSheet(material: ExportMaterial): Sheet {
  return {
    name: 'Issues',
    widths: [10, 26, 80, ...placeWidths, 50],
    sticky: 1,
    rows: [
      headerRow(['Severity', 'Code', 'Message', ...placeTitles, 'Quote'], placeNumbers),
      ...material.issues.map((issue) => [
        text(issue.severity),
        text(issue.code),
        text(issue.message, wrapped),
        ...placeCells(issue.source),
        text(issue.source?.quote ?? null, wrapped),
      ]),
    ],
  };
}
