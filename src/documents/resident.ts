// Resident: how much memory a process holds, as the system counts it.

import { readFile } from 'node:fs/promises';

/** Resident bytes of a process; null when it is gone or the system does not tell (anything but Linux). */
export async function residentBytes(pid: number): Promise<number | null> {
  try {
    // VmRSS is in kilobytes on every kernel, while statm counts pages of a size that differs.
    const status = await readFile(`/proc/${pid}/status`, 'latin1');
    const found = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
    return found === undefined ? null : Number(found) * 1024;
  } catch {
    return null;
  }
}
