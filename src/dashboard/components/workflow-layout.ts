// Workflow layout: where each agent and each line stands. Pure; drawn again only when the plan or the room changes.

import { type EdgeLabel, Graph, layout, type NodeLabel, type OrderConstraint } from '@dagrejs/dagre';
import { type Dependency, layersOf, type Room, tellingDependencies } from './workflow-layers.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  /** Upper left corners. */
  positions: ReadonlyMap<string, Point>;
  /** Each with the places it bends around agents in between; none for a line to the next layer. */
  lines: readonly (Dependency & { via: readonly Point[] })[];
  /** Around the agents of each layer with several. */
  bands: readonly {
    id: string;
    count: number;
    place: { left: number; top: number; width: number; height: number };
  }[];
}

export function layOut(names: readonly string[], dependencies: readonly Dependency[], room: Room): Layout {
  const { node, gap, band, direction } = room;
  const telling = tellingDependencies(names, dependencies);
  const layers = layersOf(names, telling);
  const graph = new Graph<object, NodeLabel, EdgeLabel>();
  graph.setGraph({
    // Its longest path puts agents as late as possible. Turned around they stand as early as they can begin.
    rankdir: direction === 'right' ? 'RL' : 'BT',
    ranker: 'longest-path',
    ranksep: gap.layers,
    nodesep: gap.beside,
    edgesep: gap.beside,
    marginx: band.around,
    marginy: band.around,
  });
  for (const name of names) graph.setNode(name, { ...node });
  for (const { from, to } of telling) graph.setEdge(to, from, {});
  layout(graph, { constraints: planOrder(layers, telling) });

  const down = band.above;
  const positions = new Map<string, Point>();
  for (const name of names) {
    const { x = 0, y = 0 } = graph.node(name);
    positions.set(name, { x: x - node.width / 2, y: y - node.height / 2 + down });
  }
  const depths = new Map(layers.flatMap((layer, depth) => layer.map((name) => [name, depth] as const)));
  const lines = telling.map(({ from, to }) => {
    const points = graph.edge(to, from)?.points ?? [];
    const passes = (depths.get(to) ?? 0) - (depths.get(from) ?? 0) > 1;
    const via = passes
      ? points
          .slice(1, -1)
          .reverse()
          .map(({ x, y }: Point) => ({ x, y: y + down }))
      : [];
    return { from, to, via };
  });
  const bands = layers
    .filter((layer) => layer.length > 1)
    .map((layer) => {
      const corners = layer.map((name) => positions.get(name)!);
      const [left, top] = [Math.min(...corners.map(({ x }) => x)), Math.min(...corners.map(({ y }) => y))];
      const right = Math.max(...corners.map(({ x }) => x)) + node.width;
      const bottom = Math.max(...corners.map(({ y }) => y)) + node.height;
      return {
        id: `beside ${layer[0]}`,
        count: layer.length,
        place: {
          left: left - band.around,
          top: top - band.around - band.above,
          width: right - left + 2 * band.around,
          height: bottom - top + 2 * band.around + band.above,
        },
      };
    });
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: Math.max(room.width, Math.ceil(size.width ?? 0)),
    height: Math.max(room.height, Math.ceil((size.height ?? 0) + down)),
    positions,
    lines,
    bands,
  };
}

/** Agents with the same neighbours stay in the order of the plan; all others stand where lines cross least. */
function planOrder(layers: readonly (readonly string[])[], lines: readonly Dependency[]): OrderConstraint[] {
  const neighbours = (name: string) =>
    JSON.stringify(lines.filter(({ from, to }) => from === name || to === name)).replaceAll(
      JSON.stringify(name),
      '',
    );
  return layers.flatMap((layer) =>
    [...Map.groupBy(layer, neighbours).values()].flatMap((alike) =>
      alike.slice(1).map((right, index) => ({ left: alike[index]!, right })),
    ),
  );
}

/** A calm curve through all of them, along the way of the layers. */
export function curveThrough(points: readonly Point[], direction: Room['direction']): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  let at = first;
  let path = `M${at.x},${at.y}`;
  for (const to of others) {
    const middle = direction === 'right' ? (at.x + to.x) / 2 : (at.y + to.y) / 2;
    path +=
      direction === 'right'
        ? `C${middle},${at.y} ${middle},${to.y} ${to.x},${to.y}`
        : `C${at.x},${middle} ${to.x},${middle} ${to.x},${to.y}`;
    at = to;
  }
  return path;
}
