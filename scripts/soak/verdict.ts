// The verdict of a soak: a line through the samples, and what came back.

import type { Held } from './child.ts';

export interface Sample extends Held {
  seconds: number;
  finished: number;
  uploaded: number;
  opened: number;
  left: number;
}

interface Line {
  /** Of y for each x. */
  slope: number;
  /** Standard error of the slope. */
  error: number;
}

/** Least squares. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): Line {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const sxx = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / sxx;
  const rest = points.reduce((sum, [x, y]) => sum + (y - my - slope * (x - mx)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / Math.max(1, points.length - 2) / sxx) };
}

const mib = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
const columns = [
  'seconds',
  'RSS MiB',
  'heap MiB',
  'fds',
  'sockets',
  'streams',
  'finished',
  'uploads',
  'opened',
  'left',
];

export function print(one: Sample, withHead: boolean): void {
  const row = (cells: (string | number)[]) =>
    console.log(cells.map((cell) => String(cell).padStart(9)).join(''));
  if (withHead) row(columns);
  row([
    one.seconds.toFixed(0),
    mib(one.resident),
    mib(one.heap),
    one.descriptors,
    one.connections,
    one.subscriptions,
    one.finished,
    one.uploaded,
    one.opened,
    one.left,
  ]);
}

export interface Soaked {
  before: Held;
  samples: readonly Sample[];
  after: Held;
  /** Of the samples, those that are left out at the beginning. */
  warmShare: number;
}

/** Bytes of resident memory for each finished workflow. */
const mostPerWorkflow = 1024;
/** Descriptors that a runtime opens once, when it first needs them. */
const spareDescriptors = 3;

export function judge({ before, samples, after, warmShare }: Soaked): { good: boolean; text: string } {
  const warm = samples.slice(Math.floor(samples.length * warmShare));
  const per = (what: 'resident' | 'heap' | 'descriptors', of: 'seconds' | 'finished') =>
    lineThrough(warm.map((one) => [one[of], one[what]] as const));
  const [resident, heap, descriptors] = [
    per('resident', 'finished'),
    per('heap', 'finished'),
    per('descriptors', 'seconds'),
  ];
  // What cannot be told from nothing is no growth: twice the standard error.
  const grows = resident.slope - 2 * resident.error > mostPerWorkflow;
  const open = after.descriptors - before.descriptors;
  const leaks = open > spareDescriptors || after.connections > 0 || after.subscriptions > 0;
  const hour = per('resident', 'seconds');
  const kib = ({ slope, error }: Line) =>
    `${(slope / 1024).toFixed(2)} ± ${((2 * error) / 1024).toFixed(2)} KiB`;
  const lines = [
    `resident memory: ${kib(resident)} for each finished workflow (at most 1 KiB), ${mib(hour.slope * 3600)} MiB an hour`,
    `heap after collection: ${kib(heap)} for each finished workflow`,
    `descriptors: ${before.descriptors} before, ${after.descriptors} after all had left; slope ${(descriptors.slope * 60).toFixed(2)} a minute`,
    `left open: ${after.connections} connections, ${after.subscriptions} subscriptions`,
    `resident memory ${mib(before.resident)} MiB before, ${mib(after.resident)} MiB after; heap ${mib(before.heap)} and ${mib(after.heap)} MiB`,
    grows ? 'FAILED: memory grows with workflows' : 'memory is flat within its noise',
    leaks ? 'FAILED: something was left open' : 'everything that was opened is closed',
  ];
  return { good: !grows && !leaks, text: lines.join('\n') };
}
