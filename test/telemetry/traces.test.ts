// Traces: one for each workflow, under an id that follows from the workflow's.

import { SpanStatusCode, type TracerProvider } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { expect, test } from 'vitest';
import { createLogger } from '../../src/base/logger.ts';
import { catalog } from '../../src/events/catalog.ts';
import type { Draft } from '../../src/events/event.ts';
import { openOtlp } from '../../src/telemetry/otlp.ts';
import { said, stateChange, substep } from '../support/drafts.ts';
import { easyWork, fakeRoster } from '../support/fake-agents.ts';
import { scrapeUntil } from '../support/metrics.ts';
import { type Server, startSample, startServer, watchToEnd } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';

function memory() {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  return {
    provider: provider as TracerProvider,
    spans: () => exporter.getFinishedSpans(),
    named: (name: string) => exporter.getFinishedSpans().filter((span) => span.name === name),
  };
}

const millis = ([seconds, nanos]: ReadableSpan['startTime']) => seconds * 1000 + nanos / 1e6;
const at = (draft: Draft, ms: number): Draft => ({
  ...draft,
  timestamp: new Date(1_767_225_600_000 + ms).toISOString(),
});

async function openSession(server: Server, drafts: Draft[]) {
  await server.services.log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
  await server.services.log.append('s1', 0, drafts);
}

function call(agentName: string, latencyMs: number): Draft {
  const example = catalog.get('cost_incurred')!.example as object;
  return {
    type: 'cost_incurred',
    workflowId: 'workflow_1',
    timestamp: '2026-01-01T00:00:00.000Z',
    data: {
      ...example,
      agentName,
      latencyMs,
      provider: 'acme',
      model: 'large',
      inputTokens: 9,
      outputTokens: 4,
    },
  } as Draft;
}

/** An agent's end, as the state of its node tells it. */
function agentEnds(agentName: string, status: 'succeeded' | 'failed'): Draft {
  const draft = stateChange('workflow_1', 'running', `agent_${status}`) as Draft<'workflow_state_change'>;
  const [node] = draft.data.workflowVisualization.nodes;
  return {
    ...draft,
    data: {
      ...draft.data,
      changedAgent: agentName,
      changedExecution: `execution_${agentName}`,
      workflowVisualization: {
        ...draft.data.workflowVisualization,
        nodes: [{ ...node!, agentName, status }],
      },
    },
  };
}

const begins = (): Draft => {
  const draft = stateChange('workflow_1', 'running', 'workflow_started') as Draft<'workflow_state_change'>;
  return { ...draft, data: { ...draft.data, changedAgent: null, changedExecution: null } };
};
const ends = (status: 'succeeded' | 'failed'): Draft => {
  const draft = stateChange('workflow_1', status, `workflow_${status}`) as Draft<'workflow_state_change'>;
  return { ...draft, data: { ...draft.data, changedAgent: null, changedExecution: null } };
};

test('a workflow that a client starts is one trace, whose id GraphQL tells; each agent is a span in it, and its times are those of the events', async () => {
  const { provider, spans } = memory();
  await using server = await startServer({ parts: { tracerProvider: provider } });
  const { session, workflow } = await startSample(server);
  await watchToEnd(server.client(), { sessionId: session.id });
  const { data } = await server.post<{
    workflow: { traceId: string; startedAt: string; finishedAt: string };
  }>('query ($id: ID!) { workflow(id: $id) { traceId startedAt finishedAt } }', { id: workflow.id });
  const { traceId, startedAt, finishedAt } = data!.workflow;
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(spans().map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
  const [root, ...others] = spans().filter((span) => span.name === 'workflow');
  expect(others).toEqual([]);
  expect(root!.attributes).toMatchObject({
    'pip_stream.session_id': session.id,
    'pip_stream.workflow_id': workflow.id,
    'pip_stream.status': 'succeeded',
  });
  expect(millis(root!.startTime)).toBe(Date.parse(startedAt));
  expect(millis(root!.endTime)).toBe(Date.parse(finishedAt));
  const agents = spans().filter((span) => span.name.startsWith('agent '));
  expect(agents.map((span) => span.name).sort()).toEqual(
    ['exporter', 'file_reader', 'takeoff_calculator', 'trade_mapper'].map((name) => `agent ${name}`),
  );
  for (const span of agents) {
    expect(span.parentSpanContext?.spanId).toBe(root!.spanContext().spanId);
    expect(span.status.code).toBe(SpanStatusCode.OK);
  }
});

test('each attempt of an agent is a span of its own: the failed ones say so', async () => {
  const { provider, named } = memory();
  let runs = 0;
  const roster = fakeRoster({
    async *trade_mapper(context) {
      if (++runs === 1) throw new Error('this once');
      return yield* easyWork(context);
    },
  });
  await using server = await startServer({ roster, parts: { tracerProvider: provider } });
  const { session } = await startSample(server);
  await watchToEnd(server.client(), { sessionId: session.id });
  const found = named('agent trade_mapper');
  expect(found.map((span) => span.attributes['pip_stream.attempt'])).toEqual([1, 2]);
  expect(found.map((span) => span.status.code)).toEqual([SpanStatusCode.ERROR, SpanStatusCode.OK]);
});

test('a call of a model is a span under its agent, as long as it took, with its tokens', async () => {
  const { provider, named } = memory();
  await using server = await startServer({ parts: { tracerProvider: provider } });
  await openSession(server, [
    at(begins(), 0),
    at(substep('mapper', 0), 100),
    at(call('mapper', 750), 1000),
    at(agentEnds('mapper', 'succeeded'), 1500),
    at(call('manager', 20), 1600),
    at(ends('succeeded'), 2000),
  ]);
  const [first, second] = named('chat large');
  const [agent] = named('agent mapper');
  const [workflow] = named('workflow');
  expect(first!.parentSpanContext?.spanId).toBe(agent!.spanContext().spanId);
  expect(second!.parentSpanContext?.spanId).toBe(workflow!.spanContext().spanId);
  expect(millis(first!.endTime) - millis(first!.startTime)).toBe(750);
  expect(first!.attributes).toMatchObject({
    'gen_ai.provider.name': 'acme',
    'gen_ai.request.model': 'large',
    'gen_ai.usage.input_tokens': 9,
    'gen_ai.usage.output_tokens': 4,
  });
  expect(millis(agent!.endTime) - millis(agent!.startTime)).toBe(1400);
});

test('after a restart a workflow goes on in the same trace, from its own beginning', async () => {
  using folder = tempFolder();
  const [before, after] = [memory(), memory()];
  {
    await using server = await startServer({
      config: { dataDir: folder.path },
      parts: { tracerProvider: before.provider },
    });
    await server.services.log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
    const foreign = (draft: Draft) => ({ ...draft, workflowId: 'workflow_foreign_1' });
    await server.services.log.append('s1', 0, [foreign(at(begins(), 0))]);
  }
  await using server = await startServer({
    config: { dataDir: folder.path },
    parts: { tracerProvider: after.provider },
  });
  await scrapeUntil(server.url, (now) => now.of('workflows{status="running"}') === 1);
  await server.services.log.append('s1', 1, [
    { ...at(ends('succeeded'), 5000), workflowId: 'workflow_foreign_1' },
  ]);
  const [first, second] = [before.named('workflow')[0]!, after.named('workflow')[0]!];
  expect(second.spanContext().traceId).toBe(first.spanContext().traceId);
  expect(second.spanContext().spanId).not.toBe(first.spanContext().spanId);
  expect(millis(second.endTime) - millis(second.startTime)).toBe(5000);
});

test('what was said, read or asked is in no span', async () => {
  const { provider, spans } = memory();
  await using server = await startServer({ parts: { tracerProvider: provider } });
  const marker = 'marker-4711';
  const draft = stateChange('workflow_1', 'failed') as Draft<'workflow_state_change'>;
  const told = substep('mapper', 5) as Draft<'agent_substep'>;
  told.data.substepDetails.operation = marker;
  await openSession(server, [
    begins(),
    said(marker, 'workflow_1'),
    told,
    { ...draft, data: { ...draft.data, reason: marker, changedAgent: null } },
  ]);
  expect(spans().length).toBe(2);
  const plain = spans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
  expect(JSON.stringify(plain)).not.toContain(marker);
});

test('an endpoint without the packages for it is said in the log, with what to install and without its password', async () => {
  const lines: string[] = [];
  const logger = createLogger('warn', { write: (line) => lines.push(line) });
  const exporting = await openOtlp('http://ann:hunter2@collector:4318', logger);
  expect(exporting).toBe(null);
  expect(lines.join()).toContain('npm install');
  expect(lines.join()).toContain('@opentelemetry/exporter-trace-otlp-http');
  expect(lines.join()).not.toContain('hunter2');
});
