// The Grafana dashboard: it can be imported, and every metric it shows is one that a server tells.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scrape } from '../support/metrics.ts';
import { startServer } from '../support/server.ts';

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; w: number };
  targets?: { expr: string; datasource: { uid: string } }[];
}

const root = new URL('../../', import.meta.url);
const dashboard = JSON.parse(readFileSync(new URL('docs/grafana-dashboard.json', root), 'utf8')) as {
  title: string;
  schemaVersion: number;
  templating: { list: { name: string; type: string }[] };
  panels: Panel[];
};
const targets = dashboard.panels.flatMap((panel) => panel.targets ?? []);
const name = /\b(?:pip_stream|process|nodejs)_[a-z_]+/g;
const series = (metric: string) => metric.replace(/_(bucket|sum|count)$/, '');
const shown = new Set(targets.flatMap(({ expr }) => expr.match(name) ?? []).map(series));

/** What `# TYPE` names, also where there is no value yet. */
async function told(): Promise<string[]> {
  await using server = await startServer();
  const { text } = await scrape(server.url);
  return [...text.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1]!);
}

test('every metric of the dashboard is told by a server, and every metric of the server is on it', async () => {
  const known = await told();
  expect([...shown].filter((metric) => !known.includes(metric))).toEqual([]);
  const own = known.filter((metric) => metric.startsWith('pip_stream_'));
  expect(own.filter((metric) => !shown.has(metric))).toEqual([]);
});

test('it asks for its data source when it is imported, and its panels have ids and places', () => {
  expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(36);
  expect(dashboard.templating.list.find((one) => one.name === 'datasource')?.type).toBe('datasource');
  for (const { datasource } of targets) expect(datasource.uid).toBe(`$${'{datasource}'}`);
  const ids = dashboard.panels.map((panel) => panel.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { gridPos } of dashboard.panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
});

test('docs/telemetry.md explains every metric', async () => {
  const page = readFileSync(new URL('docs/telemetry.md', root), 'utf8');
  const own = (await told()).filter((metric) => metric.startsWith('pip_stream_'));
  expect(own.filter((metric) => !page.includes(`\`${metric}`))).toEqual([]);
});
