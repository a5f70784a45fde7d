// Sending spans: without the packages the server runs and says what is missing; a collector that takes nothing is told of.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createLogger } from '../../src/base/logger.ts';
import { type Exporter, install, inTime, tellFailures } from '../../src/telemetry/otlp.ts';
import { startServer } from '../support/server.ts';

function collect() {
  const texts: string[] = [];
  const logger = createLogger('info', { write: (line) => void texts.push(line) });
  return { logger, lines: () => texts.map((text) => JSON.parse(text) as { level: number; msg: string }) };
}

test('without the packages the server says how to install them, and runs', async () => {
  const { logger, lines } = collect();
  const endpoint = 'http://user:hunter2@127.0.0.1:4318';
  await using server = await startServer({ config: { otlpEndpoint: endpoint }, parts: { logger } });
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const told = lines().find(({ msg }) => msg.startsWith('no traces are sent'));
  expect(told?.msg).toBe(`no traces are sent to 127.0.0.1:4318: ${install}`);
  expect(JSON.stringify(lines())).not.toContain('hunter2');
});

test('the command is that of the documentation, with the version that the tests run with', () => {
  expect(readFileSync('docs/telemetry.md', 'utf8')).toContain(install);
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const version = /\d+\.\d+/.exec(devDependencies['@opentelemetry/sdk-trace-node'])?.[0];
  expect(install).toContain(`@opentelemetry/sdk-trace-node@${version}`);
});

test('a collector that takes nothing is told of once, and once when it takes spans again', () => {
  const { logger, lines } = collect();
  let outcome: { code: number; error?: Error } = { code: 1, error: new Error('connect ECONNREFUSED') };
  const sent: unknown[] = [];
  const exporter: Exporter = {
    export(spans, done) {
      sent.push(...spans);
      done(outcome);
    },
    shutdown: async () => {},
  };
  const telling = tellFailures(exporter, 'collector:4318', logger);
  const codes: number[] = [];
  const send = () => telling.export(['span'], ({ code }) => codes.push(code));
  send();
  send();
  outcome = { code: 0 };
  send();
  send();
  expect([sent.length, codes]).toEqual([4, [1, 1, 0, 0]]);
  expect(lines().map(({ level, msg }) => [level, msg])).toEqual([
    [40, 'traces do not get to collector:4318; they are lost'],
    [30, 'traces get to collector:4318 again'],
  ]);
});

test('what never ends, or fails, holds the end up for a moment only', async () => {
  await inTime(new Promise(() => {}), 20);
  await inTime(Promise.reject(new Error('no')), 60_000);
});
