// IFC: a building model as one schedule, with a line per type of element.
//
//   I1. A model without its closing words was cut off, although it opens; it is refused.
//   I2. A quantity counts only when every element of the type declares it; otherwise the elements are counted.

import Big from 'big.js';
import { IfcAPI, LogLevel } from 'web-ifc';
import { Fault } from '../base/fault.ts';
import type { Table, TableLine } from './document.ts';
import { longestQuote } from './grid.ts';
import { type ModelElement, type ModelQuantity, readElements } from './ifc-model.ts';
import { orCorrupt, type Parser } from './parser.ts';

const closing = 'END-ISO-10303-21;';
/** Bytes at the end in which the closing words are sought. */
const tail = 1024;
const elementsPerReport = 500;
const declaredConfidence = 0.95;

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
  const elements = await orCorrupt(async () => {
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
    api.CloseModel(model);
    return read;
  });
  const types = [
    ...Map.groupBy(elements, ({ className, typeName }) => `${className}\u0000${typeName}`).values(),
  ];
  const rows = rowsOf(
    file.bytes,
    types.flatMap(([first]) => first?.expressId ?? []),
  );
  const tableId = `${file.documentId}-t1`;
  const lines = types.flatMap((same, index): TableLine[] => {
    const [first] = same;
    if (first === undefined) return [];
    const row = rows.get(first.expressId);
    const line = lineOf(same, first);
    const source: TableLine['source'] = {
      documentId: file.documentId,
      documentName: file.name,
      sheet: null,
      page: null,
      row: row?.row ?? null,
      quote: row?.text ?? null,
      method: 'model',
      confidence: declaredConfidence,
    };
    return [{ ...line, id: `${tableId}-${index + 1}`, source }];
  });
  const notes = elements.length === 0 ? ['The model has no building elements.'] : [];
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
  return {
    id,
    title: 'Elements of the model',
    sheet: null,
    page: null,
    kind: 'schedule',
    columns: headers.map(([header, role], index) => ({ index, header, role, group: null })),
    currency: null,
    lines,
    totals: [],
    arithmeticShare: null,
    confidence: declaredConfidence,
  };
}

function lineOf(same: ModelElement[], first: ModelElement): Omit<TableLine, 'id' | 'source'> {
  const sums = sumsOf(same);
  const names = measuredBy.find(([pattern]) => pattern.test(first.className))?.[1] ?? [];
  const main = names.flatMap(
    (name) => sums.find((sum) => sum.name === name && sum.declared === same.length) ?? [],
  )[0];
  const tags = new Set(same.map(({ tag }) => tag));
  const [tag] = tags;
  const count = `${same.length} ${same.length === 1 ? 'element' : 'elements'}`;
  return {
    // Programs also write a number of their own for every element.
    item: tags.size === 1 && tag != null && !/^\d{4,}$/.test(tag) ? tag : null,
    code: null,
    description: first.typeName,
    section: null,
    quantity: main?.total ?? String(same.length),
    unit: main?.unit ?? 'nr',
    rate: null,
    amount: null,
    dimensions: null,
    remark: [`${first.className}, ${count}`, ...sums.map((sum) => wordsOf(sum, same.length))].join('; '),
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
