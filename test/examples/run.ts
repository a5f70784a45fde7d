// Runs an example as a person would, against a server that its connections are cut from.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

export interface Ran {
  lines: string[];
  complaints: string;
  code: number | null;
}

/** `onLine` is called as each line is printed. */
export async function runExample(name: string, server: string, onLine: (line: string) => void): Promise<Ran> {
  const command = name.endsWith('.sh') ? 'bash' : process.execPath;
  const child = spawn(command, [`${examples}${name}`, server], { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'close');
  const lines: string[] = [];
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      onLine(line);
    }
    const [code] = (await gone) as [number | null];
    return { lines, complaints, code };
  } finally {
    child.kill();
  }
}
