// Fixture: a small estimate worked out by hand, and the agent driven with it.

import { read, type WorkBook } from '@e965/xlsx';
import type { AgentContext, AgentReport, AgentResult, Output, Reply } from '../../../src/agents/agent.ts';
import { exporter } from '../../../src/agents/exporter.ts';
import type { Provenance } from '../../../src/documents/document.ts';
import type { Estimate, EstimateLine } from '../../../src/estimating/estimate.ts';

export const approve: Reply = { outcome: 'answered', values: ['approve'] };

export function place(row: number, documentName = 'bill.xlsx'): Provenance {
  return {
    documentId: `document_${documentName}`,
    documentName,
    sheet: 'Bill',
    page: null,
    row,
    cell: `B${row}`,
    quote: `words of row ${row}`,
    method: 'cell',
    confidence: 0.95,
  };
}

export function line(id: string, changes: Partial<EstimateLine> = {}): EstimateLine {
  return {
    id,
    item: id,
    description: `Work ${id}`,
    section: 'CONCRETE',
    trade: 'concrete',
    quantity: '1',
    unit: 'yd3',
    unitPrice: '1.00',
    low: '1.00',
    amount: '1.00',
    high: '1.00',
    confidence: 0.9,
    priceBasis: 'document',
    priceSource: 'bill.xlsx',
    source: place(2),
    ...changes,
  };
}

/**
 * By hand: 2.5 × 10.10 = 25.25; 3 × 7.333 = 21.999, so 22.00; a lump sum of 100.00; one line without a price.
 * Net 147.25; 10 % of it 14.725, so 14.73; 5 % of 161.98 is 8.099, so 8.10; total 170.08.
 * Low: net 90.00 + 9.00 + 4.95 = 103.95. High: net 200.00 + 20.00 + 11.00 = 231.00.
 */
export function smallEstimate(changes: Partial<Estimate> = {}): Estimate {
  return {
    currency: 'USD',
    class: 5,
    region: 'Indiana',
    lines: [
      line('1.01', { quantity: '2.5', unitPrice: '10.10', low: '20.00', amount: '25.25', high: '40.00' }),
      line('1.02', {
        ...{ quantity: '3', unitPrice: '7.333', low: '10.00', amount: '22.00', high: '30.00' },
        ...{ priceBasis: 'composed', source: place(3) },
      }),
      line('2.01', {
        ...{
          trade: 'openings',
          section: 'DOORS',
          unitPrice: null,
          low: '60.00',
          amount: '100.00',
          high: '130.00',
        },
        ...{ priceBasis: 'public-bid', source: place(4) },
      }),
      line('2.02', {
        ...{ trade: 'openings', section: 'DOORS', unitPrice: null, low: null, amount: null, high: null },
        ...{ priceBasis: 'none', priceSource: null, source: place(5) },
      }),
    ],
    byTrade: [
      {
        ...{ trade: 'openings', name: 'Doors and windows', lineCount: 2, share: 0.679 },
        low: '60.00',
        likely: '100.00',
        high: '130.00',
      },
      {
        ...{ trade: 'concrete', name: 'Concrete', lineCount: 2, share: 0.321 },
        low: '30.00',
        likely: '47.25',
        high: '70.00',
      },
    ],
    net: { low: '90.00', likely: '147.25', high: '200.00' },
    markups: [
      { name: 'Overhead', percent: '10', amount: '14.73' },
      { name: 'Profit', percent: '5', amount: '8.10' },
    ],
    low: '103.95',
    likely: '170.08',
    high: '231.00',
    issues: [],
    assumptions: ['Work is done in normal hours.'],
    settings: {
      region: 'Indiana',
      markups: [
        { name: 'Overhead', percent: '10' },
        { name: 'Profit', percent: '5' },
      ],
    },
    ...changes,
  };
}

export function contextOf(inputs: AgentContext['inputs'], changes: Partial<AgentContext> = {}): AgentContext {
  return {
    documents: [
      {
        id: 'document_1',
        name: 'Mill Lane depot.xlsx',
        kind: 'xlsx',
        byteSize: 1000,
        sha256: 'ab'.repeat(32),
        bytes: async () => new Uint8Array(),
      },
    ],
    inputs,
    instructions: '',
    settings: { currency: 'USD', region: null, markups: [], formats: ['xlsx', 'csv', 'json'] },
    answerTo: () => null,
    startedAt: '2026-03-02T10:11:12.000Z',
    signal: new AbortController().signal,
    ...changes,
  };
}

/** Runs the exporter and answers every question the same way. */
export async function drive(
  context: AgentContext,
  reply: Reply = approve,
): Promise<{ reports: AgentReport[]; result: AgentResult }> {
  const run = exporter.run(context);
  const reports: AgentReport[] = [];
  let step = await run.next();
  while (!step.done) {
    reports.push(step.value);
    step = await run.next(step.value.kind === 'question' ? reply : undefined);
  }
  return { reports, result: step.value };
}

export function bytesOf(outputs: readonly Output[], kind: Output['kind']): Uint8Array {
  const output = outputs.find((candidate) => candidate.kind === kind);
  if (output === undefined || !('bytes' in output)) throw new Error(`There are no bytes of ${kind}.`);
  return output.bytes;
}

/** The workbook made from these inputs. */
export async function workbookOf(inputs: AgentContext['inputs']): Promise<WorkBook> {
  const settings = { currency: 'USD', region: null, markups: [], formats: ['xlsx' as const] };
  const { result } = await drive(contextOf(inputs, { settings }));
  return read(bytesOf(result.outputs, 'export_xlsx'), { cellFormula: true, cellNF: true });
}
