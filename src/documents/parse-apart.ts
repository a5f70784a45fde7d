// Parse apart: parsing in a child process that is watched and killed when it takes too much.
//
//   C1. Whatever happens to the child, the caller gets a document, a fault, or the reason of the abort.
//   C2. A child that failed, was stopped or grew large is dead or dying when the promise has settled.

import type { ChildProcess } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import { Fault } from '../base/fault.ts';
import type { ChildMessage, DocumentPiece, ParseJob, ServerMessage } from './child-message.ts';
import type { ReadDocument, ReadProgress } from './document.ts';
import type { DocumentLimits } from './limits.ts';
import { joinDocument } from './pieces.ts';
import { residentBytes } from './resident.ts';

const memoryEveryMs = 50;
const megabyte = 1024 * 1024;
/** Of the file in one message. */
const bytesPerMessage = 256 * 1024;

export interface ApartOptions {
  limits: DocumentLimits;
  signal: AbortSignal;
  onProgress(progress: ReadProgress): void;
}

/** A document, and what the process that read it holds in memory now. */
export interface ParsedApart {
  document: ReadDocument;
  residentBytes: number;
}

/**
 * Parses one file in this process, which has nothing else to do and is killed unless it returns a document.
 * An abort kills it at once and rejects with the signal's reason.
 * @throws the faults of the parsers, DOCUMENT_MEMORY, DOCUMENT_TIMEOUT, DOCUMENT_CORRUPT when the child dies unasked
 */
export async function parseApart(
  child: ChildProcess,
  job: ParseJob,
  options: ApartOptions,
): Promise<ParsedApart> {
  const { limits, signal } = options;
  const { promise, resolve, reject } = Promise.withResolvers<ParsedApart>();
  const pieces: DocumentPiece[] = [];
  const tooMuch = () => reject(memoryFault(limits));
  const onAbort = () => reject(signal.reason);
  const onMessage = (message: ChildMessage) => {
    if (message.say === 'progress') options.onProgress(message.progress);
    else if (message.say === 'memory' && message.bytes > limits.memoryBytes) tooMuch();
    else if (message.say === 'piece') {
      pieces.push(message.piece);
      // Not before others had their turn.
      setImmediate(() => tell(child, { say: 'more' }));
    } else if (message.say === 'done') {
      resolve({
        document: joinDocument(message.frame, pieces),
        residentBytes: message.residentBytes,
      });
    } else if (message.say === 'failed') {
      reject(
        new Fault(message.code, message.message, message.cause === null ? {} : { cause: message.cause }),
      );
    }
  };
  const onError = (error: Error) => reject(deathFault(limits, null, null, error.message));
  // `close` comes after the last message, `exit` may come before it.
  const onClose = (code: number | null, killedBy: NodeJS.Signals | null) =>
    reject(deathFault(limits, code, killedBy, null));
  child.on('message', onMessage).on('error', onError).on('close', onClose);
  signal.addEventListener('abort', onAbort, { once: true });
  const deadline = setTimeout(() => reject(timeoutFault(limits)), limits.deadlineMs);
  const watch = setInterval(() => {
    if (child.pid === undefined) return;
    void residentBytes(child.pid).then((bytes) => {
      if (bytes !== null && bytes > limits.memoryBytes) tooMuch();
    });
  }, memoryEveryMs);
  let settled = false;
  let good = false;
  try {
    if (signal.aborted) onAbort();
    else void hand(child, job, () => settled).catch(onError);
    const parsed = await promise;
    good = true;
    return parsed;
  } finally {
    settled = true;
    clearTimeout(deadline);
    clearInterval(watch);
    signal.removeEventListener('abort', onAbort);
    child.off('message', onMessage).off('close', onClose);
    if (good) child.off('error', onError);
    else child.kill('SIGKILL');
  }
}

/** Hands a file over in parts, so that no part keeps the server from its other work. */
async function hand(child: ChildProcess, job: ParseJob, enough: () => boolean): Promise<void> {
  const { file, kind, limits, told } = job;
  const { bytes, documentId, name } = file;
  await deliver(child, {
    say: 'begin',
    file: { documentId, name },
    byteLength: bytes.byteLength,
    kind,
    limits,
    told,
  });
  for (let at = 0; at < bytes.byteLength && !enough(); at += bytesPerMessage) {
    await deliver(child, { say: 'bytes', bytes: bytes.subarray(at, at + bytesPerMessage) });
    await turn();
  }
}

function deliver(child: ChildProcess, message: ServerMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    child.send(message, (error) => (error === null ? resolve() : reject(error)));
  });
}

/** A child that is gone is told of by its `close`. */
function tell(child: ChildProcess, message: ServerMessage): void {
  if (child.connected) child.send(message, () => {});
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
