// DXF model: the drawing as the library reads it, with the group codes of what can be counted or measured.

import library, { type DxfParser } from 'dxf-parser';
import type { Entity } from './dxf-shapes.ts';

/** What the library's readers of single entities get to read from. */
interface Scanner {
  next(): { code: number; value: string | number };
  isEOF(): boolean;
  /** Lines of the file read so far. */
  _pointer?: number;
  _data?: string[];
}

export interface DxfModel {
  entities: Entity[];
  /** What each block holds, by its name. */
  blocks: Map<string, Entity[]>;
  /** Drawings that it refers to without holding them. */
  references: string[];
  insUnits: unknown;
  /** Names of layers that are off or frozen. */
  hidden: Set<string>;
}

/** Everything that is counted or measured. The library's own readers of these lose vertices and stop at small oddities. */
const kinds =
  'LINE ARC CIRCLE ELLIPSE LWPOLYLINE POLYLINE VERTEX SEQEND INSERT HATCH SPLINE MLINE REGION'.split(' ');
/** Of the library's readers these are never used, and some of them are strict. */
const ignored = '3DFACE ATTDEF DIMENSION POINT SOLID'.split(' ');
/** Words, and tables, which are only told of. */
const written = 'TEXT MTEXT ACAD_TABLE'.split(' ');
const wantedOfWords = new Set([1, 3, 8, 60, 67]);
/** Codes of places, sizes, flags, layers and names; whatever else a program adds is passed over. */
const wanted = new Set([
  2, 8, 10, 11, 20, 21, 30, 31, 40, 41, 42, 50, 51, 60, 67, 70, 71, 72, 73, 75, 92, 93, 97,
]);

const nothing: ReadonlySet<number> = new Set();

/** The package is the parser itself, which its types do not know. */
const Parser = library as unknown as new () => DxfParser;

/** Reads the text of a drawing. @throws whatever the library throws */
export function readDrawing(text: string): DxfModel {
  const parser = new Parser();
  const register = parser.registerEntityHandler.bind(parser) as unknown as (handler: unknown) => void;
  for (const kind of kinds) register(handlerOf(kind, wanted));
  for (const kind of written) register(handlerOf(kind, wantedOfWords));
  for (const kind of ignored) register(handlerOf(kind, nothing));
  const drawing = parser.parseSync(text);
  const blocks = Object.values(drawing?.blocks ?? {});
  const layers = Object.values(drawing?.tables?.layer?.layers ?? {});
  return {
    entities: (drawing?.entities ?? []) as unknown as Entity[],
    blocks: new Map(blocks.map(({ name, entities }) => [name, (entities ?? []) as unknown as Entity[]])),
    references: blocks.flatMap(({ xrefPath, entities }) =>
      xrefPath !== undefined && xrefPath !== '' && (entities ?? []).length === 0 ? [xrefPath] : [],
    ),
    insUnits: drawing?.header?.$INSUNITS,
    hidden: new Set(
      layers.filter(({ visible, frozen }) => frozen === true || visible === false).map(({ name }) => name),
    ),
  };
}

/** The library trims texts, and a long one is cut between words. */
function untrimmed(
  { code, value }: { code: number; value: string | number },
  scanner: Scanner,
): string | number {
  if (code !== 1 && code !== 3) return value;
  return scanner._data?.[(scanner._pointer ?? 0) - 1] ?? value;
}

function handlerOf(kind: string, kept: ReadonlySet<number>) {
  return class {
    ForEntityName = kind;
    parseEntity(scanner: Scanner, first: { value: string }): Entity {
      const entity: Entity = { type: first.value, row: scanner._pointer ?? 1, groups: [] };
      for (let group = scanner.next(); group.code !== 0; group = scanner.next()) {
        if (kept.has(group.code)) entity.groups.push([group.code, untrimmed(group, scanner)]);
      }
      return entity;
    }
  };
}
