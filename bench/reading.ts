// Reading: how long large documents take, what the server's event loop feels of it, and how much memory it needs.
//
//   node bench/reading.ts [rounds]
//
// The documents are made in a process of their own, so that the one that is measured holds nothing but the server's
// part. It prints Markdown. What it does not measure: storing the result and what later agents do with it.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defaultLimits } from '../src/documents/limits.ts';
import { readDocument } from '../src/documents/read.ts';
import { openReaders } from '../src/documents/readers.ts';
import { residentBytes } from '../src/documents/resident.ts';

const megabyte = 1024 * 1024;
const subjects = [
  { name: 'a PDF of 500 pages with a table on each', file: 'pages.pdf', lines: 20_000 },
  { name: 'a PDF of 500 pages of running text', file: 'text.pdf', lines: 0 },
  { name: 'a workbook of 100,000 rows', file: 'rows.xlsx', lines: 100_000 },
  { name: 'a workbook of 30 rows', file: 'small.xlsx', lines: 29 },
  { name: 'the same by a process that has read before', file: 'small.xlsx', lines: 29, warm: true },
];

interface Round {
  ms: number;
  /** The longest that the event loop was held up. */
  blockMs: number;
  childBytes: number;
  /** Of the reader: less than its seconds, where others have the processor too. */
  cpuMs: number;
  serverBytes: number;
}

if (process.argv[2] === 'make') await makeDocuments(process.argv[3] as string);
else await bench(Number(process.argv[2] ?? 3));

async function bench(rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pip-stream-reading-'));
  try {
    await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), 'make', folder]);
    console.log(
      `Node ${process.version}, ${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}, median of ${rounds}\n`,
    );
    console.log(
      '| document | s | of these processor, s | longest block of the server, ms | memory of the reader, MB | growth of the server, MB |',
    );
    console.log('|---|---:|---:|---:|---:|---:|');
    for (const { name, file, lines, warm = false } of subjects) {
      const bytes = await readFile(join(folder, file));
      const all: Round[] = [];
      for (let round = 0; round < rounds; round += 1) all.push(await measure(file, bytes, lines, warm));
      const [s, cpu, block, child, server] = [
        (median(all.map(({ ms }) => ms)) / 1000).toFixed(2),
        (median(all.map(({ cpuMs }) => cpuMs)) / 1000).toFixed(2),
        median(all.map(({ blockMs }) => blockMs)).toFixed(0),
        Math.round(Math.max(...all.map(({ childBytes }) => childBytes)) / megabyte),
        Math.round(Math.max(...all.map(({ serverBytes }) => serverBytes)) / megabyte),
      ];
      console.log(`| ${name} | ${s} | ${cpu} | ${block} | ${child} | ${server} |`);
    }
    const idle: number[] = [];
    for (let round = 0; round < rounds; round += 1) idle.push(await noise(5_000));
    console.log(`| nothing, for comparison | 5.00 | – | ${median(idle).toFixed(0)} | – | – |`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(name: string, bytes: Uint8Array, lines: number, warm: boolean): Promise<Round> {
  using readers = openReaders();
  // A file with more lines than the server takes is still to be measured.
  const limits = { lines: Math.max(lines, defaultLimits.lines) };
  const signal = AbortSignal.timeout(defaultLimits.deadlineMs);
  const read = () => readDocument({ documentId: 'bench', name, bytes }, { signal, readers, limits });
  if (warm) await read();
  await after(100);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = process.memoryUsage.rss();
  let [childBytes, serverBytes, cpuMs] = [0, 0, 0];
  const look = async () => {
    serverBytes = Math.max(serverBytes, process.memoryUsage.rss() - before);
    for (const pid of await children()) {
      childBytes = Math.max(childBytes, (await residentBytes(pid)) ?? 0);
      cpuMs = Math.max(cpuMs, await cpuOf(pid));
    }
  };
  const watch = setInterval(() => void look(), 20);
  delay.enable();
  const start = performance.now();
  const document = await read();
  const ms = performance.now() - start;
  // A block is seen when the turn after it begins.
  await after(50);
  delay.disable();
  clearInterval(watch);
  const found = document.tables.reduce((sum, table) => sum + table.lines.length, 0);
  if (found !== lines) throw new Error(`${name}: ${found} lines instead of ${lines}`);
  return { ms, blockMs: delay.max / 1e6, childBytes, cpuMs, serverBytes };
}

async function children(): Promise<number[]> {
  const listed = await readFile(`/proc/self/task/${process.pid}/children`, 'latin1').catch(() => '');
  return listed.split(' ').filter(Boolean).map(Number);
}

/** Milliseconds of processor time, in steps of ten. */
async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 10 * (Number(fields[11] ?? 0) + Number(fields[12] ?? 0));
}

/** What the event loop is held up by other programs alone. */
async function noise(ms: number): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await after(ms);
  delay.disable();
  return delay.max / 1e6;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function makeDocuments(folder: string): Promise<void> {
  const { pdf, pdfRows, sheetJs } = await import('../test/documents/files.ts');
  const header = ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'];
  const rows = Array.from({ length: 100_000 }, (_, index) => {
    const quantity = (index % 97) + 0.5;
    return [
      String(index + 1),
      `Concrete C${20 + (index % 20)} in element ${index + 1}`,
      quantity,
      'm3',
      12,
      quantity * 12,
    ];
  });
  await writeFile(join(folder, 'rows.xlsx'), sheetJs({ Bill: [header, ...rows] }, 'xlsx'));
  await writeFile(join(folder, 'small.xlsx'), sheetJs({ Bill: [header, ...rows.slice(0, 29)] }, 'xlsx'));
  const lefts = [40, 80, 330, 380, 430, 490];
  const tables = await pdf((page) => {
    page.fontSize(9);
    for (let number = 0; number < 500; number += 1) {
      if (number > 0) page.addPage();
      const lines = Array.from({ length: 40 }, (_, line) => {
        const item = number * 40 + line + 1;
        return [String(item), `Concrete in element ${number}.${line}`, '10.00', 'm3', '7.50', '75.00'];
      });
      pdfRows(page, lefts, number === 0 ? [header, ...lines] : lines, 60, 16);
    }
  });
  await writeFile(join(folder, 'pages.pdf'), tables);
  const words = 'The contractor shall provide all labour, plant and material for the whole of the works. ';
  const text = await pdf((page) => {
    page.fontSize(10);
    for (let number = 0; number < 500; number += 1) {
      if (number > 0) page.addPage();
      for (let part = 0; part < 12; part += 1) {
        page.text(`${number}.${part} ${words.repeat(3)}`, 40, 60 + part * 58, { width: 500 });
      }
    }
  });
  await writeFile(join(folder, 'text.pdf'), text);
}
