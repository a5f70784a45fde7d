// Drawing: DXF files made on the spot.

export type Pair = [code: number, value: string | number];

/** An entity of a kind on a layer, with its own group codes. */
export function entity(kind: string, layer: string, ...pairs: Pair[]): Pair[] {
  return [[0, kind], [5, 'A1'], [100, 'AcDbEntity'], [8, layer], ...pairs];
}

/** A light polyline; the third number of a point is its bulge. `closed` writes the flag. */
export function polyline(layer: string, points: [number, number, number?][], closed = true): Pair[] {
  return entity(
    'LWPOLYLINE',
    layer,
    [90, points.length],
    [70, closed ? 1 : 0],
    // Newer programs number the vertices.
    ...points.flatMap(([x, y, bulge], index): Pair[] => [
      [10, x],
      [20, y],
      ...(bulge === undefined ? [] : [[42, bulge] as Pair]),
      [91, index + 1],
    ]),
  );
}

export interface DrawingOptions {
  /** $INSUNITS; left out when null. */
  insUnits?: number | null;
  /** Layers by name, with their flag (1 is frozen) and colour (below 0 is off). */
  layers?: Record<string, { flag: number; colour: number }>;
  blocks?: Pair[][];
  lineEnd?: string;
}

/** A drawing of these entities. */
export function drawing(entities: Pair[][], options: DrawingOptions = {}): Uint8Array {
  const { insUnits = 4, layers = {}, blocks = [], lineEnd = '\r\n' } = options;
  const pairs: Pair[] = [
    [999, 'made for a test'],
    [0, 'SECTION'],
    [2, 'HEADER'],
    [9, '$ACADVER'],
    [1, 'AC1027'],
    ...(insUnits === null
      ? []
      : ([
          [9, '$INSUNITS'],
          [70, insUnits],
        ] as Pair[])),
    [0, 'ENDSEC'],
    [0, 'SECTION'],
    [2, 'TABLES'],
    [0, 'TABLE'],
    [2, 'LAYER'],
    [70, Object.keys(layers).length],
    ...Object.entries(layers).flatMap(([name, { flag, colour }]): Pair[] => [
      [0, 'LAYER'],
      [2, name],
      [70, flag],
      [62, colour],
      [6, 'CONTINUOUS'],
    ]),
    [0, 'ENDTAB'],
    [0, 'ENDSEC'],
    [0, 'SECTION'],
    [2, 'BLOCKS'],
    ...blocks.flat(),
    [0, 'ENDSEC'],
    [0, 'SECTION'],
    [2, 'ENTITIES'],
    ...entities.flat(),
    [0, 'ENDSEC'],
    [0, 'EOF'],
  ];
  return Buffer.from(
    pairs.map(([code, value]) => `${String(code).padStart(3)}${lineEnd}${value}${lineEnd}`).join(''),
  );
}
