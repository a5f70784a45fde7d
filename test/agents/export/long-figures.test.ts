import { utils } from '@e965/xlsx';
import { expect, it } from 'vitest';
import { line, smallEstimate, workbookOf } from './fixture.ts';

it('figures of more digits than a spreadsheet reckons with are exact texts, where others stay numbers and formulas', async () => {
  const amount = '12345678901234567.89';
  const lines = [
    line('1', { unitPrice: amount, low: amount, amount, high: amount }),
    line('2', { quantity: '2', unitPrice: '5.25', low: '10.50', amount: '10.50', high: '10.50' }),
  ];
  const workbook = await workbookOf({ estimate: smallEstimate({ lines, markups: [] }) });
  expect(workbook.Sheets.Lines).toMatchObject({
    H2: { t: 's', v: amount },
    J2: { t: 's', v: amount },
    J3: { t: 'n', v: 10.5, f: 'ROUND(F3*H3,2)' },
  });
  const rows: unknown[][] = utils.sheet_to_json(workbook.Sheets.Summary!, { header: 1, defval: null });
  const total = rows.find((row) => row[1] === 'Total')?.slice(3, 6);
  expect(total).toEqual(Array.from({ length: 3 }, () => '12345678901234578.39'));
});
