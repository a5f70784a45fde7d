// DXF shapes: length and area of what is drawn, from the group codes of an entity. In drawing units.

/** The groups of one entity that matter, in their order. */
export interface Entity {
  type: string;
  /** The line of the file on which it begins, from 1. */
  row: number;
  groups: [code: number, value: string | number][];
}

export interface Vertex {
  x: number;
  y: number;
  /** A quarter of the tangent of the arc to the next vertex; 0 for a straight line. */
  bulge: number;
}

/** What an entity measures; a closed one has an area, an open one a length. */
export interface Shape {
  area: number | null;
  length: number;
}

/** The first value of a code as a number. */
export function numberOf({ groups }: Entity, code: number): number | null {
  const found = groups.find(([own]) => own === code)?.[1];
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

/** The first value of a code as text. */
export function textOf({ groups }: Entity, code: number): string | null {
  const found = groups.find(([own]) => own === code)?.[1];
  return found === undefined ? null : String(found);
}

/** A line, arc, circle, whole ellipse or light polyline; null for what cannot be measured. */
export function shapeOf(entity: Entity): Shape | null {
  const number = (code: number) => numberOf(entity, code) ?? 0;
  const radius = number(40);
  switch (entity.type) {
    case 'LINE':
      return {
        area: null,
        length: Math.hypot(number(11) - number(10), number(21) - number(20), number(31) - number(30)),
      };
    case 'CIRCLE':
      return { area: Math.PI * radius ** 2, length: 2 * Math.PI * radius };
    case 'ARC':
      return { area: null, length: radius * sweepOf(radians(number(50)), radians(number(51))) };
    case 'ELLIPSE': {
      const whole = Math.abs(Math.abs(number(42) - number(41)) - 2 * Math.PI) < 1e-6;
      const major = Math.hypot(number(11), number(21), number(31));
      return whole ? { area: Math.PI * major ** 2 * radius, length: 0 } : null;
    }
    case 'LWPOLYLINE':
      return outlineOf(verticesOf(entity.groups), isClosed(entity));
    default:
      return null;
  }
}

/** A polyline through these vertices. */
export function outlineOf(vertices: readonly Vertex[], closed: boolean): Shape | null {
  if (vertices.length < 2) return null;
  const [first, last] = [vertices[0] as Vertex, vertices.at(-1) as Vertex];
  // Many programs draw back to the beginning instead of saying that it is closed.
  const returns = vertices.length > 3 && Math.hypot(first.x - last.x, first.y - last.y) < 1e-9;
  let length = 0;
  vertices.forEach((vertex, index) => {
    const next = vertices[index + 1] ?? (closed ? first : null);
    if (next !== null) length += segmentLength(vertex, next);
  });
  return { area: closed || returns ? Math.abs(areaOf(vertices)) : null, length };
}

/** Places that the entity reaches, enough to tell how large the drawing is. */
export function reachOf(entity: Entity): { x: number; y: number }[] {
  const number = (code: number) => numberOf(entity, code) ?? 0;
  if (entity.type === 'HATCH') return [];
  if (entity.type === 'LINE') {
    return [
      { x: number(10), y: number(20) },
      { x: number(11), y: number(21) },
    ];
  }
  if (entity.type === 'CIRCLE' || entity.type === 'ARC') {
    return [-number(40), number(40)].map((radius) => ({ x: number(10) + radius, y: number(20) + radius }));
  }
  return verticesOf(entity.groups);
}

/** What a hatch covers: its outer outlines less the holes in them; null when an outline is not given in lines and arcs. */
export function hatchedArea(entity: Entity): number | null {
  const outlines = hatchOutlines(entity);
  if (outlines === null || outlines.length === 0) return null;
  return outlines.reduce((sum, outline) => {
    const [point] = outline;
    const around = outlines.filter(
      (other) => other !== outline && point !== undefined && holds(other, point),
    );
    return sum + (around.length % 2 === 0 ? 1 : -1) * Math.abs(areaOf(outline));
  }, 0);
}

/** Whether the flag of a polyline says so. */
export function isClosed(entity: Entity): boolean {
  return ((numberOf(entity, 70) ?? 0) & 1) === 1;
}

/** The vertices among these groups; each begins with its x. */
export function verticesOf(groups: Entity['groups']): Vertex[] {
  const vertices: Vertex[] = [];
  for (const [code, value] of groups) {
    if (typeof value !== 'number') continue;
    const last = vertices.at(-1);
    if (code === 10) vertices.push({ x: value, y: 0, bulge: 0 });
    else if (code === 20 && last !== undefined) last.y = value;
    else if (code === 42 && last !== undefined) last.bulge = value;
  }
  return vertices.filter(({ x, y, bulge }) => Number.isFinite(x + y + bulge));
}

/** Signed; the vertices are taken as a ring. */
function areaOf(vertices: readonly Vertex[]): number {
  const origin = vertices[0];
  if (origin === undefined) return 0;
  let area = 0;
  vertices.forEach((vertex, index) => {
    const next = vertices[(index + 1) % vertices.length] as Vertex;
    // Near the origin of the shape, since coordinates of a survey would eat up the digits.
    area +=
      ((vertex.x - origin.x) * (next.y - origin.y) - (next.x - origin.x) * (vertex.y - origin.y)) / 2 +
      capArea(vertex, next);
  });
  return area;
}

/** Between an arc and its chord. */
function capArea(from: Vertex, to: Vertex): number {
  if (from.bulge === 0) return 0;
  const angle = 4 * Math.atan(from.bulge);
  const radius = arcRadius(from, to);
  return (radius ** 2 * (angle - Math.sin(angle))) / 2;
}

function segmentLength(from: Vertex, to: Vertex): number {
  if (from.bulge === 0) return Math.hypot(to.x - from.x, to.y - from.y);
  return arcRadius(from, to) * Math.abs(4 * Math.atan(from.bulge));
}

function arcRadius(from: Vertex, to: Vertex): number {
  const chord = Math.hypot(to.x - from.x, to.y - from.y);
  return (chord * (1 + from.bulge ** 2)) / (4 * Math.abs(from.bulge));
}

/** The ways around a hatch: polylines, or edges that are lines and arcs. */
function hatchOutlines({ groups }: Entity): Vertex[][] | null {
  const starts = groups.flatMap(([code], index) => (code === 92 ? [index] : []));
  const outlines: Vertex[][] = [];
  for (const [index, start] of starts.entries()) {
    const rest = groups.slice(start + 1, starts[index + 1]);
    // Behind the outline stand its sources, and behind the last one the pattern.
    const end = rest.findIndex(([code]) => code === 97 || code === 75);
    const path = end < 0 ? rest : rest.slice(0, end);
    const isPolyline = (Number(groups[start]?.[1]) & 2) === 2;
    const outline = isPolyline ? verticesOf(path) : edgesOf(path);
    if (outline === null) return null;
    if (outline.length > 1) outlines.push(outline);
  }
  return outlines;
}

function edgesOf(path: Entity['groups']): Vertex[] | null {
  const starts = path.flatMap(([code], index) => (code === 72 ? [index] : []));
  const vertices: Vertex[] = [];
  for (const [index, start] of starts.entries()) {
    const groups = path.slice(start, starts[index + 1]);
    const edge: Entity = { type: '', row: 0, groups };
    const number = (code: number) => numberOf(edge, code) ?? 0;
    const kind = number(72);
    if (kind === 1) vertices.push({ x: number(10), y: number(20), bulge: 0 });
    else if (kind === 2) {
      const way = number(73) === 0 ? -1 : 1;
      const [from, to] = [radians(number(50)), radians(number(51))];
      const half = (way * sweepOf(from, to)) / 2;
      for (const angle of [way * from, way * from + half]) {
        vertices.push({
          x: number(10) + number(40) * Math.cos(angle),
          y: number(20) + number(40) * Math.sin(angle),
          bulge: Math.tan(half / 4),
        });
      }
    } else return null;
  }
  return vertices;
}

/** Whether a point lies inside, arcs taken as their chords. */
function holds(outline: readonly Vertex[], { x, y }: Vertex): boolean {
  let inside = false;
  outline.forEach((from, index) => {
    const to = outline[(index + 1) % outline.length] as Vertex;
    if (from.y > y !== to.y > y && x < ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x) {
      inside = !inside;
    }
  });
  return inside;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** From one angle to the other, against the clock; the same angle twice is a whole turn. */
function sweepOf(from: number, to: number): number {
  const turn = 2 * Math.PI;
  const sweep = (((to - from) % turn) + turn) % turn;
  return sweep < 1e-9 ? turn : sweep;
}
