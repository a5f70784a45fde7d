// Writer thread: runs `writeFiles` beside the event loop and posts what it reports.

import { parentPort, workerData } from 'node:worker_threads';
import { writeFiles } from './write-files.ts';

for await (const report of writeFiles(workerData.material, workerData.formats)) {
  parentPort?.postMessage(report);
}
