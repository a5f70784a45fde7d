// IFC mesh: the volume of an element from its shape, for models that declare none.
//
//   G1. A volume counts only when the shape is closed: its faces, as vectors, add up to nothing.
//   G2. Sums are taken from a corner of the shape, not from the origin of the site, which would eat up the digits.
//   G3. Time and memory for shapes are bounded; elements beyond that are counted, as they would be without a shape.

import type { IfcAPI } from 'web-ifc';

/** Sum of the face vectors to the sum of the faces; above this there is a hole. */
const mostOpen = 1e-3;
const mostMs = 20_000;
/** Resident memory from which no more shapes are made. */
const mostBytes = 450 * 1024 * 1024;
const perReport = 200;
/** Position and normal of one vertex. */
const floatsPerVertex = 6;

export interface MeshVolumes {
  /** Cubic metres by element, openings taken out; null for a shape that is not closed. Elements without a shape are not in it. */
  volumes: Map<number, number | null>;
  /** Elements that were not looked at, since it would have taken too long or too much memory. */
  left: number;
}

/** Measures the shapes of these elements. */
export function meshVolumes(
  api: IfcAPI,
  model: number,
  ids: readonly number[],
  onElement: (done: number, total: number) => void,
): MeshVolumes {
  const volumes = new Map<number, number | null>();
  const until = performance.now() + mostMs;
  for (const [index, id] of ids.entries()) {
    if (index % perReport === 0) {
      if (process.memoryUsage.rss() > mostBytes) return { volumes, left: ids.length - index };
      onElement(index, ids.length);
    }
    if (performance.now() > until) return { volumes, left: ids.length - index };
    const volume = volumeOf(api, model, id);
    if (volume !== undefined) volumes.set(id, volume);
  }
  return { volumes, left: 0 };
}

/** Undefined for an element without a shape. */
function volumeOf(api: IfcAPI, model: number, id: number): number | null | undefined {
  const mesh = api.GetFlatMesh(model, id);
  try {
    const parts = mesh.geometries.size();
    let volume = 0;
    for (let part = 0; part < parts; part += 1) {
      const { geometryExpressID, flatTransformation } = mesh.geometries.get(part);
      const geometry = api.GetGeometry(model, geometryExpressID);
      try {
        const measured = closedVolume(
          api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize()),
          api.GetIndexArray(geometry.GetIndexData(), geometry.GetIndexDataSize()),
        );
        if (measured === null) return null;
        volume += measured * stretchOf(flatTransformation);
      } finally {
        geometry.delete();
      }
    }
    return parts === 0 || volume === 0 ? undefined : volume;
  } finally {
    // What is to be let go is the list; the mesh itself is a plain object, whatever its type says.
    (mesh.geometries as Partial<Held>).delete?.();
  }
}

/** The volume within triangles; null when they do not close. Vertices are six numbers each, the position first. */
export function closedVolume(vertices: ArrayLike<number>, corners: ArrayLike<number>): number | null {
  const at = (corner: number, axis: number) => vertices[(corners[corner] ?? 0) * floatsPerVertex + axis] ?? 0;
  const origin = [at(0, 0), at(0, 1), at(0, 2)] as const;
  const sum = [0, 0, 0] as [number, number, number];
  let faces = 0;
  let volume = 0;
  for (let corner = 0; corner + 2 < corners.length; corner += 3) {
    const [a, b, c] = [0, 1, 2].map((step) =>
      ([0, 1, 2] as const).map((axis) => at(corner + step, axis) - origin[axis]),
    ) as [Point, Point, Point];
    const face = cross(minus(b, a), minus(c, a));
    faces += Math.hypot(...face) / 2;
    for (const axis of [0, 1, 2] as const) sum[axis] += face[axis] / 2;
    const other = cross(b, c);
    volume += (a[0] * other[0] + a[1] * other[1] + a[2] * other[2]) / 6;
  }
  if (faces === 0) return 0;
  return Math.hypot(...sum) / faces < mostOpen ? Math.abs(volume) : null;
}

interface Held {
  delete(): void;
}

type Point = [number, number, number];

function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** By how much a placement, four columns of four numbers, makes a volume larger. */
function stretchOf(placement: readonly number[]): number {
  const column = (at: number) =>
    [placement[at] ?? 0, placement[at + 1] ?? 0, placement[at + 2] ?? 0] as Point;
  const [x, y, z] = [column(0), column(4), column(8)];
  const other = cross(y, z);
  return Math.abs(x[0] * other[0] + x[1] * other[1] + x[2] * other[2]);
}
