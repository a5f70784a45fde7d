// Run: measures what the agents read and know, prints the scores as Markdown.
//
// node bench/accuracy/run.ts [--quick] [--misses] [--layout <words>] [--part open|held] [--seeds 4]
//
// `--misses` lists what was wrong in the open part, and never in the held one.

import { parseArgs } from 'node:util';
import { random } from '../../test/support/random.ts';
import { createWorkshop } from './bill.ts';
import { handMade } from './hand-made.ts';
import { chanceLayouts } from './layouts/chance.ts';
import { checkLayouts } from './layouts/checks.ts';
import { heldLayouts } from './layouts/held.ts';
import type { Layout } from './layouts/layout.ts';
import { pageLayouts } from './layouts/pages.ts';
import { severalLayouts } from './layouts/several.ts';
import { sheetLayouts } from './layouts/sheets.ts';
import { freshLines, freshLinesAbroad } from './lines/fresh.ts';
import { heldLines } from './lines/held.ts';
import { laterLines, payItems } from './lines/later.ts';
import { openLines } from './lines/open.ts';
import { layoutTable, type Part, scoreTable, tradeTable } from './report.ts';
import { runAgents } from './run-agents.ts';
import { score } from './score.ts';
import { addTally, createTally } from './tally.ts';
import { scoreTrades, type TradeScore, tradeScore } from './trades.ts';
import type { Made } from './truth.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    misses: { type: 'boolean' },
    layout: { type: 'string' },
    part: { type: 'string' },
    seeds: { type: 'string' },
  },
});
const openLayouts = [...sheetLayouts, ...pageLayouts, ...severalLayouts, ...checkLayouts, ...chanceLayouts];
const seedCount = Number(values.seeds ?? (values.quick === true ? 1 : 4));
const seedsFrom = (first: number) => Array.from({ length: seedCount }, (_, index) => first + index);
/** Seeds of the open part may be looked at; those of the held part are only scored. */
const seeds = { open: seedsFrom(11), held: seedsFrom(511) };

interface Job {
  part: 'open' | 'open layouts, held seeds' | 'held';
  group: string;
  layout: string;
  place: string;
  make(): Promise<Made>;
}

/** The seed of a layout follows from both, so that adding a layout changes no other. */
function seedOf(name: string, seed: number): number {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, seed * 7919);
}

function jobsOf(part: Job['part'], layouts: readonly Layout[]): Job[] {
  const [pool, some] = part === 'open' ? [openLines, seeds.open] : [heldLines, seeds.held];
  return layouts.flatMap(({ name, difficulty, make }) =>
    some.map((seed) => ({
      part,
      group: `${part}, ${difficulty}`,
      layout: name,
      place: `${name}, seed ${seed}`,
      make: () => make(createWorkshop(pool, random(seedOf(name, seed)))),
    })),
  );
}

const hand: Job[] = handMade.map(({ name, make }) => ({
  part: 'open',
  group: 'hand-made',
  layout: `hand-made: ${name}`,
  place: name,
  make,
}));
const jobs = [
  ...jobsOf('open', openLayouts),
  ...hand,
  ...jobsOf('open layouts, held seeds', openLayouts),
  ...jobsOf('held', heldLayouts),
].filter(
  ({ part, layout }) =>
    (values.layout === undefined || layout.includes(values.layout)) &&
    (values.part === undefined || part === values.part),
);

const groups = new Map<string, Part>();
const layouts = new Map<string, Part>();
const mapped: Record<'open' | 'held', Parameters<typeof tradeScore>[1][number][]> = { open: [], held: [] };
const begun = performance.now();

async function work(job: Job): Promise<void> {
  const made = await job.make();
  const outcome = await runAgents(made.files);
  const tally = score(job.place, made, outcome);
  for (const [parts, name] of [
    [groups, job.group],
    [layouts, job.part === 'held' ? `${job.layout} (held)` : job.layout],
  ] as const) {
    // A layout is shown as it is on open seeds; the held seeds count in their group.
    if (parts === layouts && job.part === 'open layouts, held seeds') continue;
    const part = parts.get(name) ?? { name, documents: 0, tally: createTally() };
    parts.set(name, part);
    part.documents += 1;
    addTally(part.tally, tally);
  }
  const read = outcome?.tables.documents.flatMap(({ tables }) => tables.flatMap(({ lines }) => lines)) ?? [];
  const ids = new Map(read.map(({ id, description }) => [id, description]));
  const trueTrades = new Map(
    made.tables.flatMap(({ lines }) => lines.map(({ description, trade }) => [description, trade])),
  );
  for (const guess of outcome?.trades.lines ?? []) {
    const text = ids.get(guess.lineId) ?? '';
    const trade = trueTrades.get(text);
    if (trade) mapped[job.part === 'open' ? 'open' : 'held'].push({ guess, trade, text });
  }
  process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0)} s  ${job.place}\n`);
}

// Two documents at a time, as the product reads them.
const queue = [...jobs];
const worker = async () => {
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) await work(job);
};
await Promise.all([worker(), worker()]);

const order = jobs.map(({ group }) => group);
const byOrder = [...groups.values()].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
console.log(`## Documents\n\n${scoreTable(byOrder)}\n`);
console.log(`## Layouts\n\n${layoutTable([...layouts.values()])}\n`);
const bare: { name: string; score: TradeScore }[] = [];
if (values.layout === undefined) {
  for (const [name, lines] of [
    ['open', openLines],
    ['held', heldLines],
    ['later', laterLines],
    ['public pay items', payItems],
    ['fresh', freshLines],
    ['fresh, German, French and Spanish', freshLinesAbroad],
  ] as const) {
    if (values.part === 'open' && name !== 'open') continue;
    bare.push({ name: `${name}, words alone`, score: await scoreTrades(lines) });
  }
  for (const [name, pairs] of Object.entries(mapped))
    if (pairs.length > 0) bare.push({ name: `${name} bills`, score: tradeScore(pairs.length, pairs) });
  console.log(`## Trades\n\n${tradeTable(bare)}\n`);
}
if (values.misses === true) {
  console.log('## Misses of the open part\n');
  for (const name of ['open, clean', 'open, hard', 'hand-made'])
    for (const { measure, place, text } of groups.get(name)?.tally.misses ?? [])
      console.log(`- ${measure}, ${place}: ${text}`);
  for (const { name, score } of bare)
    if (name.startsWith('open,')) for (const miss of score.misses) console.log(`- trade: ${miss}`);
}
