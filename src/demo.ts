// The demo command: a server in this process, or one elsewhere, and the terminal in front of it.

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startApp } from './app.ts';
import { messageOf } from './base/fault.ts';
import { readConfig } from './config.ts';
import { runDemo } from './terminal/run.ts';

const help = `npm run demo -- [options] [FILE…]

  Without files it runs the sample project.

  --ask TEXT       what is wanted (default: a full estimate)
  --yes            answer every question by its default
  --url URL        use a server that runs elsewhere
  --session ID     with --url: watch this session instead of starting one
  --out FOLDER     where exported files go (default: ./out)
  --help
`;

const stopping = new AbortController();

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ask: { type: 'string', default: 'Full estimate, exported as a workbook, CSV and JSON' },
      yes: { type: 'boolean', default: false },
      url: { type: 'string' },
      session: { type: 'string' },
      out: { type: 'string', default: 'out' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) console.log(help);
  else process.exitCode = (await demo(values, positionals)) ? 0 : 1;
} catch (error) {
  if (!stopping.signal.aborted) console.error(`\npip-stream demo: ${messageOf(error)}`);
  process.exitCode = 1;
}

/** Before anything is started, so that a slip of the keyboard is told at once. */
async function checkFiles(files: string[]): Promise<void> {
  for (const file of files) {
    const found = await stat(file).catch(() => null);
    if (found === null) throw new Error(`${file}: there is no such file`);
    if (!found.isFile()) throw new Error(`${file} is not a file`);
  }
}

async function demo(
  values: { ask: string; yes: boolean; url?: string; session?: string; out: string },
  files: string[],
): Promise<boolean> {
  process.once('SIGINT', () => stopping.abort());
  // The reader of a pipe went away: there is nobody to show anything to.
  process.stdout.on('error', () => stopping.abort());
  await checkFiles(files);
  // Nobody is there to answer when the input is not a terminal.
  const yes = values.yes || !process.stdin.isTTY;
  const options = {
    files,
    instructions: values.ask,
    sessionId: values.session ?? null,
    yes,
    out: values.out,
  };
  if (values.url !== undefined)
    return runDemo({ ...options, url: values.url.replace(/\/$/, '') }, process.stdout, stopping.signal);

  const folder = await mkdtemp(join(tmpdir(), 'pip-stream-demo-'));
  try {
    await using app = await startApp({
      ...readConfig({ LOG_LEVEL: 'error', ...process.env }),
      port: 0,
      host: '127.0.0.1',
      dataDir: folder,
    });
    return await runDemo({ ...options, url: app.url }, process.stdout, stopping.signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
