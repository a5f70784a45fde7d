// Child: the process in which one file is parsed and which may be killed at any time.
//
// It is started with nothing in its environment and without leave to write files or start programs.

import { isFault, messageOf } from '../base/fault.ts';
import type { ChildMessage, ParseJob } from './child-message.ts';
import { parseDocument } from './parse.ts';

const memoryEveryMs = 50;

process.once('message', (job: ParseJob) => {
  // Where the system tells no one else how much memory this process holds, it tells so itself.
  if (process.platform !== 'linux') {
    setInterval(() => say({ say: 'memory', bytes: process.memoryUsage.rss() }), memoryEveryMs).unref();
  }
  parseDocument(job.file, job.kind, (progress) => say({ say: 'progress', progress }), job.maxLines).then(
    (document) => sayLast({ say: 'done', document }),
    (error: unknown) => sayLast(failureOf(error)),
  );
});

function failureOf(error: unknown): ChildMessage {
  if (isFault(error)) {
    const { cause } = error.detail;
    return {
      say: 'failed',
      code: error.code,
      message: error.message,
      cause: cause === undefined ? null : String(cause),
    };
  }
  return {
    say: 'failed',
    code: 'DOCUMENT_CORRUPT',
    message: 'The file could not be understood; save it again, or in another format.',
    cause: error instanceof Error ? (error.stack ?? error.message) : messageOf(error),
  };
}

function say(message: ChildMessage): void {
  // The server may have gone in the meantime; then nobody listens.
  if (process.connected) process.send?.(message);
}

/** A large document takes a while to go through the channel, which may be closed only after that. */
function sayLast(message: ChildMessage): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => process.disconnect());
}
