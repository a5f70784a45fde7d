import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import type { DocumentKind, ReadDocument } from '../../src/documents/document.ts';
import { defaultLimits } from '../../src/documents/limits.ts';
import { parseDocument } from '../../src/documents/parse.ts';
import { isPricedElsewhere, outsideBase } from '../../src/estimating/cues.ts';
import { boundPlan, germanModel } from '../fixtures/offices/models.ts';
import { barSchedulePaper, quotationPaper, scopeLetter } from '../fixtures/offices/papers.ts';
import { germanOffer, gulfPlan, indianMeasurement, ukBill, usProposal } from '../fixtures/offices/sheets.ts';
import { file } from './files.ts';

const read = async (kind: DocumentKind, bytes: Uint8Array | Promise<Uint8Array>) =>
  parseDocument(file(`office.${kind}`, await bytes), kind, () => {}, defaultLimits);
/** Kind, number of lines, the sum of their amounts and what else is declared. */
const told = ({ tables }: ReadDocument) =>
  tables.map(({ kind, lines, totals }) => [
    kind,
    lines.length,
    lines.reduce((sum, { amount }) => sum.plus(amount ?? 0), new Big(0)).toFixed(2),
    totals.map(({ amount }) => amount),
  ]);
const quantities = ({ tables }: ReadDocument) =>
  tables.flatMap(({ lines }) =>
    lines.map(({ description, quantity, unit }) => `${description}: ${quantity} ${unit}`),
  );

describe('what offices send', () => {
  it('an Indian measurement sheet in feet and inches beside its abstract', async () => {
    const document = await read('xlsx', indianMeasurement());
    expect(told(document)).toEqual([
      ['schedule', 4, '0.00', []],
      ['bill', 3, '710834.00', ['710834', '21325.02', '732159.02']],
    ]);
    expect(document.tables[0]?.lines.map(({ dimensions }) => dimensions?.length)).toEqual([
      '4',
      '60',
      '4',
      '4',
    ]);
    expect(document.tables[0]?.arithmeticShare).toBe(1);
  });

  it('a British bill with prime cost sums and a collection', async () => {
    const document = await read('xlsx', ukBill());
    expect(told(document)).toEqual([['bill', 7, '32188.10', ['32188.1']]]);
    expect(document.tables[0]?.lines.map(({ unit }) => unit)).toEqual([
      'm2',
      'm2',
      'm',
      'Item',
      '%',
      '%',
      'Item',
    ]);
  });

  it('a German offer whose tax is no line and whose optional item is outside the sum', async () => {
    const document = await read('csv', germanOffer());
    expect(told(document)).toEqual([['bill', 5, '57098.10', ['57098.1', '10848.64', '67946.74']]]);
    expect(document.tables[0]?.lines.map(outsideBase)).toEqual([null, null, 'alternate', null, null]);
  });

  it('an American proposal headed by scope, unit $ and ext. $', async () => {
    const document = await read('xlsx', usProposal());
    expect(told(document)).toEqual([['bill', 8, '158520.00', ['154340']]]);
    expect(document.tables[0]?.lines.map(outsideBase).slice(-2)).toEqual(['excluded', 'alternate']);
  });

  it('a Gulf cost plan with Roman column numbers, and prices that others include', async () => {
    const document = await read('xlsx', gulfPlan());
    expect(told(document)).toEqual([['bill', 7, '435460.00', ['391940', '43520', '435460']]]);
    expect([...new Set(document.tables[0]?.lines.map(({ section }) => section))]).toEqual([
      'A CONCRETE WORKS',
      'B BLOCK WORKS',
    ]);
    expect(document.tables[0]?.lines.filter(isPricedElsewhere).map(({ item }) => item)).toEqual(['B.1']);
  });

  it('a bar bending schedule on paper', async () => {
    expect(quantities(await read('pdf', barSchedulePaper()))).toEqual([
      'Reinforcement bars 10 mm (H10): 251.76 kg',
      'Reinforcement bars 16 mm (H16): 221.60 kg',
      'Reinforcement bars 20 mm (H20): 606.67 kg',
    ]);
  });

  it('a quotation on paper whose tax is no line', async () => {
    expect(told(await read('pdf', quotationPaper()))).toEqual([
      ['bill', 4, '5338.80', ['5338.8', '1067.76', '6406.56']],
    ]);
  });

  it('a letter with a bill and the finishes of its rooms', async () => {
    const document = await read('docx', scopeLetter());
    expect(told(document).map(([kind, lines]) => [kind, lines])).toEqual([
      ['bill', 4],
      ['schedule', 6],
    ]);
    expect(quantities(document).slice(4, 7)).toEqual([
      'Floor finish: Carpet tile: 98 m2',
      'Floor finish: Vinyl sheet: 7 m2',
      'Wall finish: Emulsion paint: 152 m2',
    ]);
    expect(document.texts.map(({ text }) => text).join(' ')).toContain('by others');
  });

  it('a plan in inches whose doors are in a block that was another drawing', async () => {
    const document = await read('dxf', boundPlan());
    expect(quantities(document)).toEqual([
      'UNIT$0$PLAN: 2 nr',
      'DOOR 3-0: 4 nr',
      'WC: 2 nr',
      'Closed areas on layer A-AREA: 600 ft2',
    ]);
    expect(document.texts.map(({ text }) => text)).toEqual(['All glazing is N.I.C. and by others']);
  });

  it('a German model with running numbers, a facade of plates and quantities by other names', async () => {
    const document = await read('ifc', germanModel());
    expect(quantities(document)).toEqual([
      'STB Wand: 50 m2',
      'Fassade: 1 nr',
      'Glas: 36 m2',
      'Bodenplatte 250: 78 m3',
    ]);
    expect(document.tables[0]?.lines.map(({ section }) => section)).toEqual([
      'Wall',
      'Curtain wall',
      'Plate',
      'Slab',
    ]);
  });
});
