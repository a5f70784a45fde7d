// IFC: a building model as one schedule, with a line per type of element.
//
//   I1. A model without its closing words was cut off, although it opens; it is refused.
//   I2. A quantity counts only when every element of the type declares it, or else, for volumes, when all of them have
//       a closed shape (ifc-mesh.ts); otherwise the elements are counted, and that is said to be unsure.

import Big from 'big.js';
import { IfcAPI, LogLevel } from 'web-ifc';
import { counted } from '../base/counted.ts';
import { Fault } from '../base/fault.ts';
import type { Table, TableLine } from './document.ts';
import { longestQuote } from './grid.ts';
import { meshVolumes } from './ifc-mesh.ts';
import { type ModelElement, type ModelQuantity, readElements, volumeUnitOf } from './ifc-model.ts';
import { modelSchedule } from './model-schedule.ts';
import { orCorrupt, type Parser } from './parser.ts';

const closing = 'END-ISO-10303-21;';
/** Bytes at the end in which the closing words are sought. */
const tail = 1024;
const elementsPerReport = 500;
const declaredConfidence = 0.95;
const shapeConfidence = 0.8;
/** Of a count where a measure is wanted. */
const uncertain = 0.4;

/** By what each class is measured, best first; all others are counted. */
const measuredBy: [RegExp, string[]][] = [
  [/^Ifc(Slab|Beam|Column|Footing|Pile|Ramp|RampFlight|StairFlight)/, ['NetVolume', 'GrossVolume', 'Volume']],
  [/^Ifc(Wall|CurtainWall)/, ['NetSideArea', 'GrossSideArea', 'NetArea', 'GrossArea', 'Area']],
  [/^Ifc(Covering|Roof|Plate|ShadingDevice)/, ['NetArea', 'GrossArea', 'ProjectedArea', 'Area']],
  [
    /^Ifc(Pipe|Duct|CableCarrier|Cable)Segment|^Ifc(Railing|Member|FlowSegment)/,
    ['Length', 'NetLength', 'GrossLength'],
  ],
  [/^Ifc(ReinforcingBar|ReinforcingMesh|Tendon)/, ['NetWeight', 'GrossWeight', 'Weight']],
];
/** What is made to its shape, so that the volume within it says how much. */
const solid = /^Ifc(Slab|Beam|Column|Footing|Pile|Ramp|RampFlight|StairFlight|Wall|WallStandardCase)$/;
/** A cubic metre in the volume units of models that do not use it. */
const perCubicMetre: Record<string, string> = { ft3: '35.31466672', yd3: '1.307950619', in3: '61023.74409' };
const shapeDecimals = 3;
/** Sizes of one piece, which make no sense added up. */
const sizeOfOne = /^(width|height|depth|thickness|radius|diameter|perimeter)$/i;

/** One table of kind `schedule`; its sources are the lines of the file, its method is `model`. */
export const readIfc: Parser = async (file, onProgress) => {
  const end = Buffer.from(file.bytes.subarray(-tail)).toString('latin1');
  if (!end.includes(closing)) {
    throw new Fault(
      'DOCUMENT_CORRUPT',
      'The model was cut off: its closing words are missing. Export it again.',
    );
  }
  onProgress({ operation: 'opening the model', done: 0, total: null });
  const { types, volumeUnit, shapes } = await orCorrupt(async () => {
    const api = new IfcAPI();
    await api.Init();
    api.SetLogLevel(LogLevel.LOG_LEVEL_OFF);
    const model = api.OpenModel(file.bytes);
    if (model < 0)
      throw new Fault('DOCUMENT_CORRUPT', 'The model cannot be opened; export it as IFC2x3 or IFC4.');
    const read = readElements(api, model, (done, total) => {
      if (done % elementsPerReport === 0 || done === total) {
        onProgress({ operation: 'reading the elements', done, total });
      }
    });
    const groups = [
      ...Map.groupBy(read, ({ className, typeName }) => `${className}\u0000${typeName}`).values(),
    ];
    const wanting = groups.filter((same) => isSolid(same) && declaredMeasure(same) === null).flat();
    const measured = meshVolumes(
      api,
      model,
      wanting.map(({ expressId }) => expressId),
      (done, total) => onProgress({ operation: 'measuring shapes', done, total }),
    );
    const unit = volumeUnitOf(api, model);
    api.CloseModel(model);
    return { types: groups, volumeUnit: unit in perCubicMetre ? unit : 'm3', shapes: measured };
  });
  const rows = rowsOf(
    file.bytes,
    types.flatMap(([first]) => first?.expressId ?? []),
  );
  const tableId = `${file.documentId}-t1`;
  const lines = types.flatMap((same, index): TableLine[] => {
    const [first] = same;
    if (first === undefined) return [];
    const row = rows.get(first.expressId);
    const { confidence, ...line } = lineOf(same, first, shapes.volumes, volumeUnit);
    const source: TableLine['source'] = {
      documentId: file.documentId,
      documentName: file.name,
      sheet: null,
      page: null,
      row: row?.row ?? null,
      quote: row?.text ?? null,
      method: 'model',
      confidence,
    };
    return [{ ...line, id: `${tableId}-${index + 1}`, source }];
  });
  const notes = [
    ...(types.length === 0 ? ['The model has no building elements.'] : []),
    ...(shapes.left > 0
      ? [`${shapes.left} shapes were too many to measure; their elements were only counted.`]
      : []),
  ];
  return {
    parts: 1,
    grids: [],
    tables: lines.length === 0 ? [] : [tableOf(tableId, lines)],
    texts: [],
    notes,
  };
};

function tableOf(id: string, lines: TableLine[]): Table {
  const headers = [
    ['Mark', 'item'],
    ['Element type', 'description'],
    ['Quantity', 'quantity'],
    ['Unit', 'unit'],
    ['Declared', 'remark'],
  ] as const;
  const title = 'Elements of the model';
  return modelSchedule({ id, title, headers, lines, confidence: declaredConfidence });
}

function lineOf(
  same: ModelElement[],
  first: ModelElement,
  volumes: ReadonlyMap<number, number | null>,
  volumeUnit: string,
): Omit<TableLine, 'id' | 'source'> & { confidence: number } {
  const declared = declaredMeasure(same);
  const shape = declared === null && isSolid(same) ? shapeMeasure(same, volumes, volumeUnit) : null;
  const tags = new Set(same.map(({ tag }) => tag));
  const [tag] = tags;
  const count = `${same.length} ${same.length === 1 ? 'element' : 'elements'}`;
  const parts = same.reduce((sum, element) => sum + element.parts, 0);
  const main = declared ?? shape?.sum;
  const sums = sumsOf(same).map((sum) => wordsOf(sum, same.length));
  return {
    // Programs also write a number of their own for every element.
    item: tags.size === 1 && tag != null && !/^\d{4,}$/.test(tag) ? tag : null,
    code: null,
    description: first.typeName,
    section: classInWords(first.className),
    quantity: main?.total ?? String(same.length),
    unit: main?.unit ?? 'nr',
    rate: null,
    amount: null,
    dimensions: null,
    remark: [
      `${first.className}, ${count}`,
      ...(parts === 0
        ? []
        : [
            `put together from ${counted(parts, 'element')} that ${parts === 1 ? 'is' : 'are'} listed on ${parts === 1 ? 'its' : 'their'} own`,
          ]),
      ...sums,
      ...(shape === null ? [] : [shape.words]),
    ].join('; '),
    confidence: shape?.confidence ?? declaredConfidence,
  };
}

/** «IfcCurtainWall» as «Curtain wall», which tells the trade where the name of a type does not. */
function classInWords(className: string): string | null {
  const words = className
    .replace(/^Ifc|StandardCase$/g, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  return words === '' || /\bproxy\b|^element$/.test(words)
    ? null
    : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The quantity by which such elements are measured, where every one of them declares it. */
function declaredMeasure(same: ModelElement[]): DeclaredSum | null {
  const sums = sumsOf(same);
  // What is put together from elements is measured by these.
  if (same.some(({ parts }) => parts > 0)) return null;
  const names = measuredBy.find(([pattern]) => pattern.test(same[0]?.className ?? ''))?.[1] ?? [];
  return (
    names.flatMap((name) => sums.find((sum) => sum.name === name && sum.declared === same.length) ?? [])[0] ??
    null
  );
}

function isSolid(same: ModelElement[]): boolean {
  return same.every(({ parts }) => parts === 0) && solid.test(same[0]?.className ?? '');
}

/** The volume of all shapes together, where every one is there and closed. */
function shapeMeasure(
  same: ModelElement[],
  volumes: ReadonlyMap<number, number | null>,
  unit: string,
): { sum: { total: string; unit: string } | null; words: string; confidence: number } {
  const found = same.map(({ expressId }) => volumes.get(expressId));
  const open = found.filter((volume) => volume === null).length;
  const absent = found.filter((volume) => volume === undefined).length;
  if (open + absent > 0) {
    const why = open > 0 ? `${open} with a shape that is not closed` : `${absent} without a shape`;
    return { sum: null, words: `only counted, ${why}`, confidence: uncertain };
  }
  const total = found
    .reduce<Big>((sum, volume) => sum.plus(volume ?? 0), new Big(0))
    .times(perCubicMetre[unit] ?? 1)
    .round(shapeDecimals)
    .toFixed();
  return {
    sum: { total, unit },
    words: `volume of its shapes ${total} ${unit}`,
    confidence: shapeConfidence,
  };
}

interface DeclaredSum {
  name: string;
  total: string;
  unit: string;
  declared: number;
}

/** Every declared quantity over the elements of one type; sizes of single pieces only where all agree. */
function sumsOf(same: ModelElement[]): DeclaredSum[] {
  const byName = Map.groupBy(
    same.flatMap(({ quantities }) => quantities),
    ({ name, unit }) => `${name}\u0000${unit.name}`,
  );
  return [...byName.values()].flatMap((quantities) => {
    const [first] = quantities;
    if (first === undefined) return [];
    const values = quantities.map(inUnit);
    const [size] = values;
    const equal = size !== undefined && values.every((value) => value.eq(size));
    if (sizeOfOne.test(first.name) && !equal) return [];
    const total =
      sizeOfOne.test(first.name) && size !== undefined
        ? size
        : values.reduce((sum, value) => sum.plus(value));
    return [{ name: first.name, total: total.toFixed(), unit: first.unit.name, declared: quantities.length }];
  });
}

function inUnit({ value, unit }: ModelQuantity): Big {
  return new Big(value).times(unit.factor);
}

function wordsOf(sum: DeclaredSum, elements: number): string {
  const part = sum.declared === elements ? '' : ` (of ${sum.declared})`;
  return `${sum.name} ${sum.total} ${sum.unit}${part}`;
}

/** The line of the file on which each of these entities is written, from 1. */
function rowsOf(bytes: Uint8Array, ids: number[]): Map<number, { row: number; text: string }> {
  const wanted = new Set(ids);
  const found = new Map<number, { row: number; text: string }>();
  let row = 0;
  let start = 0;
  while (start < bytes.length && found.size < wanted.size) {
    row += 1;
    const next = bytes.indexOf(10, start);
    const end = next < 0 ? bytes.length : next;
    if (bytes[start] === 0x23) {
      const text = Buffer.from(bytes.subarray(start, Math.min(end, start + longestQuote)))
        .toString('latin1')
        .trimEnd();
      const id = Number(/^#(\d+)\s*=/.exec(text)?.[1] ?? Number.NaN);
      if (wanted.has(id)) found.set(id, { row, text });
    }
    start = end + 1;
  }
  return found;
}
