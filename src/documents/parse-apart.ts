// Parse apart: parsing in a child process that is watched and killed when it takes too much.
//
//   C1. Whatever happens to the child, the caller gets a document, a fault, or the reason of the abort.
//   C2. After the promise has settled the child is dead or dying; nothing of it is left behind.

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '../base/fault.ts';
import type { ChildMessage, ParseJob } from './child-message.ts';
import type { ReadDocument, ReadProgress } from './document.ts';
import type { DocumentLimits } from './limits.ts';
import { residentBytes } from './resident.ts';

const program = fileURLToPath(new URL('./child.ts', import.meta.url));
const memoryEveryMs = 50;
const megabyte = 1024 * 1024;

export interface ApartOptions {
  limits: DocumentLimits;
  signal: AbortSignal;
  onProgress(progress: ReadProgress): void;
}

/**
 * Parses one file in a process of its own. An abort kills it at once and rejects with the signal's reason.
 * @throws the faults of the parsers, DOCUMENT_MEMORY, DOCUMENT_TIMEOUT, DOCUMENT_CORRUPT when the child dies unasked
 */
export async function parseApart(job: ParseJob, options: ApartOptions): Promise<ReadDocument> {
  const { limits, signal } = options;
  signal.throwIfAborted();
  const child = start(limits);
  const { promise, resolve, reject } = Promise.withResolvers<ReadDocument>();
  const tooMuch = () => reject(memoryFault(limits));
  const onAbort = () => reject(signal.reason);
  child.on('message', (message: ChildMessage) => {
    if (message.say === 'progress') options.onProgress(message.progress);
    else if (message.say === 'memory' && message.bytes > limits.memoryBytes) tooMuch();
    else if (message.say === 'done') resolve(message.document);
    else if (message.say === 'failed') {
      reject(
        new Fault(message.code, message.message, message.cause === null ? {} : { cause: message.cause }),
      );
    }
  });
  child.on('error', (error) => reject(deathFault(limits, null, null, error.message)));
  // `close` comes after the last message, `exit` may come before it.
  child.on('close', (code, killedBy) => reject(deathFault(limits, code, killedBy, null)));
  signal.addEventListener('abort', onAbort, { once: true });
  const deadline = setTimeout(() => reject(timeoutFault(limits)), limits.deadlineMs);
  const watch = setInterval(() => {
    if (child.pid === undefined) return;
    void residentBytes(child.pid).then((bytes) => {
      if (bytes !== null && bytes > limits.memoryBytes) tooMuch();
    });
  }, memoryEveryMs);
  child.send(job, (error) => {
    if (error !== null) reject(deathFault(limits, null, null, error.message));
  });
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    clearInterval(watch);
    signal.removeEventListener('abort', onAbort);
    child.kill('SIGKILL');
  }
}

function start(limits: DocumentLimits): ChildProcess {
  return fork(program, [], {
    serialization: 'advanced',
    env: {},
    execArgv: [
      '--permission',
      '--allow-fs-read=*',
      '--no-warnings',
      // A little above the watch, so that it is the watch that speaks first.
      `--max-old-space-size=${Math.ceil(limits.memoryBytes / megabyte) + 64}`,
    ],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

function memoryFault(limits: DocumentLimits): Fault {
  const allowed = Math.round(limits.memoryBytes / megabyte);
  return new Fault('DOCUMENT_MEMORY', `Reading the file needed more than ${allowed} MB of memory; split it.`);
}

function timeoutFault(limits: DocumentLimits): Fault {
  const seconds = Math.round(limits.deadlineMs / 1000);
  return new Fault('DOCUMENT_TIMEOUT', `Reading the file took longer than ${seconds} seconds; split it.`);
}

/** V8 aborts when its heap is full, and the system kills whoever takes the last memory. */
function deathFault(
  limits: DocumentLimits,
  code: number | null,
  killedBy: NodeJS.Signals | null,
  cause: string | null,
): Fault {
  if (killedBy === 'SIGABRT' || killedBy === 'SIGKILL' || code === 134) return memoryFault(limits);
  return new Fault(
    'DOCUMENT_CORRUPT',
    'The file made its reader stop; save it again, or in another format.',
    {
      cause: cause ?? `exit code ${code ?? '–'}, signal ${killedBy ?? '–'}`,
    },
  );
}
