// DXF: a drawing as one schedule: blocks counted, closed areas and lengths measured, each by layer.
//
//   X1. What is closed counts as an area, what is open as a length, so nothing is measured twice.
//   X2. Lengths and areas have no unit of a bill before the unit of the drawing is known (dxf-units.ts).
//   X3. Paper space, and layers that are off or frozen, are left out.
//   X4. Blocks within blocks count (dxf-blocks.ts).

import { counted } from '../base/counted.ts';
import { Fault } from '../base/fault.ts';
import type { Table, TableLine } from './document.ts';
import { copiesOf, type Drawn, drawnIn } from './dxf-blocks.ts';
import { readDrawing } from './dxf-model.ts';
import { type Entity, hatchedArea, reachOf, textOf } from './dxf-shapes.ts';
import { decodeDrawing, textsOfDrawing, unescapeText } from './dxf-text.ts';
import { inDrawingUnit, unitOfDrawing, unknownArea, unknownLength } from './dxf-units.ts';
import { longestQuote } from './grid.ts';
import { modelSchedule } from './model-schedule.ts';
import { decimalOf } from './numbers.ts';
import { orCorrupt, type Parser } from './parser.ts';

const countedConfidence = 0.95;
/** Outlines may be drawn for other reasons than to be built. */
const measuredConfidence = 0.7;
const perReport = 20_000;
/** Lines of the file; each takes about fifty bytes while it is read. */
const mostLines = 10_000_000;

/** Words and tables are told of, not measured. */
const written = new Set(['TEXT', 'MTEXT', 'ACAD_TABLE']);

type Measure = 'count' | 'area' | 'hatch' | 'length';

/** All of one measure on one layer, and of one block. */
interface Group {
  measure: Measure;
  layer: string;
  block: string | null;
  sum: number;
  pieces: number;
  first: Entity;
}

/** One table of kind `schedule`; its sources are lines of the file, its method is `model`. */
export const readDxf: Parser = async (file, onProgress) => {
  checkGroups(file.bytes);
  onProgress({ operation: 'opening the drawing', done: 0, total: null });
  const model = await orCorrupt(() => readDrawing(decodeDrawing(file.bytes)));
  const groups = new Map<string, Group>();
  const extent = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  const { shown, hidden, cut } = drawnIn(model);
  let unmeasured = 0;
  shown.forEach((drawn, index) => {
    // Places inside of a block are those of the block.
    for (const { x, y } of drawn.inside === null ? reachOf(drawn.entity) : []) {
      extent.left = Math.min(extent.left, x);
      extent.right = Math.max(extent.right, x);
      extent.bottom = Math.min(extent.bottom, y);
      extent.top = Math.max(extent.top, y);
    }
    if (!add(groups, drawn)) unmeasured += 1;
    if ((index + 1) % perReport === 0 || index + 1 === shown.length) {
      onProgress({ operation: 'measuring the drawing', done: index + 1, total: shown.length });
    }
  });
  const unit = unitOfDrawing(model.insUnits);
  const texts = textsOfDrawing(model, { documentId: file.documentId, documentName: file.name });
  const drawnTables = model.entities.filter(({ type }) => type === 'ACAD_TABLE').length;
  const tableId = `${file.documentId}-t1`;
  const lines = [...groups.values()].flatMap((group, index) =>
    lineOf(group, `${tableId}-${index + 1}`, { documentId: file.documentId, documentName: file.name }),
  );
  const notes = [
    ...(lines.length === 0 ? ['The drawing has no blocks, closed areas or lines that count.'] : []),
    ...(hidden > 0 ? [`${hidden} things on layers that are off or frozen were left out.`] : []),
    ...(unmeasured > 0 ? [`${unmeasured} curves and hatches could not be measured.`] : []),
    ...(cut ? ['The blocks within blocks are too many; not all of them were counted.'] : []),
    ...(model.references.length > 0
      ? [`The drawing refers to others that are not in it: ${model.references.slice(0, 5).join(', ')}.`]
      : []),
    ...(drawnTables > 0
      ? [
          `${counted(drawnTables, 'table')} drawn in it ${drawnTables === 1 ? 'was' : 'were'} not read; export ${drawnTables === 1 ? 'it' : 'them'} as a spreadsheet.`,
        ]
      : []),
  ];
  const drawing = {
    unit: null,
    width: sideOf(extent.left, extent.right),
    height: sideOf(extent.bottom, extent.top),
  };
  const tables = lines.length === 0 ? [] : [scheduleOf(tableId, lines)];
  if (unit === null) return { parts: 1, grids: [], tables, texts, notes, drawing };
  const document = {
    documentId: file.documentId,
    name: file.name,
    kind: file.kind,
    parts: 1,
    texts: [],
    notes,
  };
  const measured = inDrawingUnit({ ...document, tables, drawing }, unit);
  return { parts: 1, grids: [], tables: measured.tables, texts, notes, drawing: { ...drawing, unit } };
};

/**
 * Refuses what is no sequence of group codes and values before it is split into lines, which takes many times its size.
 * @throws DOCUMENT_CORRUPT
 */
function checkGroups(bytes: Uint8Array): void {
  const end = Buffer.from(bytes.subarray(-1024)).toString('latin1');
  if (!/^[ \t]{0,20}0[ \t]{0,20}[\r\n]{1,4}[ \t]{0,20}EOF[ \t]{0,20}$/m.test(end)) {
    throw new Fault('DOCUMENT_CORRUPT', 'The drawing was cut off: its end mark is missing. Export it again.');
  }
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const next = bytes.indexOf(10, start);
    const stop = next < 0 ? bytes.length : next;
    if (line % 2 === 1 && !isCode(bytes, start, stop)) {
      throw new Fault('DOCUMENT_CORRUPT', `The drawing is damaged: line ${line} is no group code.`);
    }
    line += 1;
    if (line > mostLines) {
      throw new Fault(
        'DOCUMENT_TOO_LARGE',
        `The drawing has more than ${mostLines / 1e6} million lines; split it.`,
      );
    }
    start = stop + 1;
  }
}

/** A number of up to four digits between blanks, or nothing but blanks at the end. */
function isCode(bytes: Uint8Array, start: number, stop: number): boolean {
  if (stop - start > 12) return false;
  for (let at = start; at < stop; at += 1) {
    const byte = bytes[at] ?? 0;
    const digit = byte >= 48 && byte <= 57;
    if (!digit && byte !== 32 && byte !== 13 && byte !== 9 && byte !== 45 && at >= 3) return false;
    // A byte order mark may stand at the very beginning.
    if (!digit && byte !== 32 && byte !== 13 && byte !== 9 && byte !== 45 && start > 0) return false;
  }
  return true;
}

/** Adds an entity to what it counts for; false when it cannot be measured. */
function add(groups: Map<string, Group>, drawn: Drawn): boolean {
  const { entity, shape, times } = drawn;
  if (written.has(entity.type)) return true;
  const layer = unescapeText(drawn.layer);
  const into = (measure: Measure, value: number, block: string | null = null) => {
    const key = [measure, layer, block].join('\u0000');
    const group = groups.get(key) ?? { measure, layer, block, sum: 0, pieces: 0, first: entity };
    group.sum += value * times;
    group.pieces += times;
    groups.set(key, group);
    return true;
  };
  if (entity.type === 'INSERT') {
    return into('count', copiesOf(entity), unescapeText(textOf(entity, 2) ?? 'without a name'));
  }
  if (entity.type === 'HATCH') {
    const area = hatchedArea(entity);
    return area !== null && into('hatch', area * drawn.areaFactor);
  }
  if (shape === null) return false;
  return shape.area === null ? into('length', shape.length) : into('area', shape.area);
}

function lineOf(
  { measure, layer, block, sum, pieces, first }: Group,
  id: string,
  document: { documentId: string; documentName: string },
): TableLine[] {
  const quantity = decimalOf(sum);
  if (quantity === null || !(sum > 0)) return [];
  const counted = measure === 'count';
  const many = (one: string, more: string) => `${pieces} ${pieces === 1 ? one : more}`;
  const [description, remark] = {
    count: [block ?? '', many('insert', 'inserts')],
    area: [`Closed areas on layer ${layer}`, many('closed outline', 'closed outlines')],
    hatch: [`Hatched areas on layer ${layer}`, many('hatch', 'hatches')],
    length: [`Lengths on layer ${layer}`, many('open line or curve', 'open lines and curves')],
  }[measure] as [string, string];
  const quote = `${first.type}${block === null ? '' : ` ${block}`} on layer ${layer}`;
  return [
    {
      id,
      item: null,
      code: null,
      description,
      section: layer,
      quantity,
      unit: counted ? 'nr' : measure === 'length' ? unknownLength : unknownArea,
      rate: null,
      amount: null,
      dimensions: null,
      remark,
      source: {
        ...document,
        sheet: null,
        page: null,
        row: first.row,
        quote: quote.slice(0, longestQuote),
        method: 'model',
        confidence: counted ? countedConfidence : measuredConfidence,
      },
    },
  ];
}

function scheduleOf(id: string, lines: TableLine[]): Table {
  const headers = [
    ['Block or layer', 'description'],
    ['Quantity', 'quantity'],
    ['Unit', 'unit'],
    ['Drawn as', 'remark'],
  ] as const;
  const title = 'Blocks, areas and lengths of the drawing';
  return modelSchedule({ id, title, headers, lines, confidence: measuredConfidence });
}

function sideOf(from: number, to: number): string | null {
  return Number.isFinite(to - from) ? decimalOf(to - from) : null;
}
