import { describe, expect, it } from 'vitest';
import type { ReadDocument } from '../../src/documents/document.ts';
import { defaultLimits } from '../../src/documents/limits.ts';
import { parseDocument } from '../../src/documents/parse.ts';
import { type DrawingOptions, drawing, entity, type Pair, polyline } from './drawing.ts';
import { file } from './files.ts';

const parse = (entities: Pair[][], options: DrawingOptions = {}) => parseBytes(drawing(entities, options));
const parseBytes = (bytes: Uint8Array) =>
  parseDocument(file('plan.dxf', bytes), 'dxf', () => {}, defaultLimits);
const shown = ({ tables }: ReadDocument) =>
  tables.flatMap(({ lines }) =>
    lines.map(({ description, section, quantity, unit }) => [description, section, quantity, unit]),
  );
const insert = (block: string, layer: string, ...more: Pair[]) =>
  entity('INSERT', layer, [2, block], [10, 0], [20, 0], ...more);
const block = (name: string, ...content: Pair[][]): Pair[] => [
  [0, 'BLOCK'],
  [8, '0'],
  [2, name],
  [70, 0],
  [10, 0],
  [20, 0],
  [3, name],
  ...content.flat(),
  [0, 'ENDBLK'],
  [8, '0'],
];
const square: [number, number][] = [
  [0, 0],
  [1000, 0],
  [1000, 1000],
  [0, 1000],
];
const line = (layer: string) => entity('LINE', layer, [10, 0], [20, 0], [11, 1000], [21, 0]);

describe('blocks within blocks', () => {
  const door = block('DOOR', line('0'));
  const flat = block(
    'FLAT',
    insert('DOOR', 'A-DOOR'),
    insert('DOOR', 'A-DOOR'),
    polyline('A-FLOR', square),
    line('0'),
  );

  it('are counted as often as they are inserted, through rows and columns, and what a symbol looks like is not', async () => {
    const document = await parse(
      [insert('TOWER', '0', [70, 2], [71, 3], [44, 9], [45, 9]), insert('DOOR', 'A-DOOR')],
      {
        blocks: [door, flat, block('TOWER', insert('FLAT', 'A-UNIT', [50, 90]), insert('FLAT', 'A-UNIT'))],
      },
    );
    expect(shown(document)).toEqual([
      ['TOWER', '0', '6', 'nr'],
      ['FLAT', 'A-UNIT', '12', 'nr'],
      ['DOOR', 'A-DOOR', '25', 'nr'],
      ['Closed areas on layer A-FLOR', 'A-FLOR', '12', 'm2'],
      ['Lengths on layer A-UNIT', 'A-UNIT', '12', 'm'],
    ]);
  });

  it('are measured at the scale of their inserts, mirrored ones included; a length at two scales is none', async () => {
    const scaled = await parse([insert('FLAT', 'U', [41, -2], [42, 2])], { blocks: [door, flat] });
    expect(shown(scaled).slice(2)).toEqual([
      ['Closed areas on layer A-FLOR', 'A-FLOR', '4', 'm2'],
      ['Lengths on layer U', 'U', '2', 'm'],
    ]);
    const uneven = await parse([insert('FLAT', 'U', [41, 2], [42, 3])], { blocks: [door, flat] });
    expect(shown(uneven).slice(2)).toEqual([['Closed areas on layer A-FLOR', 'A-FLOR', '6', 'm2']]);
    expect(uneven.notes).toContain('1 curves and hatches could not be measured.');
  });

  it('that hold themselves come to an end, and hidden layers hide what is in them', async () => {
    const round = [
      block('A', insert('B', '0')),
      block('B', insert('A', '0'), insert('DOOR', 'X'), insert('DOOR', 'OFF')),
      door,
    ];
    const document = await parse([insert('A', 'L')], {
      blocks: round,
      layers: { OFF: { flag: 1, colour: 7 } },
    });
    expect(shown(document)).toContainEqual(['DOOR', 'X', '1', 'nr']);
    expect(document.notes).toEqual(['1 things on layers that are off or frozen were left out.']);
  });
});

describe('words of a drawing', () => {
  it('have their escapes undone', async () => {
    const document = await parse([
      insert('T\\U+00DCR 900', 'A-\\U+0414'),
      insert('PIPE %%c50', 'P'),
      entity('TEXT', 'N', [1, 'Slope %%p2%%d to all gullies']),
      entity('MTEXT', 'N', [3, '{\\fArial|b1;Piling \\Lis\\l by '], [1, 'others.\\PSee sheet 4}']),
      entity('TEXT', 'N', [1, 'Bedroom 1']),
    ]);
    expect(shown(document).map(([name, layer]) => [name, layer])).toEqual([
      ['TÜR 900', 'A-Д'],
      ['PIPE Ø50', 'P'],
    ]);
    expect(document.texts.map(({ text }) => text)).toEqual([
      'Slope ±2° to all gullies',
      'Piling is by others. See sheet 4',
    ]);
  });

  it('are read in the code page of an old file', async () => {
    const plain = Buffer.from(drawing([insert('TUER', 'A')]));
    const text = plain
      .toString('latin1')
      .replace('AC1027', 'AC1009\r\n  9\r\n$DWGCODEPAGE\r\n  3\r\nANSI_1251')
      .replace('TUER', Buffer.from([0xc4, 0xe2, 0xe5, 0xf0, 0xfc]).toString('latin1'));
    expect(shown(await parseBytes(Buffer.from(text, 'latin1')))).toEqual([['Дверь', 'A', '1', 'nr']]);
  });

  it('in drawn tables are told of', async () => {
    const { notes, tables } = await parse([entity('ACAD_TABLE', 'T', [2, '*T1'], [10, 0])]);
    expect(tables).toEqual([]);
    expect(notes).toEqual([
      'The drawing has no blocks, closed areas or lines that count.',
      '1 table drawn in it was not read; export it as a spreadsheet.',
    ]);
  });
});
