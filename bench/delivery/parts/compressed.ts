// Compressed: what permessage-deflate costs, for a client that offers it as browsers do.

import { oneGroup, titleOf } from '../harness/crowds.ts';
import { figure, median, table, targetTable, times, timesCheaper, whole } from '../harness/figures.ts';
import { costsOf, failuresIn, runRounds } from '../harness/rounds.ts';
import type { Given } from '../harness/scale.ts';
import { textLengthFor } from '../harness/stage.ts';

const who = ['raw', 'product'];
const bytes = 2_000;
const promised = 1.3;
const log = 'memory' as const;

export async function measureCompressed({ scale, entries, print, warn, progress }: Given): Promise<void> {
  const taking = entries.filter((entry) => who.includes(entry.name));
  const variants = taking.flatMap((entry) => [
    { key: entry.name, title: entry.title, entry, stage: { log, compress: false } },
    { key: `${entry.name}+`, title: `${entry.title}, deflate`, entry, stage: { log, compress: true } },
  ]);
  progress('compressed');
  const crowd = oneGroup(scale.subscribers);
  const load = { eventsPerTick: 1, textLength: textLengthFor(bytes) };
  const [results] = await runRounds(variants, crowd, [load], scale);
  const bytesOf = (key: string) => median(results!.get(key)!.runs.map((run) => run.bytesPerDelivery));

  print(`## Compressed

${titleOf(crowd)}, events of ${bytes / 1000} kB of prose. Of 100 subscribers one is a stock client of ws that inflates and checks every event.
`);
  const rows = variants.map(({ key, title }) => {
    const costs = costsOf(results!, key);
    return costs.length === 0 ? [title, '–', '–'] : [title, figure(median(costs)), whole(bytesOf(key))];
  });
  print(table(['', 'µs a delivery', 'bytes a delivery'], rows));
  for (const failure of failuresIn([results!])) warn(failure);

  const [plain, deflated] = [costsOf(results!, 'product'), costsOf(results!, 'product+')];
  if (plain.length === 0 || deflated.length === 0) return;
  const ratio = timesCheaper(deflated, plain);
  const agreed = bytesOf('product+') < bytesOf('product') * 0.8;
  print(
    `\n${targetTable([
      {
        what: 'compressed in a group',
        promised: `at most ${promised} × the plain cost`,
        measured: agreed ? times(ratio) : 'the server did not agree to compress',
        met: agreed && ratio <= promised,
      },
    ])}`,
  );
}
