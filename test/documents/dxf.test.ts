import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadDocument } from '../../src/documents/document.ts';
import { askedUnits, inDrawingUnit, lacksUnit, sizeOfDrawing } from '../../src/documents/dxf-units.ts';
import { defaultLimits } from '../../src/documents/limits.ts';
import { parseDocument } from '../../src/documents/parse.ts';
import { readDocument } from '../../src/documents/read.ts';
import { sniffDocument } from '../../src/documents/sniff.ts';
import { type DrawingOptions, drawing, entity, type Pair, polyline } from './drawing.ts';
import { file, text } from './files.ts';

const signal = new AbortController().signal;
const read = (bytes: Uint8Array, name = 'plan.dxf') => readDocument(file(name, bytes), { signal });
/** Without a process of its own, for many small drawings. */
const parse = (entities: Pair[][], options: DrawingOptions = {}) =>
  parseDocument(file('plan.dxf', drawing(entities, options)), 'dxf', () => {}, defaultLimits);
const shown = ({ tables }: ReadDocument) =>
  tables.flatMap(({ lines }) =>
    lines.map(({ description, section, quantity, unit }) => [description, section, quantity, unit]),
  );
const insert = (block: string, layer: string, ...more: Pair[]) =>
  entity('INSERT', layer, [2, block], [10, 0], [20, 0], ...more);
const line = (layer: string, x: number, y: number, ...more: Pair[]) =>
  entity('LINE', layer, [10, 0], [20, 0], [11, x], [21, y], ...more);
const square = (side: number): [number, number][] => [
  [0, 0],
  [side, 0],
  [side, side],
  [0, side],
];

describe('reading drawings', () => {
  it('counts blocks by name and layer, and measures closed areas and lengths by layer in the unit of the file', async () => {
    const bytes = drawing([
      insert('DOOR-900', 'A-DOOR'),
      insert('DOOR-900', 'A-DOOR'),
      insert('DOOR-900', 'A-DOOR-EXST'),
      insert('LIGHT', 'E-LITE', [70, 3], [71, 4], [44, 100], [45, 100]),
      polyline('A-FLOR', square(4000)),
      entity('CIRCLE', 'A-FLOR', [10, 0], [20, 0], [40, 1000]),
      line('P-PIPE', 3000, 4000),
      entity('ARC', 'P-PIPE', [10, 0], [20, 0], [40, 1000], [50, 350], [51, 80]),
      polyline(
        'P-PIPE',
        [
          [0, 0],
          [2000, 0],
        ],
        false,
      ),
    ]);
    const document = await read(bytes);
    expect(document.kind).toBe('dxf');
    expect(shown(document)).toEqual([
      ['DOOR-900', 'A-DOOR', '2', 'nr'],
      ['DOOR-900', 'A-DOOR-EXST', '1', 'nr'],
      ['LIGHT', 'E-LITE', '12', 'nr'],
      ['Closed areas on layer A-FLOR', 'A-FLOR', String(Math.round((16 + Math.PI) * 1000) / 1000), 'm2'],
      ['Lengths on layer P-PIPE', 'P-PIPE', String(Math.round((5 + 2 + Math.PI / 2) * 1000) / 1000), 'm'],
    ]);
    expect(document.tables[0]).toMatchObject({ kind: 'schedule' });
    expect(document.drawing?.unit).toBe('mm');
    const [door] = document.tables[0]?.lines ?? [];
    const lines = Buffer.from(bytes).toString().split('\r\n');
    expect(door?.source).toMatchObject({ method: 'model', quote: 'INSERT DOOR-900 on layer A-DOOR' });
    expect(lines[(door?.source.row ?? 0) - 1]?.trim()).toBe('INSERT');
  });

  it('measures old polylines by their vertices, arcs in outlines, and hatches without their holes', async () => {
    const vertices = square(10).flatMap(([x, y]) => entity('VERTEX', 'OLD', [10, x], [20, y], [30, 0]));
    const way = (points: [number, number][], flag: number): Pair[] => [
      [92, flag],
      [72, 0],
      [73, 1],
      [93, points.length],
      ...points.flatMap(([x, y]): Pair[] => [
        [10, x],
        [20, y],
      ]),
      [97, 0],
    ];
    const hole = square(2).map(([x, y]): [number, number] => [x + 1, y + 1]);
    const document = await parse(
      [
        [...entity('POLYLINE', 'OLD', [66, 1], [70, 1]), ...vertices, ...entity('SEQEND', 'OLD')],
        polyline('ROUND', [
          [0, 0, 1],
          [2, 0, 1],
        ]),
        entity(
          'HATCH',
          'FILL',
          [10, 0],
          [20, 0],
          [30, 0],
          [2, 'SOLID'],
          [70, 1],
          [91, 2],
          ...way(square(10), 3),
          ...way(hole, 18),
          [75, 0],
          [76, 1],
          [98, 1],
          [10, 5],
          [20, 5],
        ),
      ],
      { insUnits: 6 },
    );
    expect(shown(document).map(([what, , quantity]) => [what, quantity])).toEqual([
      ['Closed areas on layer OLD', '100'],
      ['Closed areas on layer ROUND', '3.142'],
      ['Hatched areas on layer FILL', '96'],
    ]);
  });

  it('measures a hatch with edges of lines and arcs', async () => {
    const half = entity(
      'HATCH',
      'FILL',
      [92, 1],
      [93, 2],
      [72, 1],
      [10, -2],
      [20, 0],
      [11, 2],
      [21, 0],
      [72, 2],
      [10, 0],
      [20, 0],
      [40, 2],
      [50, 0],
      [51, 180],
      [73, 1],
      [97, 0],
    );
    expect(shown(await parse([half], { insUnits: 6 }))[0]?.[2]).toBe('6.283');
  });

  it('leaves out paper space and layers that are off or frozen, and says so', async () => {
    const document = await parse(
      [line('SHOWN', 3, 4), line('OFF', 3, 4), line('COLD', 3, 4), line('SHOWN', 30, 40, [67, 1])],
      {
        insUnits: 6,
        layers: {
          SHOWN: { flag: 0, colour: 7 },
          OFF: { flag: 0, colour: -7 },
          COLD: { flag: 1, colour: 7 },
        },
      },
    );
    expect(shown(document)).toEqual([['Lengths on layer SHOWN', 'SHOWN', '5', 'm']]);
    expect(document.notes.join()).toMatch(/^2 things on layers that are off or frozen/);
  });

  it('says how many curves it could not measure, and that a drawing has nothing that counts', async () => {
    const document = await parse([entity('SPLINE', 'A', [70, 8], [10, 1], [20, 1])]);
    expect(document.tables).toEqual([]);
    expect(document.notes).toEqual([
      'The drawing has no blocks, closed areas or lines that count.',
      '1 curves and hatches could not be measured.',
    ]);
  });

  it('knows the area of any closed polygon within its bounds, wherever it lies and whichever way it is drawn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: -5_000_000, max: 5_000_000 }),
        fc.boolean(),
        async (width, height, at, backwards) => {
          const corners: [number, number][] = [
            [at, at],
            [at + width, at],
            [at + width, at + height],
            [at, at + height],
          ];
          const points = backwards ? corners.reverse() : corners;
          const document = await parse([polyline('A', points)], { insUnits: 6 });
          expect(shown(document)[0]?.[2]).toBe(String(width * height));
          expect(document.drawing).toEqual({ unit: 'm', width: String(width), height: String(height) });
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('the unit of a drawing', () => {
  it('turns lengths and areas of any unit into metres or feet', async () => {
    for (const [insUnits, length, area] of [
      [1, '1 ft', '1 ft2'],
      [2, '12 ft', '144 ft2'],
      [4, '0.012 m', '0 m2'],
      [5, '0.12 m', '0.014 m2'],
      [6, '12 m', '144 m2'],
    ] as const) {
      const document = await parse([line('A', 12, 0), polyline('B', square(12))], { insUnits });
      expect(shown(document).map(([, , quantity, unit]) => `${quantity} ${unit}`)).toEqual([length, area]);
    }
  });

  it('is asked for when the file does not say it; without an answer only blocks count', async () => {
    for (const insUnits of [null, 0]) {
      const document = await parse([insert('D1', 'A'), line('A', 3000, 4000), polyline('B', square(2000))], {
        insUnits,
      });
      expect(lacksUnit(document)).toBe(true);
      expect(document.drawing).toEqual({ unit: null, width: '3000', height: '4000' });
      expect(sizeOfDrawing(document.drawing as never, 'mm')).toBe('3 × 4 m');
      expect(shown(inDrawingUnit(document, 'mm')).map(([, , quantity, unit]) => [quantity, unit])).toEqual([
        ['1', 'nr'],
        ['5', 'm'],
        ['4', 'm2'],
      ]);
      const without = inDrawingUnit(document, null);
      expect(shown(without)).toEqual([['D1', 'A', '1', 'nr']]);
      expect(without.notes.join()).toMatch(/unit of the drawing is not known/);
      for (const unit of askedUnits) expect(lacksUnit(inDrawingUnit(document, unit))).toBe(false);
    }
  });
});

describe('drawings that cannot be read', () => {
  const refusal = async (bytes: Uint8Array, name: string) =>
    (await read(bytes, name).catch((error: unknown) => error)) as { code: string; message: string };

  it('are told by their content, with what to do', async () => {
    const binary = Buffer.concat([text('AutoCAD Binary DXF\r\n\x1a\0', 'latin1'), Buffer.alloc(100)]);
    const closed = Buffer.concat([text('AC1032\0\0\0\0\0', 'latin1'), Buffer.alloc(200, 9)]);
    for (const [bytes, name] of [
      [binary, 'plan.dxf'],
      [closed, 'plan.dwg'],
      [closed, 'plan.dxf'],
    ] as const) {
      const { code, message } = await refusal(bytes, name);
      expect(code).toBe('DOCUMENT_UNSUPPORTED');
      expect(message).toMatch(/save it as DXF in text form/);
    }
    expect((await sniffDocument(drawing([]), 'unnamed')).kind).toBe('dxf');
    expect((await sniffDocument(drawing([], { lineEnd: '\n' }), 'unnamed')).kind).toBe('dxf');
  });

  it('are refused when they were cut off or hold a line that is no group code', async () => {
    const whole = drawing([line('A', 1, 1)]);
    expect(await refusal(whole.subarray(0, whole.length - 40), 'plan.dxf')).toMatchObject({
      code: 'DOCUMENT_CORRUPT',
      message: expect.stringMatching(/cut off/),
    });
    const damaged = Buffer.from(Buffer.from(whole).toString().replace('  8\r\n', '  x\r\n'));
    expect(await refusal(damaged, 'plan.dxf')).toMatchObject({
      code: 'DOCUMENT_CORRUPT',
      message: expect.stringMatching(/no group code/),
    });
  });
});
