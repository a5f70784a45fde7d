// Writer thread: runs `writeFiles` beside the event loop and posts what it reports.

import { parentPort, workerData } from 'node:worker_threads';
import { writeFiles } from './write-files.ts';

const { stated, ...plain } = JSON.parse(Buffer.from(workerData.text).toString());
const material = { ...plain, stated: new Map(stated) };
for await (const report of writeFiles(material, workerData.formats)) {
  parentPort?.postMessage(report);
}
