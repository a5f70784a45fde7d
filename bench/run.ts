// The benchmark: one command, all parts or some.
//
//   npm run bench -- [--quick] [--only append,cost,…] [--subjects raw,product,…]

import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { canPin } from './delivery/harness/child.ts';
import { installPeers } from './delivery/harness/install-peers.ts';
import { full, type Given, quick } from './delivery/harness/scale.ts';
import { measureCompressed } from './delivery/parts/compressed.ts';
import { measureCost } from './delivery/parts/cost.ts';
import { measureDurable } from './delivery/parts/durable.ts';
import { measureIdle } from './delivery/parts/idle.ts';
import { measureLatency } from './delivery/parts/latency.ts';
import { measureScaling } from './delivery/parts/scaling.ts';
import { measureStalled } from './delivery/parts/stalled.ts';
import { subjectNamed, subjects } from './delivery/subjects/list.ts';

const parts: Record<string, (given: Given) => Promise<void>> = {
  append: async () => {
    spawnSync(process.execPath, [new URL('append.ts', import.meta.url).pathname], { stdio: 'inherit' });
  },
  cost: measureCost,
  scaling: measureScaling,
  idle: measureIdle,
  latency: measureLatency,
  durable: measureDurable,
  compressed: measureCompressed,
  stalled: measureStalled,
};

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, subjects: { type: 'string' } },
});
const chosen = values.only?.split(',') ?? Object.keys(parts);
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0) throw new Error(`«${unknown}» is none of ${Object.keys(parts).join(', ')}`);
const entries = values.subjects?.split(',').map(subjectNamed) ?? subjects;
if (entries.some((entry) => entry.peer !== null)) installPeers();

const begun = performance.now();
const given: Given = {
  scale: values.quick === true ? quick : full,
  entries,
  print: (text) => console.log(text),
  warn(text) {
    console.log(`\n**${text}**`);
    process.exitCode = 1;
  },
  progress: (text) => console.error(`${((performance.now() - begun) / 1000).toFixed(0)} s  ${text}`),
};
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${
  canPin ? 'server on core 0, load client on core 1' : 'not pinned to cores'
}${values.quick === true ? '; quick: these figures are rough' : ''}.
`);
for (const name of chosen) {
  given.progress(name);
  await parts[name]!(given);
  console.log();
}
