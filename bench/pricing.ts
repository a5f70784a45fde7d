// Pricing: how long a bill takes from its lines to its estimate, and what the server's event loop feels of a whole
// workflow.
//
//   node bench/pricing.ts [rounds]
//
// The client is a process of its own and answers every question by its default, so the one that is measured holds
// nothing but the server. It prints Markdown. What it does not measure: the time of a person, drawings, models.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startApp } from '../src/app.ts';
import { createLogger } from '../src/base/logger.ts';
import { readConfig } from '../src/config.ts';
import type { ExtractedTables } from '../src/documents/extracted-tables.ts';
import { runEstimating } from '../test/agents/estimating-run.ts';
import { sheetJs } from '../test/documents/files.ts';
import { everydayLines } from '../test/estimating/everyday-lines.ts';
import { makeTable, makeTables } from '../test/estimating/make-bill.ts';
import { clientFor, followAnswering } from '../test/support/answering.ts';
import { postGraphQL, type Started, startMutation, upload } from '../test/support/server.ts';
import { tempFolder } from '../test/support/temp-folder.ts';
import { type Turn, watchTurns } from './turns.ts';

const units = ['m3', 'm2', 'm', 'nr', 'kg'];
/** Lines of the bills that go from the file to the exports. */
const bills = [1_000, 10_000];
/** Shorter turns than this, in milliseconds, are not worth telling. */
const worthTelling = 2;

/** When an agent was last heard of, in milliseconds since 1970. */
type Heard = [at: number, agent: string];

if (process.argv[2] === 'follow') await follow(process.argv[3] as string, Number(process.argv[4]));
else await bench(Number(process.argv[2] ?? 3));

async function bench(rounds: number): Promise<void> {
  console.log(
    `Node ${process.version}, ${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}, median of ${rounds}\n`,
  );
  console.log('| 1,000 lines, after a first round to warm up | s | of this processor, s |');
  console.log('|---|---:|---:|');
  for (const [name, share] of [
    ['classified, checked, measured and priced, half with rates', 2],
    ['the same, none with a rate', Number.POSITIVE_INFINITY],
  ] as const) {
    const tables = makeTables(makeTable(billOf(1_000, share)));
    await estimate(tables);
    const all = [];
    for (let round = 0; round < rounds; round += 1) all.push(await estimate(tables));
    console.log(`| ${name} | ${seconds(all.map(({ ms }) => ms))} | ${seconds(all.map(({ cpu }) => cpu))} |`);
  }
  console.log('\n| workflow | s | longest turn of this processor, ms | under | longest delay, ms |');
  console.log('|---|---:|---:|---|---:|');
  for (const lines of bills) {
    for (let round = 0; round < rounds; round += 1) {
      const { ms, delay, turns } = await workflow(lines);
      const [longest] = turns;
      const name = `${lines.toLocaleString('en')} lines, round ${round + 1}`;
      console.log(
        `| ${name} | ${seconds([ms])} | ${longest?.ms.toFixed(0)} | ${longest?.agent} | ${delay.toFixed(0)} |`,
      );
      for (const { agent, ms } of turns) console.error(`${agent}: ${ms.toFixed(0)} ms`);
    }
  }
}

async function estimate(tables: ExtractedTables): Promise<{ ms: number; cpu: number }> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const { estimate } = await runEstimating(tables);
  const { user, system } = process.cpuUsage(before);
  if (estimate.lines.length !== 1_000) throw new Error(`${estimate.lines.length} lines instead of 1,000`);
  return { ms: performance.now() - start, cpu: (user + system) / 1000 };
}

/**
 * One workflow on a server in this process, with the longest turn of the event loop while each agent was at work: in
 * this thread's own processor time, which other programs do not lengthen. The delay is what a timer saw, and contains them.
 */
async function workflow(
  lines: number,
): Promise<{ ms: number; delay: number; turns: { agent: string; ms: number }[] }> {
  using folder = tempFolder();
  const settings = readConfig({ DURABILITY: 'normal', LOG_LEVEL: 'silent', SHUTDOWN_SECONDS: '1' });
  await using app = await startApp(
    { ...settings, port: 0, dataDir: folder.path },
    { logger: createLogger('silent') },
  );
  await after(200);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const seen: Turn[] = [];
  const stop = new AbortController();
  const watching = watchTurns(stop.signal, worthTelling, (turn) => seen.push(turn));
  const follower = [fileURLToPath(import.meta.url), 'follow', app.url, String(lines)];
  const child = spawn(process.execPath, follower, { stdio: ['ignore', 'pipe', 'inherit'] });
  delay.enable();
  const closed = once(child, 'close');
  const told = await text(child.stdout);
  const [code] = await closed;
  delay.disable();
  stop.abort();
  await watching;
  if (code !== 0) throw new Error(`The client ended with ${code}.`);
  const { startedAt, heard } = JSON.parse(told) as { startedAt: number; heard: Heard[] };
  const [end = startedAt] = heard.at(-1) ?? [];
  const longest = new Map<string, number>();
  for (const { at, ms } of seen.filter(({ at }) => at > startedAt)) {
    const agent = heard.findLast(([when]) => when <= at - ms / 2)?.[1] ?? 'start';
    longest.set(agent, Math.max(longest.get(agent) ?? 0, ms));
  }
  const turns = [...longest].map(([agent, ms]) => ({ agent, ms })).sort((a, b) => b.ms - a.ms);
  return { ms: end - startedAt, delay: delay.max / 1e6, turns };
}

/** The client: uploads a large bill, has it estimated and exported, and says when which agent was heard of. */
async function follow(url: string, lines: number): Promise<void> {
  const header = ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'];
  const rows = billOf(lines, 2).map(({ item, description, quantity, unit, rate, amount }) => [
    item,
    description,
    Number(quantity),
    unit,
    rate === null ? null : Number(rate),
    amount === null ? null : Number(amount),
  ]);
  const startedAt = Date.now();
  const sent = await upload(url, 'bill.xlsx', sheetJs({ Bill: [header, ...rows] }, 'xlsx'), null);
  const sessionId = sent.session?.id ?? '';
  const instructions = 'Export a full estimate as a workbook, CSV, JSON and PDF';
  const { data } = await postGraphQL<Started>(url, startMutation, { input: { sessionId, instructions } });
  if (data?.startWorkflow.__typename !== 'WorkflowStarted') throw new Error(JSON.stringify(data));
  const heard: Heard[] = [];
  const client = clientFor(() => url, 0);
  const seen = await followAnswering(
    () => url,
    client,
    { sessionId },
    (one) => {
      heard.push([Date.now(), one.agentName ?? heard.at(-1)?.[1] ?? 'start']);
    },
  );
  await client.dispose();
  if (seen.at(-1)?.status !== 'SUCCEEDED') throw new Error(`The workflow ${seen.at(-1)?.status}.`);
  process.stdout.write(JSON.stringify({ startedAt, heard }));
}

/** Lines of everyday things with figures that hold; one in `share` has a rate. */
function billOf(count: number, share: number) {
  return Array.from({ length: count }, (_, index) => {
    const [, words] = everydayLines[index % everydayLines.length] ?? ['', ''];
    const quantity = (index % 97) + 1;
    const rate = index % share === 1 ? 12 : null;
    return {
      item: String(index + 1),
      description: `${words}, part ${index + 1}`,
      quantity: String(quantity),
      unit: units[index % units.length] ?? 'm',
      rate: rate === null ? null : String(rate),
      amount: rate === null ? null : String(quantity * rate),
    };
  });
}

function seconds(ms: number[]): string {
  return ((ms.toSorted((a, b) => a - b)[Math.floor(ms.length / 2)] ?? Number.NaN) / 1000).toFixed(2);
}
