// DXF model: the drawing as the library reads it, with the group codes of what can be counted or measured.

import library, { type DxfParser } from 'dxf-parser';
import type { Entity } from './dxf-shapes.ts';

/** What the library's readers of single entities get to read from. */
interface Scanner {
  next(): { code: number; value: string | number };
  isEOF(): boolean;
  /** Lines of the file read so far. */
  _pointer?: number;
}

export interface DxfModel {
  entities: Entity[];
  insUnits: unknown;
  /** Names of layers that are off or frozen. */
  hidden: Set<string>;
}

/** Everything that is counted or measured. The library's own readers of these lose vertices and stop at small oddities. */
const kinds =
  'LINE ARC CIRCLE ELLIPSE LWPOLYLINE POLYLINE VERTEX SEQEND INSERT HATCH SPLINE MLINE REGION'.split(' ');
/** Of the library's readers these are never used, and some of them are strict. */
const ignored = '3DFACE ATTDEF DIMENSION MTEXT POINT SOLID TEXT'.split(' ');
/** Codes of places, sizes, flags, layers and names; whatever else a program adds is passed over. */
const wanted = new Set([
  2, 8, 10, 11, 20, 21, 30, 31, 40, 41, 42, 50, 51, 60, 67, 70, 71, 72, 73, 75, 92, 93, 97,
]);

/** The package is the parser itself, which its types do not know. */
const Parser = library as unknown as new () => DxfParser;

/** Reads the text of a drawing. @throws whatever the library throws */
export function readDrawing(text: string): DxfModel {
  const parser = new Parser();
  const register = parser.registerEntityHandler.bind(parser) as unknown as (handler: unknown) => void;
  for (const kind of kinds) register(handlerOf(kind, true));
  for (const kind of ignored) register(handlerOf(kind, false));
  const drawing = parser.parseSync(text);
  const layers = Object.values(drawing?.tables?.layer?.layers ?? {});
  return {
    entities: (drawing?.entities ?? []) as unknown as Entity[],
    insUnits: drawing?.header?.$INSUNITS,
    hidden: new Set(
      layers.filter(({ visible, frozen }) => frozen === true || visible === false).map(({ name }) => name),
    ),
  };
}

function handlerOf(kind: string, kept: boolean) {
  return class {
    ForEntityName = kind;
    parseEntity(scanner: Scanner, first: { value: string }): Entity {
      const entity: Entity = { type: first.value, row: scanner._pointer ?? 1, groups: [] };
      for (let group = scanner.next(); group.code !== 0; group = scanner.next()) {
        if (kept && wanted.has(group.code)) entity.groups.push([group.code, group.value]);
      }
      return entity;
    }
  };
}
