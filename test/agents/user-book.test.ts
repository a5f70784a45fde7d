// A price list handed over beside a bill, from the files to the estimate.

import { describe, expect, it } from 'vitest';
import { fileReader } from '../../src/agents/file-reader.ts';
import type { ExtractedTables } from '../../src/documents/extracted-tables.ts';
import { sniffDocument } from '../../src/documents/sniff.ts';
import { drive } from './drive-agent.ts';
import { runEstimating } from './estimating-run.ts';

/** Reads the files as the file reader does. */
async function tablesOf(files: Record<string, string>): Promise<ExtractedTables> {
  const documents = await Promise.all(
    Object.entries(files).map(async ([name, content], index) => {
      const bytes = Buffer.from(content);
      const { kind } = await sniffDocument(bytes, name);
      const id = `document_${index + 1}`;
      return { id, name, kind, byteSize: bytes.byteLength, sha256: '', bytes: async () => bytes };
    }),
  );
  return (await drive(fileReader, { documents })).output as ExtractedTables;
}

const bill = `Item,Description,Quantity,Unit
1,Concrete sidewalk 4 in,40,SY
2,Brick wall 4 in thick,100,m2
3,Wire fence,25,m
`;

const list = `Code,Description,Unit,Rate
,CONCRETE,,
C1,Concrete sidewalk 4 in,SY,61.50
C2,Concrete sidewalk 4 in,SY,64.00
C3,Reinforcement bars,kg,rate only
,MASONRY,,
M1,Brick wall 4 in thick,sf,14.20
M2,Lintels,blob,20
M3,Credit for old bricks,each,-0.20
M4,Coping stones,m,0
M5,Damp proof course,m,€3.10
M6,Sills,m,$42.00
M7,Arches,,90
M8,Chimney,each,10000000000
M1,Brick wall 4 in thick,sf,14.20
`;

describe('a price list beside a bill', () => {
  it('prices the bill and is no part of it', async () => {
    const { estimate } = await runEstimating(await tablesOf({ 'bill.csv': bill, 'rates.csv': list }));
    expect(estimate.lines.map(({ description }) => description)).toEqual([
      'Concrete sidewalk 4 in',
      'Brick wall 4 in thick',
      'Wire fence',
    ]);
    // 40 × 61.50 and, at 14.20 a square foot or 152.85 a square metre, 100 × 152.85.
    expect(estimate.lines[0]).toMatchObject({ priceBasis: 'user', unitPrice: '61.5', amount: '2460.00' });
    expect(estimate.lines[1]).toMatchObject({ priceBasis: 'user', unitPrice: '152.85', amount: '15285.00' });
    expect(estimate.lines[2]?.priceBasis).not.toBe('user');
  });

  it('says once how many of its prices were taken, and which rows were not and why', async () => {
    const { estimate } = await runEstimating(await tablesOf({ 'bill.csv': bill, 'rates.csv': list }));
    const told = estimate.issues.filter(({ code }) => code === 'PRICE_LIST');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ severity: 'medium', source: { documentName: 'rates.csv', row: 4 } });
    expect(told[0]?.message).toBe(
      '«rates.csv»: 3 prices taken, 9 rows not: 1 with another price for work that is listed before (row 4); ' +
        '1 with no rate (row 5); 1 with a unit that is not known (row 8); 1 with a negative rate (row 9); ' +
        '1 with a rate of 0 (row 10); 1 with another currency (row 11); 1 with no unit (row 13); ' +
        '1 with a rate that nobody can mean (row 14); 1 with the same price again (row 15).',
    );
  });

  it('is not used in another currency than the estimate, and says so', async () => {
    const euros = 'Description,Unit,Rate (EUR)\nConcrete sidewalk 4 in,SY,61.50\nWire fence,m,20\n';
    const { estimate } = await runEstimating(await tablesOf({ 'bill.csv': bill, 'rates.csv': euros }));
    expect(estimate.lines.map(({ priceBasis }) => priceBasis)).not.toContain('user');
    const told = estimate.issues.find(({ code }) => code === 'PRICE_LIST');
    expect(told?.message).toContain('was not used: its 2 prices are in EUR');
  });

  it('brings its low, likely and high prices along', async () => {
    const ranged = [
      'Description,Unit,Low rate,Likely rate,High rate\nConcrete sidewalk 4 in,SY,50,61.50,80\nWire fence,m,9,10,12\n',
      'Description,Unit,Rate,Low,High\nConcrete sidewalk 4 in,SY,61.50,50,80\nWire fence,m,10,9,12\n',
      'Description,Unit,Min price,Price,Max price\nConcrete sidewalk 4 in,SY,50,61.50,80\nWire fence,m,9,10,12\n',
    ];
    for (const rates of ranged) {
      const { estimate } = await runEstimating(await tablesOf({ 'bill.csv': bill, 'rates.csv': rates }));
      expect(estimate.lines[0]).toMatchObject({ low: '2000.00', amount: '2460.00', high: '3200.00' });
    }
  });

  it('wins over a built-in price that fits better, and over one at quite another price without a question', async () => {
    const near = 'Description,Unit,Rate\nPublic sidewalk of concrete slabs,SY,7.00\nWire fence,m,20\n';
    const { estimate, priced } = await runEstimating(await tablesOf({ 'bill.csv': bill, 'rates.csv': near }));
    expect(estimate.lines[0]).toMatchObject({ priceBasis: 'user', unitPrice: '7' });
    expect(estimate.lines[2]).toMatchObject({ priceBasis: 'user', amount: '500.00' });
    expect(priced.questions.filter(({ prompt }) => prompt.includes('Wire fence'))).toEqual([]);
  });

  it('tells the same words under two headings apart by the trade of the line', async () => {
    const walls =
      'Item,Description,Quantity,Unit\n,PAINTING,,\n1,To walls,10,m2\n,PLASTERING,,\n2,To walls,10,m2\n';
    const rates = 'Description,Unit,Rate\nPLASTERING,,\nTo walls,m2,30\nPAINTING,,\nTo walls,m2,5\n';
    const { estimate } = await runEstimating(await tablesOf({ 'bill.csv': walls, 'rates.csv': rates }));
    expect(estimate.lines.map(({ unitPrice }) => unitPrice)).toEqual(['5', '30']);
  });

  it('leaves a bill its own rate, and says of one that nobody can mean that it is such', async () => {
    const priced =
      'Item,Description,Quantity,Unit,Rate\n1,Wire fence,2,m,1000000000000\n2,Wire fence 2,2,m,20\n';
    const { estimate } = await runEstimating(await tablesOf({ 'bill.csv': priced, 'rates.csv': list }));
    expect(estimate.lines.map(({ amount }) => amount)).toEqual(['2000000000000.00', '40.00']);
    expect(estimate.issues.filter(({ code }) => code === 'ABSURD_RATE')).toMatchObject([
      { severity: 'high', source: { row: 2 } },
    ]);
  });

  it('is the bill where there is no other', async () => {
    const { selectedTableIds } = await tablesOf({ 'rates.csv': list });
    expect(selectedTableIds).toHaveLength(1);
  });
});
