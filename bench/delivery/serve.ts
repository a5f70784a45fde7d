// Serve: a child process that answers the calls of the harness.

import type { Answer, Call } from './messages.ts';

type Handlers<Calls> = {
  [Name in keyof Calls]: Calls[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Result | Promise<Result>
    : never;
};

const answer = (message: Answer) => process.send?.(message);

/** Answers until the harness is gone; then the process ends. */
export function serve<Calls>(handlers: Handlers<Calls>): void {
  const byName = handlers as Record<string, (...args: unknown[]) => unknown>;
  process.on('message', async ({ call, name, args }: Call) => {
    try {
      answer({ call, value: await byName[name]!(...args) });
    } catch (error) {
      answer({ call, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on('disconnect', () => process.exit());
}

/** Tells the harness something that it did not ask for. */
export function note(name: string, value: number): void {
  answer({ note: name, value });
}

/** Gets what the harness tells without asking. */
export function onNote(name: string, take: (value: number) => void): void {
  process.on('message', (message: Partial<{ note: string; value: number }>) => {
    if (message.note === name) take(message.value!);
  });
}

/** Microseconds that every process on this machine counts alike. */
export function nowMicros(): number {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1e6 + nanos / 1e3;
}
