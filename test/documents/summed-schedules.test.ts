import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/documents/limits.ts';
import { parseDocument } from '../../src/documents/parse.ts';
import { billLines } from '../../src/estimating/bill.ts';
import { scheduleSums } from '../../src/estimating/summed-schedules.ts';
import { type LineFields, makeTable, makeTables } from '../estimating/make-bill.ts';
import { file, text, workbook } from './files.ts';

const read = async (csv: string) =>
  (await parseDocument(file('schedule.csv', text(csv)), 'csv', () => {}, defaultLimits)).tables;
const shown = (tables: Awaited<ReturnType<typeof read>>) =>
  tables.flatMap(({ lines }) =>
    lines.map(({ description, quantity, unit }) => [description, quantity, unit]),
  );

const britishBars = `BAR BENDING SCHEDULE
Member,Bar Mark,Type & Size,No. of mbrs,No. in each,Total No.,Length of each bar (mm),Shape Code,A,B
Footing F1,01,T16,4,12,48,2350,21,300,1800
,02,T16,4,12,48,2350,21,300,1800
Column C1,03,T20,8,8,64,4200,00,4200,
,04,R10,8,22,176,1450,51,300,300
`;

describe('bar schedules', () => {
  it('come out as the mass of each diameter', async () => {
    const tables = await read(britishBars);
    expect(tables.map(({ kind, sums }) => [kind, sums])).toEqual([['schedule', 'bars']]);
    // 225.6 m of 16 mm at π/4 × 0.016² × 7,850 kg/m.
    expect(shown(tables)).toEqual([
      ['Reinforcement bars 10 mm (R10)', '157.34', 'kg'],
      ['Reinforcement bars 16 mm (T16)', '356.07', 'kg'],
      ['Reinforcement bars 20 mm (T20)', '662.90', 'kg'],
    ]);
    expect(tables[0]?.lines[1]).toMatchObject({
      remark: '96 bars, 225.6 m × 1.578 kg/m',
      source: { row: 3, method: 'expression' },
    });
  });

  it('take members times bars in each, lengths in metres, and American bars in feet', async () => {
    const metres = await read(
      'Bar mark,Dia,Shape,No of members,No in each,Length\nA1,12,00,2,20,6.0\nA2,12,21,1,10,3.25\n',
    );
    expect(shown(metres)).toEqual([['Reinforcement bars 12 mm', '241.93', 'kg']]);
    const feet = await read('Bar Mark,Bar Size,Qty,Length\nB1,#5,100,"20\'-6"""\n');
    expect(shown(feet)).toEqual([['Reinforcement bars #5', '969.85', 'kg']]);
  });

  it('are no lists of pipes', async () => {
    const tables = await read('Mark,Dia,No,Length\nP1,50,4,6.0\nP2,40,2,3.0\n');
    expect(tables.some(({ sums }) => sums === 'bars')).toBe(false);
  });

  it('are read beside other tables of their sheet', async () => {
    const bytes = await workbook({
      Sheet: [
        ['Item', 'Description', 'Qty', 'Unit', 'Rate'],
        ['1', 'Concrete in footings', 10, 'm3', 150],
        ['2', 'Formwork', 30, 'm2', 25],
        [null],
        ['Bar mark', 'Dia (mm)', 'Shape', 'No', 'Length (mm)'],
        ['01', 12, '00', 40, 6000],
        ['02', 16, '21', 20, 3250],
      ],
    });
    const { tables } = await parseDocument(file('book.xlsx', bytes), 'xlsx', () => {}, defaultLimits);
    expect(tables.map(({ kind, lines }) => [kind, lines.length])).toEqual([
      ['schedule', 2],
      ['bill', 2],
    ]);
  });
});

describe('finish schedules', () => {
  it('come out as the area of each finish of each surface that can be measured', async () => {
    const tables =
      await read(`Room No,Room Name,Floor Finish,Wall Finish,Ceiling Finish,Skirting,Area (m2),Perimeter (m),Height (m)
G01,Lobby,Porcelain tile,Emulsion paint,Gypsum board,Porcelain,45.5,27,3
G02,Office 1,Carpet tile,Emulsion paint,Mineral fibre tile,Timber,22,19,2.7
G03,Office 2,Carpet Tile,Emulsion paint,Mineral fibre tile,Timber,24.75,20,2.7
G04,WC,Ceramic tile,Ceramic tile,-,-,6.2,,
`);
    expect(shown(tables)).toEqual([
      ['Floor finish: Porcelain tile', '45.5', 'm2'],
      ['Floor finish: Carpet tile', '46.75', 'm2'],
      ['Floor finish: Ceramic tile', '6.2', 'm2'],
      ['Wall finish: Emulsion paint', '186.3', 'm2'],
      ['Ceiling finish: Gypsum board', '45.5', 'm2'],
      ['Ceiling finish: Mineral fibre tile', '46.75', 'm2'],
      ['Skirting finish: Porcelain', '27', 'm'],
      ['Skirting finish: Timber', '39', 'm'],
    ]);
    expect(tables[0]?.lines[1]?.remark).toBe('rooms Office 1, Office 2');
  });
});

describe('sums of schedules', () => {
  const sums = async (csv: string, lines: LineFields[]) => {
    const [table] = await read(csv);
    if (table === undefined) throw new Error('no table');
    const document = {
      documentId: 'd',
      name: 'bbs.csv',
      kind: 'csv' as const,
      parts: 1,
      tables: [table],
      texts: [],
      notes: [],
    };
    const bill = billLines(makeTables(makeTable(lines)));
    const found = scheduleSums(bill, [{ table, document }]);
    return bill.map(({ line }) => found.get(line.id)?.count.toFixed() ?? null);
  };

  it('of bars go to the line of their diameter, in its unit', async () => {
    expect(
      await sums(britishBars, [
        { description: 'High yield bars, 16 mm diameter', unit: 'kg', quantity: '300' },
        { description: 'Reinforcement T20', unit: 't', quantity: '1' },
        { description: 'Reinforcement, 25 mm', unit: 'kg', quantity: '50' },
        { description: 'Binding wire for reinforcement 16 mm', unit: 'kg', quantity: '5' },
      ]),
    ).toEqual(['356.07', '0.663', null, null]);
  });

  it('of all bars go to the only line for them, and to none where a diameter is in parts', async () => {
    expect(await sums(britishBars, [{ description: 'Reinforcement bars cut and bent', unit: 'kg' }])).toEqual(
      ['1176.31'],
    );
    expect(
      await sums(britishBars, [
        { description: 'Rebar 16 mm in footings', unit: 'kg' },
        { description: 'Rebar 16 mm in columns', unit: 'kg' },
      ]),
    ).toEqual([null, null]);
  });

  it('of finishes go to the line that names finish and surface', async () => {
    const csv = `Room,Floor,Wall,Area (m2),Wall area (m2)
Kitchen,Ceramic tile,Ceramic tile,12,30
Hall,Carpet tile,Emulsion paint,40,66
`;
    expect(
      await sums(csv, [
        { description: 'Carpet tile flooring, glued down', unit: 'm2' },
        { description: 'Ceramic tiles to walls', unit: 'm2' },
        { description: 'Ceramic floor tiles', unit: 'm2' },
        { description: 'Carpet tiles, spare', unit: 'nr' },
      ]),
    ).toEqual(['40', '30', '12', null]);
  });
});
