// DXF blocks: what is drawn in model space, with the blocks that hold other blocks taken apart.
//
//   K1. A block that holds no other is a symbol: it is counted, and the lines that it looks like are not measured.
//   K2. A block that holds others is a piece of drawing: it is counted, its blocks are counted as often as it is
//       inserted, and its lines and areas are measured at the scale of the insert.
//   K3. What lies on layer 0 of a block lies on the layer of its insert.

import type { DxfModel } from './dxf-model.ts';
import {
  type Entity,
  isClosed,
  numberOf,
  outlineOf,
  type Shape,
  shapeOf,
  textOf,
  verticesOf,
} from './dxf-shapes.ts';
import { unescapeText } from './dxf-text.ts';

export interface Drawn {
  entity: Entity;
  layer: string;
  /** In drawing units, at the scale of the inserts around it; null when it cannot be measured. */
  shape: Shape | null;
  /** How often it is there. */
  times: number;
  /** How much larger than drawn its area is. */
  areaFactor: number;
  /** The block that it is drawn in; null in model space itself. */
  inside: string | null;
}

export interface DrawnAll {
  shown: Drawn[];
  /** Things on layers that are off or frozen. */
  hidden: number;
  /** True when there was more in nested blocks than is looked at. */
  cut: boolean;
}

const deepest = 12;
/** Things in nested blocks; the same block inserted often is looked at each time. */
const mostNested = 200_000;

interface Placing {
  layer: string | null;
  times: number;
  x: number;
  y: number;
  inside: string | null;
  /** Names of the blocks around, so that none holds itself. */
  around: readonly string[];
}

/** What is drawn in model space and shown, polylines with their vertices put together. */
export function drawnIn({ entities, blocks, hidden }: DxfModel): DrawnAll {
  const all: DrawnAll = { shown: [], hidden: 0, cut: false };
  const whole = new Map<string, Whole[]>();
  const contentOf = (name: string): Whole[] => {
    const known = whole.get(name);
    if (known !== undefined) return known;
    const content = wholeEntities(blocks.get(name) ?? []);
    whole.set(name, content);
    return content;
  };
  let nested = 0;

  const place = (content: readonly Whole[], placing: Placing) => {
    for (const { entity, outline } of content) {
      if (numberOf(entity, 67) === 1 || numberOf(entity, 60) === 1) continue;
      const own = layerOf(entity);
      const layer = own === '0' && placing.layer !== null ? placing.layer : own;
      if (hidden.has(layer)) {
        all.hidden += 1;
        continue;
      }
      if (placing.inside !== null) {
        nested += 1;
        if (nested > mostNested) {
          all.cut = true;
          return;
        }
      }
      const shape = outline === undefined ? shapeOf(entity) : outline;
      const areaFactor = Math.abs(placing.x * placing.y);
      all.shown.push({
        entity,
        layer,
        shape: scaled(shape, placing),
        times: placing.times,
        areaFactor,
        inside: placing.inside,
      });
      if (entity.type === 'INSERT') open(entity, layer, placing);
    }
  };
  const open = (entity: Entity, layer: string, { times, x, y, around }: Placing) => {
    const name = blockOf(entity);
    if (around.includes(name) || around.length >= deepest) return;
    const content = contentOf(name);
    if (!content.some(({ entity: inner }) => inner.type === 'INSERT')) return;
    const scale = (code: number) => numberOf(entity, code) || 1;
    place(content, {
      layer,
      times: times * copiesOf(entity),
      x: x * scale(41),
      y: y * scale(42),
      inside: unescapeText(name),
      around: [...around, name],
    });
  };

  place(wholeEntities(entities), { layer: null, times: 1, x: 1, y: 1, inside: null, around: [] });
  return all;
}

/** How many pieces an insert stands for: rows times columns. */
export function copiesOf(insert: Entity): number {
  const times = (code: number) => Math.max(1, Math.trunc(numberOf(insert, code) ?? 1));
  return times(70) * times(71);
}

function blockOf(insert: Entity): string {
  return textOf(insert, 2) ?? 'without a name';
}

function layerOf(entity: Entity): string {
  return textOf(entity, 8) ?? '0';
}

/** A length is known only where both scales are the same. */
function scaled(shape: Shape | null, { x, y }: Placing): Shape | null {
  if (shape === null || (Math.abs(x) === 1 && Math.abs(y) === 1)) return shape;
  const even = Math.abs(Math.abs(x) - Math.abs(y)) <= 1e-9 * Math.abs(x);
  if (shape.area === null) return even ? { area: null, length: shape.length * Math.abs(x) } : null;
  return { area: shape.area * Math.abs(x * y), length: even ? shape.length * Math.abs(x) : 0 };
}

interface Whole {
  entity: Entity;
  /** Of a polyline of the old kind; null when it cannot be measured. */
  outline?: Shape | null;
}

/** Old polylines are followed by their vertices; here they are one. */
function wholeEntities(entities: readonly Entity[]): Whole[] {
  const all: Whole[] = [];
  let polyline: { entity: Entity; vertices: Entity['groups'] } | null = null;
  for (const entity of entities) {
    if (polyline !== null && entity.type === 'VERTEX') {
      // Control points of a curve are not on it.
      if (((numberOf(entity, 70) ?? 0) & 16) === 0) polyline.vertices.push(...entity.groups);
      continue;
    }
    if (polyline !== null) {
      all.push(joined(polyline));
      polyline = null;
    }
    if (!Array.isArray(entity.groups) || entity.groups.length === 0 || entity.type === 'SEQEND') continue;
    if (entity.type === 'POLYLINE') polyline = { entity, vertices: [] };
    else all.push({ entity });
  }
  if (polyline !== null) all.push(joined(polyline));
  return all;
}

function joined({ entity, vertices }: { entity: Entity; vertices: Entity['groups'] }): Whole {
  const mesh = ((numberOf(entity, 70) ?? 0) & 80) !== 0;
  const kept = entity.groups.filter(([code]) => code === 8 || code === 60 || code === 67);
  return {
    entity: { ...entity, groups: [...kept, ...vertices.filter(([code]) => code !== 8)] },
    outline: mesh ? null : outlineOf(verticesOf(vertices), isClosed(entity)),
  };
}
