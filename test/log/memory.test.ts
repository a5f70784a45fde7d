// The memory driver: the contract.

import { openMemoryLog } from '../../src/log/memory/memory-log.ts';
import { logContract } from './contract.ts';

async function open() {
  const log = openMemoryLog({ onError: () => {} });
  return { log, [Symbol.asyncDispose]: () => log[Symbol.asyncDispose]() };
}

logContract('memory', open, true);
