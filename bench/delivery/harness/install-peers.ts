// Installs the packages that only the peers need, once.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const folder = new URL('../../peers/', import.meta.url).pathname;

/** @throws when npm cannot */
export function installPeers(): void {
  if (existsSync(`${folder}node_modules`)) return;
  console.error('Installing the peers (bench/peers) …');
  const { status } = spawnSync('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund'], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the peers could not be installed');
}
