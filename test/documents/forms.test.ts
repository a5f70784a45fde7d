import { describe, expect, it } from 'vitest';
import type { Table } from '../../src/documents/document.ts';
import { defaultLimits } from '../../src/documents/limits.ts';
import { parseDocument } from '../../src/documents/parse.ts';
import { isPriceList, readPriceList } from '../../src/estimating/price-list.ts';
import { file, text } from './files.ts';

async function tableIn(csv: string): Promise<Table> {
  const { tables } = await parseDocument(file('list.csv', text(csv)), 'csv', () => {}, defaultLimits);
  expect(tables).toHaveLength(1);
  return tables[0] as Table;
}

describe('price lists', () => {
  const prices = (table: Table) => {
    expect(isPriceList(table)).toBe(true);
    return readPriceList(table, 'USD').taken.map(({ line, low, likely, high }) => [
      line.description,
      ...[low, likely, high].map((price) => price.toFixed()),
    ]);
  };

  it('may be headed by low, likely and high alone', async () => {
    const table = await tableIn(
      'Trade,Description,Unit,Low,Likely,High\nConcrete,Slab on grade,m2,50,60,75\nMasonry,Block wall,m2,40,48,60\n',
    );
    expect(prices(table)).toEqual([
      ['Slab on grade', '50', '60', '75'],
      ['Block wall', '40', '48', '60'],
    ]);
  });

  it('may give the ends only, with a currency', async () => {
    const table = await tableIn(
      'Code,Work item,UoM,Min (USD),Max (USD)\n03,Slab on grade,m2,50,75\n04,Block wall,m2,40,60\n',
    );
    expect(prices(table)).toEqual([
      ['Slab on grade', '50', '62.5', '75'],
      ['Block wall', '40', '50', '60'],
    ]);
  });

  it('may be headed by «Cost», which is of one unit unless the units are lump sums', async () => {
    const list = await tableIn('Description,Unit,Cost\nSlab on grade,m2,60\nBlock wall,m2,48\n');
    expect(prices(list).map(([, , likely]) => likely)).toEqual(['60', '48']);
    const sums = await tableIn('Description,Unit,Cost\nSite set-up,LS,6000\nScaffold,LS,4800\n');
    expect(sums.lines.map(({ rate, amount }) => [rate, amount])).toEqual([
      [null, '6000'],
      [null, '4800'],
    ]);
  });
});

describe('a row of column numbers', () => {
  const header = 'S.No,Description,Unit,Qty,Rate,Amount';
  it('is no line, in whatever way it counts', async () => {
    for (const ordinals of [
      'a,b,c,d,e,f = d x e',
      '(1),(2),(3),(4),(5),(6)=(4)x(5)',
      'I,II,III,IV,V,VI',
      'col.1,col.2,col.3,col.4,col.5,col.6',
      '1,2,3,4,5,(4 x 5)',
      '1,2,3,4,6,7',
      ',1,2,3,4,5',
      'Column 1,Column 2,Column 3,Column 4,Column 5,Column 6',
    ]) {
      const { lines } = await tableIn(
        `${header}\n${ordinals}\n1,Excavation,m3,100,20,2000\n2,Concrete,m3,10,200,2000\n`,
      );
      expect([ordinals, ...lines.map(({ description }) => description)]).toEqual([
        ordinals,
        'Excavation',
        'Concrete',
      ]);
    }
  });

  it('is told from small figures', async () => {
    const { lines } = await tableIn('Item,Description,Nos,L,B,Qty\n1,Slab,1,2,3,6\n2,Pad,,,,\n,,1,2,4,8\n');
    expect(lines.map(({ quantity }) => quantity)).toContain('8');
  });
});

it('a percentage without any figure in a priced table is a line that is still to be reckoned, and a note is none', async () => {
  const { lines, totals } = await tableIn(`Item,Description,Qty,Unit,Rate,Amount
1,Excavation,100,m3,20,2000
,Total,,,,2000
,Contingency 5% of the above,,,,
2,Add 10% of items 1 to 1,,,,
,VAT 20%,,,,400
,Overheads and profit 15% included in all rates,,,,
`);
  expect(lines.map(({ description }) => description)).toEqual([
    'Excavation',
    'Contingency 5% of the above',
    'Add 10% of items 1 to 1',
  ]);
  expect(totals.map(({ label }) => label)).toEqual(['Total', 'VAT 20%']);
});
