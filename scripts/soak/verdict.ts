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
  /** Standard error of the slope, allowing for neighbours that err alike. */
  error: number;
}

/** Least squares. The error is that of independent points, made larger by what the residuals of neighbours have in common. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): Line {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const sxx = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / sxx;
  const rests = points.map(([x, y]) => y - my - slope * (x - mx));
  const square = rests.reduce((sum, rest) => sum + rest ** 2, 0);
  const neighbours = rests.slice(1).reduce((sum, rest, before) => sum + rest * rests[before]!, 0);
  const alike = square === 0 ? 0 : Math.min(mostAlike, Math.max(0, neighbours / square));
  const independent = Math.sqrt(square / Math.max(1, points.length - 2) / sxx);
  return { slope, error: independent * Math.sqrt((1 + alike) / (1 - alike)) };
}

/** Correlation of neighbours that is believed; more of it would leave nothing that could be said. */
const mostAlike = 0.8;

const mib = (bytes: number) => (bytes / 1024 / 1024).toFixed(2);
const columns = [
  'seconds',
  'RSS MiB',
  'kept MiB',
  'code MiB',
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
    mib(one.kept),
    mib(one.code),
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

/** Bytes for each finished workflow, beside compiled functions. */
const mostPerWorkflow = 1024;
/** Bytes of compiled functions, of which there are only so many. */
const mostCode = 48 * 1024 * 1024;
/** What must not be hidden by noise. */
const surelyFound = 4 * 1024;
/** Workflows until what is kept of the newest has filled its bounds: the newest fifty sessions that have ended, and the like. */
const filling = 100;
/** Lines through fewer points say nothing. */
const fewest = 6;
/** Descriptors that a runtime opens once, when it first needs them. */
const spareDescriptors = 3;

export function judge({ before, samples, after, warmShare }: Soaked): { good: boolean; text: string } {
  const warm = samples.slice(Math.floor(samples.length * warmShare)).filter((one) => one.finished >= filling);
  const per = (of: 'seconds' | 'finished', what: (one: Sample) => number) =>
    lineThrough(warm.map((one) => [one[of], what(one)] as const));
  const resident = per('finished', (one) => one.resident - one.code);
  const kept = per('finished', (one) => one.kept);
  const whole = per('finished', (one) => one.resident);
  const descriptors = per('seconds', (one) => one.descriptors);
  // What cannot be told from nothing is no growth: twice the standard error. What is kept is told sooner than what is
  // resident: small pieces fit into holes that are resident already.
  const grows =
    [resident, kept].some((line) => line.slope - 2 * line.error > mostPerWorkflow) || after.code > mostCode;
  const few = warm.length < fewest;
  const unsure = few || ![resident, kept].every((line) => line.slope + 2 * line.error < surelyFound);
  const open = after.descriptors - before.descriptors;
  const leaks = open > spareDescriptors || after.connections > 0 || after.subscriptions > 0;
  const kib = ({ slope, error }: Line) =>
    `${(slope / 1024).toFixed(2)} ± ${((2 * error) / 1024).toFixed(2)} KiB`;
  const lines = [
    `resident memory beside compiled functions: ${kib(resident)} for each finished workflow (at most 1 KiB)`,
    `objects, and what they hold: ${kib(kept)} for each finished workflow (at most 1 KiB)`,
    `resident memory with compiled functions: ${kib(whole)}; they take ${mib(after.code)} MiB (at most ${mib(mostCode)})`,
    `descriptors: ${before.descriptors} before, ${after.descriptors} after all had left; slope ${(descriptors.slope * 60).toFixed(2)} a minute`,
    `left open: ${after.connections} connections, ${after.subscriptions} subscriptions`,
    `resident memory ${mib(before.resident)} MiB before, ${mib(after.resident)} MiB after; objects ${mib(before.kept)} and ${mib(after.kept)} MiB`,
    grows
      ? 'FAILED: memory grows with workflows'
      : few
        ? `FAILED: only ${warm.length} samples after the first ${filling} workflows, of ${fewest}; run it longer`
        : unsure
          ? 'FAILED: growth of 4 KiB for each workflow cannot be told from noise; run it longer'
          : 'memory is flat within its noise',
    leaks ? 'FAILED: something was left open' : 'everything that was opened is closed',
  ];
  return { good: !grows && !unsure && !leaks, text: lines.join('\n') };
}
