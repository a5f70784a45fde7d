// Scope: what the documents put in, leave out and leave open, and what does not add up. Issue codes: issues.ts.

import { type Breather, createBreather } from '../base/breather.ts';
import type { ReadDocument, Source, Table } from '../documents/document.ts';
import { type BillTable, placeOf } from './bill.ts';
import {
  checkAbstract,
  checkCurrencies,
  checkLine,
  checkTable,
  condense,
  isPriced,
  wordsOfLine,
} from './checks.ts';
import { missingCompanions, type TradedLine } from './companions.ts';
import { type CueKind, noteOfLine, notesOfText } from './cues.ts';
import type { EstimateIssue, ScopeNote, ScopeReport } from './estimate.ts';
import { checkInjection } from './injection.ts';

export interface ScopeCollector {
  /** Looks at so many texts of a document, from this one on. */
  addTexts(document: ReadDocument, from: number, count: number): void;
  /** What a model found in a text of its own source. */
  addNote(kind: CueKind, note: ScopeNote): void;
  /** Looks at so many lines of a table, from this one on. */
  addLines(bill: BillTable, from: number, count: number): void;
  /** Looks at a table as a whole, after its lines. */
  finishTable(bill: BillTable): void;
  /** Pauses between pieces of the work. */
  report(all: {
    tables: readonly BillTable[];
    others: readonly Table[];
    traded: readonly TradedLine[];
    currency: string;
  }): Promise<ScopeReport>;
}

/** Texts that are flagged; more of them tell nothing new. */
const mostFlagged = 50;

/** Collects a scope report piece by piece, so that a large bill does not hold up others. */
export function createScopeCollector(breather: Breather = createBreather()): ScopeCollector {
  const notes: {
    inclusion: ScopeReport['inclusions'];
    exclusion: ScopeReport['exclusions'];
    qualification: ScopeReport['qualifications'];
  } = {
    inclusion: [],
    exclusion: [],
    qualification: [],
  };
  const issues: EstimateIssue[] = [];
  const flagged = new Map<string, EstimateIssue>();
  const ofLines = new Map<string, EstimateIssue[]>();
  const priced = new Map<string, boolean>();

  /** The same text is told once, and not without end. */
  function flag(text: string, source: Source): void {
    if (flagged.size >= mostFlagged || flagged.has(text)) return;
    const issue = checkInjection(text, source);
    if (issue !== null) flagged.set(text, issue);
  }

  return {
    addTexts(document, from, count) {
      for (const block of document.texts.slice(from, from + count)) {
        for (const { kind, note } of notesOfText(block)) notes[kind].push(note);
        flag(block.text, block.source);
      }
    },
    addNote(kind, note) {
      notes[kind].push(note);
    },
    addLines(bill, from, count) {
      if (!priced.has(bill.table.id)) priced.set(bill.table.id, isPriced(bill.table));
      const found = ofLines.get(bill.table.id) ?? [];
      ofLines.set(bill.table.id, found);
      for (const line of bill.table.lines.slice(from, from + count)) {
        const noted = noteOfLine(line);
        if (noted !== null) notes[noted.kind].push(noted.note);
        for (const text of [line.description, line.remark, line.section, line.unit])
          if (text !== null) flag(text, placeOf(line));
        found.push(...checkLine(bill, line, priced.get(bill.table.id) === true));
        // The check of the table as a whole then finds it ready.
        wordsOfLine(line);
      }
    },
    finishTable(bill) {
      const where = bill.table.sheet ?? bill.table.title ?? bill.document.name;
      issues.push(...condense([...(ofLines.get(bill.table.id) ?? []), ...checkTable(bill)], where));
    },
    async report({ tables, others, traded, currency }) {
      // Tables that do not count are read all the same.
      for (const { lines } of others) {
        for (const line of lines) flag(line.description, placeOf(line));
        await breather.breathe();
      }
      const missing = await missingCompanions(traded, [...notes.exclusion, ...notes.inclusion], breather);
      return {
        inclusions: notes.inclusion,
        exclusions: notes.exclusion,
        qualifications: notes.qualification,
        issues: [
          ...flagged.values(),
          ...issues,
          ...others.flatMap((table) => checkAbstract(table, tables)),
          ...checkCurrencies(tables, currency),
          ...missing.map(({ description, because, source }) => ({
            severity: 'medium' as const,
            code: 'MISSING_COMPANION',
            message: `${description} is not in the bill: ${because}.`,
            source,
          })),
        ],
        missing,
      };
    },
  };
}
