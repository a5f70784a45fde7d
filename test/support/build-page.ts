// Before all tests: the page is built when it is not what the sources say.

import { execFileSync } from 'node:child_process';

export function setup(): void {
  execFileSync(process.execPath, ['scripts/build-page.ts', '--stale'], { stdio: 'inherit' });
}
