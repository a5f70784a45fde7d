// How many events a second the log takes: one session and a thousand, with and without fsync.
//
// Each subject is run several times, in turn, and its median told, with the ratio to the first. What it does not
// measure: reading at the same time, other processes on the disk, events larger than about 300 bytes.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draft } from '../src/events/event.ts';
import type { Durability } from '../src/log/sqlite/schema.ts';
import { openSqliteLog } from '../src/log/sqlite/sqlite-log.ts';

const draft: Draft = {
  type: 'chat_message',
  workflowId: 'workflow_1',
  timestamp: '2026-01-01T00:00:00.000Z',
  data: { role: 'assistant', text: 'x'.repeat(200), messageId: null, partial: false },
};

interface Subject {
  name: string;
  sessions: number;
  durability: Durability;
  appends: number;
}

const subjects: Subject[] = [
  { name: '1 session, full', sessions: 1, durability: 'full', appends: 2_000 },
  { name: '1 session, normal', sessions: 1, durability: 'normal', appends: 10_000 },
  { name: '1,000 sessions, full', sessions: 1000, durability: 'full', appends: 20_000 },
  { name: '1,000 sessions, normal', sessions: 1000, durability: 'normal', appends: 20_000 },
];

/** Appends a second, each append of one event awaited before its session's next. */
async function measure({ sessions, durability, appends }: Subject): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'pip-stream-bench-'));
  try {
    await using log = openSqliteLog({ folder, durability, onError: console.error });
    for (let n = 0; n < sessions; n++)
      await log.createSession({ id: `s${n}`, title: 'bench', createdAt: draft.timestamp });
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: sessions }, async (_, n) => {
        for (let last = 0; last < appends / sessions; last++) await log.append(`s${n}`, last, [draft]);
      }),
    );
    return appends / ((performance.now() - begun) / 1000);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rounds = 5;
const rates = subjects.map((): number[] => []);
for (let round = 0; round < rounds; round++) {
  for (const [index, subject] of subjects.entries()) rates[index]?.push(await measure(subject));
}
const medians = rates.map((all) => all.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
console.log(`| subject | appends/s (median of ${rounds}) | ratio |\n|---|---:|---:|`);
for (const [index, { name }] of subjects.entries()) {
  const median = medians[index] ?? 0;
  console.log(
    `| ${name} | ${Math.round(median).toLocaleString('en')} | ${(median / (medians[0] ?? 1)).toFixed(1)} × |`,
  );
}
