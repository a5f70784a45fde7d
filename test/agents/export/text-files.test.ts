import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { bytesOf, contextOf, drive, line, place, smallEstimate } from './fixture.ts';

const decode = (bytes: Uint8Array) =>
  new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes);

async function textOf(inputs: Parameters<typeof contextOf>[0], format: 'csv' | 'json'): Promise<string> {
  const settings = { currency: 'USD', region: null, markups: [], formats: [format] };
  const { result } = await drive(contextOf(inputs, { settings }));
  return decode(bytesOf(result.outputs, `export_${format}`));
}

const recordsOf = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });

describe('CSV', () => {
  it('begins with a byte order mark and ends rows as RFC 4180 does', async () => {
    const csv = await textOf({ estimate: smallEstimate() }, 'csv');
    expect(csv.startsWith('\ufeffItem,Section,Trade,')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(6);
  });

  it('has every line with its figures as they are, and its place', async () => {
    const records = recordsOf(await textOf({ estimate: smallEstimate() }, 'csv'));
    expect(records.map((record) => record.Item)).toEqual(['1.01', '1.02', '2.01', '2.02']);
    expect(records[1]).toMatchObject({
      ...{ Quantity: '3', Unit: 'yd3', Rate: '7.333', Low: '10.00', Amount: '22.00', High: '30.00' },
      ...{
        Currency: 'USD',
        'Price basis': 'composed',
        Document: 'bill.xlsx',
        Sheet: 'Bill',
        Row: '3',
        Page: '',
      },
      ...{ Quote: 'words of row 3', Method: 'cell' },
    });
    expect(records[3]).toMatchObject({ Rate: '', Amount: '' });
  });

  it('names the cell of the words, and where quantity and price come from, with the document where that is another', async () => {
    const [bill, list, model] = [place(4), place(9, 'prices.xlsx'), place(2, 'model.ifc')];
    const lines = [
      line('1', {
        ...{ source: bill, quantitySource: { ...bill, cell: 'D4' }, priceReference: { ...bill, cell: 'F4' } },
      }),
      line('2', {
        ...{ source: bill, quantitySource: { ...model, sheet: null, cell: null }, priceReference: list },
      }),
      line('3', { source: { ...bill, page: 2, sheet: null, cell: null }, priceReference: null }),
    ];
    const records = recordsOf(await textOf({ estimate: smallEstimate({ lines }) }, 'csv'));
    expect(
      records.map((record) => [record.Page, record.Cell, record['Quantity from'], record['Price from']]),
    ).toEqual([
      ['', 'B4', 'D4', 'F4'],
      ['', 'B4', 'model.ifc, row 2', 'prices.xlsx, Bill, B9'],
      ['2', '', '', ''],
    ]);
  });

  it('keeps quotes, commas, line breaks and letters of any script', async () => {
    const description = 'Door "A", 3 ft\nÜberführung – 混凝土';
    const lines = [line('1', { description })];
    const records = recordsOf(await textOf({ estimate: smallEstimate({ lines }) }, 'csv'));
    expect(records[0]?.Description).toBe(description);
  });

  it.each(['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1'])('takes the sting out of %j', async (words) => {
    const lines = [line('1', { description: words, source: { ...place(2), quote: words } })];
    const records = recordsOf(await textOf({ estimate: smallEstimate({ lines }) }, 'csv'));
    expect(records[0]).toMatchObject({ Description: `'${words}`, Quote: `'${words}` });
  });

  it('leaves a negative number a number', async () => {
    const lines = [line('1', { quantity: '-2.5', amount: '-2.50' })];
    const records = recordsOf(await textOf({ estimate: smallEstimate({ lines }) }, 'csv'));
    expect(records[0]).toMatchObject({ Quantity: '-2.5', Amount: '-2.50' });
  });
});

describe('JSON', () => {
  it('is the estimate with its version, documents, quantities and scope', async () => {
    const estimate = smallEstimate();
    const takeoff = { lines: [], issues: [] };
    const content = JSON.parse(await textOf({ estimate, takeoff }, 'json'));
    expect(content).toEqual({
      schemaVersion: 1,
      project: 'Mill Lane depot',
      preparedAt: '2026-03-02T10:11:12.000Z',
      documents: [
        {
          id: 'document_1',
          name: 'Mill Lane depot.xlsx',
          kind: 'xlsx',
          byteSize: 1000,
          sha256: 'ab'.repeat(32),
        },
      ],
      skipped: [],
      estimate,
      takeoff,
      scope: null,
      issues: [],
    });
  });
});
