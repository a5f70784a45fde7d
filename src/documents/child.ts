// Child: a process in which files are parsed, one at a time, and which may be killed at any moment.
//
// It is started with nothing in its environment and without leave to write files or start programs, and it
// reads no files but those of the program.

import { isFault, messageOf } from '../base/fault.ts';
import {
  type ChildMessage,
  type DocumentPiece,
  type ParseJob,
  piecesAhead,
  type ServerMessage,
} from './child-message.ts';
import { parseDocument } from './parse.ts';
import { cutDocument } from './pieces.ts';

const memoryEveryMs = 50;

interface Incoming {
  job: ParseJob;
  got: number;
}

let incoming: Incoming | null = null;
let taken: (() => void) | null = null;

process.on('message', (message: ServerMessage) => {
  if (message.say === 'more') taken?.();
  else if (message.say === 'begin') {
    const { file, byteLength, kind, limits, told } = message;
    incoming = { job: { file: { ...file, bytes: new Uint8Array(byteLength) }, kind, limits, told }, got: 0 };
  } else if (incoming !== null) {
    const { file } = incoming.job;
    file.bytes.set(message.bytes, incoming.got);
    incoming.got += message.bytes.byteLength;
    if (incoming.got < file.bytes.byteLength) return;
    const { job } = incoming;
    incoming = null;
    void work(job);
  }
});

// Whatever it does, nobody waits for it any more.
process.once('disconnect', () => process.exit());

// Where the system tells no one else how much memory this process holds, it tells so itself.
if (process.platform !== 'linux') {
  setInterval(() => say({ say: 'memory', bytes: process.memoryUsage.rss() }), memoryEveryMs).unref();
}

async function work({ file, kind, limits, told }: ParseJob): Promise<void> {
  try {
    const document = await parseDocument(
      file,
      kind,
      (progress) => say({ say: 'progress', progress }),
      limits,
      told,
    );
    const { frame, pieces } = cutDocument(document);
    await handOver(pieces);
    say({ say: 'done', frame, residentBytes: process.memoryUsage.rss() });
  } catch (error) {
    say(failureOf(error));
  }
}

/** Sends the pieces, and settles when all of them were taken. */
async function handOver(pieces: readonly DocumentPiece[]): Promise<void> {
  let untaken = 0;
  let goOn = () => {};
  taken = () => {
    untaken -= 1;
    goOn();
  };
  const atMost = async (most: number) => {
    while (untaken > most) await new Promise<void>((resolve) => (goOn = resolve));
  };
  for (const piece of pieces) {
    untaken += 1;
    say({ say: 'piece', piece });
    await atMost(piecesAhead - 1);
  }
  await atMost(0);
}

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
