// Backs up a data folder, while the server runs or not: npm run backup -- <where to> [--data ./data]

import { parseArgs } from 'node:util';
import { backUp } from './backup/backup.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string', default: process.env.DATA_DIR ?? './data' } },
});
const [to] = positionals;
if (to === undefined || positionals.length > 1) {
  console.error('Usage: npm run backup -- <where to> [--data <data folder>]');
  process.exitCode = 1;
} else {
  try {
    const { files, bytes } = backUp(values.data, to);
    console.log(`${values.data} is backed up in ${to}: ${files} files, ${bytes} bytes.`);
    console.log(`To go on from it: DATA_DIR=${to} npm start`);
  } catch (error) {
    console.error(`Not backed up: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
