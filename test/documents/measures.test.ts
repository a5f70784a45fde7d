import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/documents/limits.ts';
import { parseLength, unitOfHeading } from '../../src/documents/measures.ts';
import { parseDocument } from '../../src/documents/parse.ts';
import { file, text } from './files.ts';

const shown = (written: string, headed: string | null = null) => {
  const length = parseLength(written, '.', headed);
  return length === null ? null : `${Number(length.value.toFixed(4))} ${length.unit ?? '?'}`;
};

describe('lengths in cells', () => {
  it('are read in feet and inches as people write them', () => {
    expect(
      [`12'-6"`, '12ft 6in', `5' 6 1/2"`, `5'-6½"`, `20'`, `6"`, '3/4"', `4’ 0”`, "7'6", '10 feet'].map(
        (one) => shown(one),
      ),
    ).toEqual([
      '12.5 ft',
      '12.5 ft',
      '5.5417 ft',
      '5.5417 ft',
      '20 ft',
      '0.5 ft',
      '0.0625 ft',
      '4 ft',
      '7.5 ft',
      '10 ft',
    ]);
  });

  it('have the unit of their heading where they have none themselves', () => {
    expect(['L (mm)', 'Depth in inches', 'Width, ft', 'Length', 'Height [m]'].map(unitOfHeading)).toEqual([
      'mm',
      'in',
      'ft',
      null,
      'm',
    ]);
    expect([shown('150', 'mm'), shown('6', 'in'), shown('3.5'), shown('1200mm', 'm')]).toEqual([
      '0.15 m',
      '0.5 ft',
      '3.5 ?',
      '1.2 m',
    ]);
  });

  it('are none where anything else stands', () => {
    for (const written of ['', '-', 'as drawn', `6' x 8'`, '12-6', 'M20']) expect(shown(written)).toBeNull();
  });

  it('come out the same however feet and inches are written', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(11), fc.nat(15), (feet, inches, sixteenths) => {
        const fraction = sixteenths === 0 ? '' : ` ${sixteenths}/16`;
        const wanted = feet + (inches + sixteenths / 16) / 12;
        for (const written of [`${feet}'-${inches}${fraction}"`, `${feet} ft. ${inches}${fraction} in.`])
          expect(parseLength(written, '.', null)?.value.toNumber()).toBeCloseTo(wanted, 9);
      }),
    );
  });
});

it('columns of dimensions end up in one unit, with the cells of all factors', async () => {
  const csv = `Item,Description,Nos,Length (m),Width,Thk (mm),Qty,Unit
1,Slab,2,5.0,4.0,150,6,m3
2,Footing,4,"12'-6""","5' 6 1/2""",6in,,cft
`;
  const { tables } = await parseDocument(file('sheet.csv', text(csv)), 'csv', () => {}, defaultLimits);
  expect(tables[0]?.lines.map(({ dimensions }) => dimensions)).toEqual([
    { number: '2', length: '5', breadth: '4', depth: '0.15', unit: 'm' },
    { number: '4', length: '12.5', breadth: '5.541667', depth: '0.5', unit: 'ft' },
  ]);
  expect(tables[0]?.lines[1]).toMatchObject({ remark: null, figures: { dimensions: 'C3+D3+E3+F3' } });
});
