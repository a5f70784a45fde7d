// The Grafana dashboard: it can be imported, and every metric it shows is one that a server tells.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalog } from '../../src/events/catalog.ts';
import type { Draft } from '../../src/events/event.ts';
import { said } from '../support/drafts.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { scrape, scrapeUntil } from '../support/metrics.ts';
import { openRaw } from '../support/raw-client.ts';
import { startSample, startServer } from '../support/server.ts';

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { refId: string; expr: string; legendFormat: string; datasource: { uid: string } }[];
}

const root = new URL('../../', import.meta.url);
const dashboard = JSON.parse(readFileSync(new URL('docs/grafana-dashboard.json', root), 'utf8')) as {
  title: string;
  uid: string;
  id?: null;
  schemaVersion: number;
  templating: { list: { name: string; type: string; query: unknown }[] };
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

/** The labels of each series, by its name, of a server that has done a little of everything. */
async function labelled(): Promise<Map<string, Set<string>>> {
  await using server = await startServer();
  const { session } = await startSample(server);
  await using raw = await openRaw(server.url, `?session_id=${session.id}`);
  await raw.next('connection_established');
  await finishWorkflow(server, session.id);
  await server.post('mutation { cancelWorkflow(workflowId: "none") { __typename } }');
  await fetch(`${server.url}/graphql`, { headers: { origin: 'https://elsewhere.example' } });
  const { lastSequence } = (await server.services.log.head(session.id))!;
  const more = ['cost_incurred', 'user_decision_needed', 'user_decision_made'].map((type) => {
    const data = { ...(catalog.get(type as never)!.example as object), decisionId: 'd' };
    return { ...said(''), type, data } as Draft;
  });
  await server.services.log.append(session.id, lastSequence, more);
  const { text } = await scrapeUntil(server.url, (found) => found.text.includes('decisions_closed_total{'));
  const labels = new Map<string, Set<string>>();
  for (const [, series, words = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? /gm)) {
    const own = labels.get(series!) ?? new Set();
    for (const [, label] of words.matchAll(/(\w+)="/g)) own.add(label!);
    labels.set(series!, own);
  }
  return labels;
}

test('every query groups and names by labels that its metric has, and adds up what a restart sets back by rate alone', async () => {
  const labels = await labelled();
  for (const { expr, legendFormat } of targets) {
    const [metric, ...others] = expr.match(name) ?? [];
    expect([expr, others]).toEqual([expr, []]);
    const known = labels.get(metric!);
    expect([expr, known !== undefined]).toEqual([expr, true]);
    const grouped = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list]) => list!.split(', '));
    const named = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!);
    expect([expr, [...grouped, ...named].filter((label) => !known!.has(label))]).toEqual([expr, []]);
    // What a legend names is kept by the query.
    if (/^(sum|min|max|histogram)/.test(expr))
      expect([expr, named.filter((label) => !grouped.includes(label))]).toEqual([expr, []]);
    const counts = /_(total|bucket|sum|count)$/.test(metric!);
    expect([expr, /\b(rate|increase)\(/.test(expr)]).toEqual([expr, counts]);
    expect(expr).toContain(`${metric}{instance=~"$instance"}`);
    const opened = (expr.match(/[([{]/g) ?? []).length;
    expect([expr, (expr.match(/[)\]}]/g) ?? []).length]).toEqual([expr, opened]);
  }
});

test('its panels lie beside each other, of kinds and with letters that Grafana knows', () => {
  expect(dashboard.uid).toMatch(/^[\w-]{1,40}$/);
  expect(dashboard.id ?? null).toBeNull();
  const taken = new Map<string, string>();
  for (const { type, title, gridPos, targets: own = [] } of dashboard.panels) {
    expect(['row', 'stat', 'timeseries']).toContain(type);
    expect(title).not.toBe('');
    const letters = own.map(({ refId }) => refId);
    expect([title, letters]).toEqual([title, ['A', 'B', 'C', 'D'].slice(0, own.length)]);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect([title, taken.get(`${x} ${y}`)]).toEqual([title, undefined]);
        taken.set(`${x} ${y}`, title);
      }
  }
});

test('docs/telemetry.md explains every metric', async () => {
  const page = readFileSync(new URL('docs/telemetry.md', root), 'utf8');
  const own = (await told()).filter((metric) => metric.startsWith('pip_stream_'));
  expect(own.filter((metric) => !page.includes(`\`${metric}`))).toEqual([]);
});
