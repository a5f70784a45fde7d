// Write in thread: `writeFiles` where it holds nobody up; a workbook of 5,000 lines takes about a second.
//
//   T1. The thread ends with the iteration, however that ends.
//   T2. Memory is bounded; a thread that needs more fails alone.
//   T3. The material goes over as text that is printed in pieces: a copy of it as objects is made in one go.
//   T4. Over the whole server at most `mostAtOnce` threads write at a time; others wait their turn.

import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createBreather } from '../../base/breather.ts';
import { Fault } from '../../base/fault.ts';
import { printJson } from '../../base/json-slices.ts';
import { createSlots } from '../../documents/slots.ts';
import type { ExportMaterial } from './material.ts';
import type { Format, WriteReport } from './write-files.ts';

const memoryLimitMb = 1024;
/** Space for what was just made; more of it costs memory and wins no time. */
const youngLimitMb = 48;
/** Each holds some 30 MB and what it writes, and more of them than processors would only share these. */
const mostAtOnce = Math.min(4, Math.max(2, availableParallelism()));
const slots = createSlots(mostAtOnce);

/**
 * The reports of `writeFiles`.
 * @throws AGENT_FAILED when the estimate is too large for the memory allowed; the signal's reason once it is aborted.
 */
export async function* writeInThread(
  material: ExportMaterial,
  formats: Format[],
  signal: AbortSignal,
): AsyncGenerator<WriteReport, void> {
  using _slot = await slots.take(signal);
  const { stated, ...plain } = material;
  const text = await printJson({ ...plain, stated: [...stated] }, createBreather(signal));
  const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), {
    workerData: { text, formats },
    transferList: [text.buffer],
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb, maxYoungGenerationSizeMb: youngLimitMb },
  });
  try {
    const messages = on(worker, 'message', { signal, close: ['exit'] });
    for await (const [report] of messages) yield report as WriteReport;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw new Fault('AGENT_FAILED', 'The estimate is too large to be written; export fewer lines.');
    }
    throw error;
  } finally {
    await worker.terminate();
  }
}
