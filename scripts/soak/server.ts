// The server that is soaked: as main.ts starts it, with a word for «collect your garbage». It can be told to leak, which
// shows that the soak finds a leak.

import { getHeapSpaceStatistics, type HeapSpaceInfo } from 'node:v8';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';

const app = await startApp(readConfig(process.env));
const hoard: Buffer[] = [];

interface Message {
  /** Workflows that ended so far. */
  finished: number;
  /** Bytes to keep of each. */
  leak: number;
}

process.on('message', ({ finished, leak }: Message) => {
  while (leak > 0 && hoard.length < finished) hoard.push(Buffer.alloc(leak, 1));
  // All that can be given back: an ordinary collection keeps its empty pages, tens of megabytes that come and go.
  globalThis.gc?.({ type: 'major', flavor: 'last-resort', execution: 'sync' });
  const { heapUsed, external } = process.memoryUsage();
  const code = getHeapSpaceStatistics().filter((one) => /code|trusted/.test(one.space_name));
  const sum = (of: (one: HeapSpaceInfo) => number) => code.reduce((all, one) => all + of(one), 0);
  process.send?.({
    kept: heapUsed + external - sum((one) => one.space_used_size),
    code: sum((one) => one.physical_space_size),
  });
});
process.on('SIGTERM', () => void app[Symbol.asyncDispose]().then(() => process.exit(0)));
process.on('disconnect', () => process.exit(0));
process.send?.({ url: app.url });
