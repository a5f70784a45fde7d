// Health: /readyz tells what does not work, and that it works again, without anybody's help.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Fault } from '../../src/base/fault.ts';
import type { Brain } from '../../src/brains/brain.ts';
import { createBrains } from '../../src/brains/brains.ts';
import { providersDown } from '../../src/brains/providers-down.ts';
import type { Log } from '../../src/log/log.ts';
import { openMemoryLog } from '../../src/log/memory/memory-log.ts';
import { createHealth, type Health } from '../../src/telemetry/health.ts';
import { said } from '../support/drafts.ts';
import { done, fakeRoster } from '../support/fake-agents.ts';
import { startSample, startServer, watchToEnd } from '../support/server.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

const usage = { inputTokens: 0, outputTokens: 0 };
const createdAt = '2026-01-01T00:00:00.000Z';

async function ready(url: string): Promise<{ http: number; health: Health }> {
  const response = await fetch(`${url}/readyz`);
  return { http: response.status, health: (await response.json()) as Health };
}

/** Looks again until it is so; fails after twenty seconds. */
async function readyUntil(url: string, isSo: (http: number) => boolean): Promise<Health> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const { http, health } = await ready(url);
    if (isSo(http)) return health;
    if (performance.now() > deadline) throw new Error(`not in time: ${JSON.stringify(health)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const title = (url: string) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ session(id: \\"s1\\") { title } }"}',
  }).then((response) => response.json());

test('a server that works says so, check by check, and lives', async () => {
  await using server = await startServer();
  const { http, health } = await ready(server.url);
  expect([http, health.status]).toEqual([200, 'ready']);
  expect(Object.keys(health.checks)).toEqual([
    'log_readable',
    'log_writable',
    'engine',
    'sessions',
    'event_loop',
    'models',
  ]);
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' });
});

/** A disk of two megabytes; null where this user may not make one. */
function smallDisk() {
  const path = mkdtempSync(join(tmpdir(), 'pip-stream-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true });
    return null;
  }
  return {
    path,
    [Symbol.dispose]() {
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true });
    },
  };
}

test('on a full disk it is not ready and says why, reading goes on, and with room it is ready again by itself', async (context) => {
  using disk = smallDisk();
  if (disk === null) return context.skip('this user may not mount a disk');
  await using server = await startServer({ config: { dataDir: disk.path, durability: 'full' } });
  const { log } = server.services;
  await log.createSession({ id: 's1', title: 'Kept', createdAt });
  await log.append('s1', 0, [said('kept')]);
  expect((await ready(server.url)).http).toBe(200);
  const filler = join(disk.path, 'filler');
  expect(() => writeFileSync(filler, Buffer.alloc(4_000_000))).toThrow(/ENOSPC/);
  await expect(log.append('s1', 1, [said('x'.repeat(500_000))])).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
  });
  const health = await readyUntil(server.url, (http) => http === 503);
  expect(health.status).toBe('unavailable');
  expect(health.checks.log_writable).toMatchObject({ status: 'down' });
  expect(health.checks.log_writable?.reason).toMatch(/full/);
  expect(health.checks.log_readable?.status).toBe('ok');
  expect(await title(server.url)).toEqual({ data: { session: { title: 'Kept' } } });
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  rmSync(filler);
  await readyUntil(server.url, (http) => http === 200);
  expect((await log.append('s1', 1, [said('goes on')])).lastSequence).toBe(2);
});

test('a log that refuses an append makes it not ready at once, and the next one that is written makes it ready', async () => {
  const own = openMemoryLog({ onError() {} });
  let full = false;
  const log: Log = {
    ...own,
    isImmediate: false,
    append: (...args) =>
      full ? Promise.reject(new Fault('STORAGE_UNAVAILABLE', 'There is no room.')) : own.append(...args),
  };
  await using server = await startServer({ parts: { log } });
  await server.services.log.createSession({ id: 's1', title: 'A', createdAt });
  full = true;
  await expect(server.services.log.append('s1', 0, [said('one')])).rejects.toThrow('no room');
  const health = await readyUntil(server.url, (http) => http === 503);
  expect(health.checks.log_writable).toEqual({ status: 'down', reason: 'There is no room.' });
  full = false;
  await server.services.log.append('s1', 0, [said('one')]);
  await readyUntil(server.url, (http) => http === 200);
});

test('somebody else’s check can make it degraded, which takes work on, until it is well or taken away', async () => {
  await using server = await startServer();
  let reason: string | null = 'acme answers 503';
  const added = server.health.add('provider_acme', () => reason);
  const degraded = await readyUntil(server.url, () => true);
  expect(degraded.status).toBe('degraded');
  expect(degraded.checks.provider_acme).toEqual({ status: 'degraded', reason: 'acme answers 503' });
  expect((await ready(server.url)).http).toBe(200);
  reason = null;
  const deadline = performance.now() + 10_000;
  while ((await ready(server.url)).health.status !== 'ready' && performance.now() < deadline);
  expect((await ready(server.url)).health.checks.provider_acme?.status).toBe('ok');
  added[Symbol.dispose]();
});

test('a check that never answers has failed, and holds up neither the answer nor the others', async () => {
  const health = createHealth({ deadlineMs: 20 });
  health.add('stuck', () => new Promise(() => {}), { critical: true });
  health.add('broken', () => {
    throw new Error('it broke');
  });
  health.add('fine', () => null);
  const { status, checks } = await health.look();
  expect(status).toBe('unavailable');
  expect(checks).toEqual({
    stuck: { status: 'down', reason: 'No answer within 0.02 s.' },
    broken: { status: 'degraded', reason: 'it broke' },
    fine: { status: 'ok', reason: null },
  });
});

test('looking often runs each check once a second at most', async () => {
  const health = createHealth({ freshMs: 60_000 });
  let looks = 0;
  health.add('counted', () => {
    looks++;
    return null;
  });
  for (let n = 0; n < 100; n++) await health.look();
  expect(looks).toBe(1);
});

test('a manager that fails again and again is told of as degraded', async () => {
  const own = openMemoryLog({ onError() {} });
  let broken = false;
  const log: Log = {
    ...own,
    read: (...args) => (broken ? Promise.reject(new Error('a bad page')) : own.read(...args)),
  };
  // At work until the server closes.
  const roster = fakeRoster({
    async *file_reader({ signal }) {
      await once(signal, 'abort').catch(() => {});
      yield* [];
      return done();
    },
  });
  await using server = await startServer({ roster, parts: { log } });
  const { log: shown } = server.services;
  const { session } = await startSample(server);
  await watchToEnd(server.client(), { sessionId: session.id }, (told) => told.__typename === 'AgentSubstep');
  broken = true;
  const head = await shown.head(session.id);
  await shown.append(session.id, head!.lastSequence, [said('it wakes')]);
  const deadline = performance.now() + 10_000;
  let health = (await ready(server.url)).health;
  while (health.checks.sessions?.status !== 'degraded' && performance.now() < deadline)
    health = (await ready(server.url)).health;
  expect(health.checks.sessions?.reason).toMatch(/1 sessions/);
  broken = false;
  while (health.checks.sessions?.status !== 'ok' && performance.now() < deadline + 10_000)
    health = (await ready(server.url)).health;
  expect(health.status).toBe('ready');
});

test('a provider of models that is left alone makes it degraded, by its name, until it answers again', async () => {
  const clock = createTurnedClock();
  let up = false;
  const brain: Brain = {
    model: 'large',
    provider: 'acme',
    tier: 'high',
    contextWindow: 1000,
    price: null,
    local: false,
    ask: async () =>
      up
        ? { kind: 'answer', value: 'yes', reasoning: null, usage, repaired: false }
        : { kind: 'failure', code: 'PROVIDER_FAILED', message: '503', retryAfterMs: null, usage },
  };
  const brains = createBrains([brain], clock);
  const health = createHealth({ freshMs: -1 });
  health.add('models', () => providersDown(brains));
  const request = { system: '', prompt: '', schema: null, maxOutputTokens: 10 };
  const call = () => brains.ask(brain, request, AbortSignal.timeout(10_000));
  for (let n = 0; n < 4; n++) await call();
  expect((await health.look()).status).toBe('ready');
  await call();
  const { status, checks } = await health.look();
  expect(status).toBe('degraded');
  expect(checks.models?.reason).toBe(
    `acme failed 5 times in a row and is left alone until ${new Date(clock.now() + 30_000).toISOString()}.`,
  );
  clock.turn(30_001);
  up = true;
  await call();
  expect((await health.look()).status).toBe('ready');
});
