// Workflow layers: which agents stand side by side, and how much room their picture takes. Pure, and known before it is drawn.
//
//   W1. An agent stands in the layer after the last of those it waits for, so agents of one layer may run beside each other.
//   W2. The room depends on the plan and the width alone, never on progress: nothing moves while agents work.

export interface Dependency {
  from: string;
  to: string;
}

/** Also of plans that go in circles, which are drawn as far as that is possible. */
export function layersOf(names: readonly string[], dependencies: readonly Dependency[]): string[][] {
  const depths = new Map<string, number>();
  const known = new Set(names);
  const depthOf = (name: string): number => {
    const before = depths.get(name);
    if (before !== undefined) return before;
    depths.set(name, 0);
    const needed = dependencies.filter((one) => one.to === name && known.has(one.from));
    const depth = Math.max(-1, ...needed.map((one) => depthOf(one.from))) + 1;
    depths.set(name, depth);
    return depth;
  };
  const layers: string[][] = [];
  for (const name of known) {
    const depth = depthOf(name);
    while (layers.length <= depth) layers.push([]);
    layers[depth]!.push(name);
  }
  return layers.filter((layer) => layer.length > 0);
}

/** Without those that follow from others: when B waits for A and C for B, a line from A to C says nothing new. */
export function tellingDependencies(
  names: readonly string[],
  dependencies: readonly Dependency[],
): Dependency[] {
  const known = new Set(names);
  const real = dependencies.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const next = Map.groupBy(real, ({ from }) => from);
  const leads = (from: string, to: string, seen = new Set<string>()): boolean =>
    (next.get(from) ?? []).some((one) => {
      if (one.to === to) return true;
      if (seen.has(one.to)) return false;
      seen.add(one.to);
      return leads(one.to, to, seen);
    });
  return real.filter(
    ({ from, to }) =>
      !(next.get(from) ?? []).some((one) => one.to !== to && one.to !== from && leads(one.to, to)),
  );
}

export interface Room {
  /** Left to right where there is room, else top down. */
  direction: 'right' | 'down';
  width: number;
  height: number;
  node: { width: number; height: number };
  /** Between layers, and between agents of one layer. */
  gap: { layers: number; beside: number };
  /** Around agents that stand side by side, and above them for words. */
  band: { around: number; above: number };
}

/** Where they are narrow, names take two lines. */
const nodeHeight = { right: 84, down: 92 };
const [narrowestNode, widestNode] = [146, 216];
const [shortestWay, longestWay] = [30, 64];

const between = (low: number, value: number, high: number) =>
  Math.floor(Math.max(low, Math.min(high, value)));

export function roomFor(layers: readonly (readonly string[])[], available: number): Room {
  const count = Math.max(1, layers.length);
  const most = Math.max(1, ...layers.map((layer) => layer.length));
  const direction =
    count * narrowestNode + (count - 1) * shortestWay + 20 <= available
      ? ('right' as const)
      : ('down' as const);
  if (direction === 'right') {
    const band = most > 1 ? { around: 10, above: 20 } : { around: 0, above: 0 };
    const room = available - 2 * band.around;
    const width = between(narrowestNode, (room - (count - 1) * 34) / count, widestNode);
    const way = count === 1 ? 0 : between(shortestWay, (room - count * width) / (count - 1), longestWay);
    const gap = { layers: way, beside: 14 };
    return {
      direction,
      gap,
      band,
      node: { width, height: nodeHeight.right },
      width: count * width + (count - 1) * way + 2 * band.around,
      height: most * nodeHeight.right + (most - 1) * gap.beside + 2 * band.around + band.above,
    };
  }
  const band = most > 1 ? { around: 7, above: 0 } : { around: 0, above: 0 };
  const gap = { layers: 32, beside: 10 };
  const room = available - 2 * band.around - (most - 1) * gap.beside;
  const width = between(126, room / most, widestNode);
  return {
    direction,
    gap,
    band,
    node: { width, height: nodeHeight.down },
    width: most * width + (most - 1) * gap.beside + 2 * band.around,
    height: count * nodeHeight.down + (count - 1) * gap.layers + 2 * band.around,
  };
}
