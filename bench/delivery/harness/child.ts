// Child: a process of the benchmark on a core of its own, and calls to it.

import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Answer } from '../messages.ts';

export interface Child<Calls> extends AsyncDisposable {
  call<Name extends keyof Calls>(name: Name, ...args: ArgsOf<Calls[Name]>): Promise<ResultOf<Calls[Name]>>;
  /** Tells it something that needs no answer. */
  note(name: string, value: number): void;
  /** Gets what it tells without being asked. */
  onNote: ((name: string, value: number) => void) | null;
}

type ArgsOf<F> = F extends (...args: infer Args) => unknown ? Args : never;
type ResultOf<F> = F extends (...args: never[]) => infer Result ? Result : never;

/** Servers on the first core, those who load them on the second. Elsewhere than on Linux nothing is pinned. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;

export function openChild<Calls>(file: URL, args: string[], core: 0 | 1): Child<Calls> {
  const node = [process.execPath, '--expose-gc', '--no-warnings', file.pathname, ...args];
  const [command, ...rest] = canPin ? ['taskset', '-c', String(core), ...node] : node;
  const child = spawn(command!, rest, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const calls = new Map<number, PromiseWithResolvers<never>>();
  let last = 0;
  let errors = '';
  child.stderr!.on('data', (data) => {
    errors = (errors + data).slice(-2000);
  });
  const exited = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      for (const call of calls.values())
        call.reject(
          new Error(`${args[0] ?? 'the load client'} ended (${code ?? signal}): ${reasonIn(errors)}`),
        );
      resolve();
    });
  });

  const own: Child<Calls> = {
    onNote: null,
    call(name, ...callArgs) {
      const waiting = Promise.withResolvers<never>();
      if (!child.connected) waiting.reject(new Error(`${args[0] ?? 'the load client'} is gone`));
      else child.send({ call: ++last, name, args: callArgs });
      calls.set(last, waiting);
      return waiting.promise;
    },
    note(name, value) {
      if (child.connected) child.send({ note: name, value });
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
  child.on('message', (message: Answer) => {
    if ('note' in message) return own.onNote?.(message.note, message.value);
    const waiting = calls.get(message.call);
    calls.delete(message.call);
    if (message.error === undefined) waiting?.resolve(message.value as never);
    else waiting?.reject(new Error(message.error));
  });
  return own;
}

/** The line that says what was thrown, else all. */
function reasonIn(errors: string): string {
  return errors.split('\n').find((line) => /^\w*Error/.test(line)) ?? errors;
}
