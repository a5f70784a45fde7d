// Scope: what the documents put in, leave out and leave open, and what does not add up. Issue codes: issues.ts.

import { type Breather, createBreather } from '../base/breather.ts';
import type { ReadDocument, Table } from '../documents/document.ts';
import type { BillTable } from './bill.ts';
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
import { createOrders } from './orders.ts';

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
  const orders = createOrders();
  const ofLines = new Map<string, EstimateIssue[]>();
  const priced = new Map<string, boolean>();

  return {
    addTexts(document, from, count) {
      for (const block of document.texts.slice(from, from + count)) {
        for (const { kind, note } of notesOfText(block)) notes[kind].push(note);
        orders.addText(document.documentId, block.text, block.source);
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
        orders.addLine(bill.table.id, line);
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
      for (const { id, lines } of others) {
        for (const line of lines) orders.addLine(id, line);
        await breather.breathe();
      }
      const missing = await missingCompanions(traded, [...notes.exclusion, ...notes.inclusion], breather);
      return {
        inclusions: notes.inclusion,
        exclusions: notes.exclusion,
        qualifications: notes.qualification,
        issues: [
          ...orders.issues(),
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
