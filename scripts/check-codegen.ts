// Says whether the generated operations are fresh: generates them again beside, and compares.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = 'src/terminal/generated';
const kept = mkdtempSync(join(tmpdir(), 'pip-stream-codegen-'));
cpSync(folder, kept, { recursive: true });
try {
  execFileSync('graphql-codegen', ['--config', 'codegen.ts', '--silent'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const stale = readdirSync(folder).filter(
    (file) => readFileSync(join(folder, file), 'utf8') !== readFileSync(join(kept, file), 'utf8'),
  );
  if (stale.length > 0) {
    console.error(
      `${stale.join(', ')} in ${folder} is not what schema.graphql and the operations say: npm run codegen`,
    );
    process.exitCode = 1;
  }
} finally {
  cpSync(kept, folder, { recursive: true });
  rmSync(kept, { recursive: true });
}
