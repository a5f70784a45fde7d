// Logger: structured lines on standard error, one JSON object each.
//
//   L1. No secret is written: what is named like one is replaced, wherever it is up to three levels deep.
//   L2. Nothing that was uploaded or said is written: of a fault that somebody else can act on its code, not its words,
//       which may quote what was sent; of any error its stack and its message, cut.

import { type Logger, pino } from 'pino';
import { Fault, faults } from './fault.ts';

export type { Logger } from 'pino';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

const secrets = [
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'ticket',
  'secret',
  'password',
  'apiKey',
  'api_key',
  'x-api-key',
];
const places = ['', '*.', '*.*.', '*.*.*.'];
const paths = secrets.flatMap((name) => places.map((place) => pathOf(place, name)));
const longestMessage = 1000;
const longestStack = 10_000;
const deepestCause = 5;

/** Writes to standard error, so that standard output stays the program's own; or to a stream. */
export function createLogger(level: LogLevel, stream?: { write(line: string): void }): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '[secret]' },
      serializers: { err: (error: unknown) => tellError(error), url: tellUrl },
    },
    stream ?? pino.destination(2),
  );
}

function pathOf(place: string, name: string): string {
  return /^\w+$/.test(name) ? `${place}${name}` : `${place.replace(/\.$/, '')}["${name}"]`;
}

/** A link may carry a ticket or a token behind its question mark. */
function tellUrl(url: unknown): unknown {
  return typeof url === 'string' ? url.split('?')[0] : url;
}

function tellError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error))
    return typeof error === 'string' ? error.slice(0, longestMessage) : typeof error;
  const { name: type, message, stack = '', cause } = error;
  if (error instanceof Fault) {
    const { code } = error;
    const words = faults[code].who === 'operator' ? message : faults[code].meaning;
    return { type, code, message: words.slice(0, longestMessage) };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code.slice(0, 100) : undefined;
  return {
    type,
    message: message.slice(0, longestMessage),
    ...(code === undefined ? {} : { code }),
    stack: stack.slice(0, longestStack),
    ...(cause === undefined || depth === deepestCause ? {} : { cause: tellError(cause, depth + 1) }),
  };
}
