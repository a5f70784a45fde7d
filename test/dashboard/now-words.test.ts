// The Now view in words and places: what it says in each state, and where agents stand.

import { expect, test } from 'vitest';
import { elapsedOf } from '../../src/dashboard/components/elapsed-of.ts';
import { forecastOf } from '../../src/dashboard/components/forecast.ts';
import { strategyWords, unfinished } from '../../src/dashboard/components/recovery-words.ts';
import { operationWords, plain, sureness } from '../../src/dashboard/components/thought-words.ts';
import { type AgentNode, agentNodes, linesOf } from '../../src/dashboard/components/workflow-elements.ts';
import { layersOf, roomFor, tellingDependencies } from '../../src/dashboard/components/workflow-layers.ts';
import { layOut } from '../../src/dashboard/components/workflow-layout.ts';
import { namesInWords, situationOf } from '../../src/dashboard/components/workflow-words.ts';
import type {
  ErrorRecoveryPartsFragment,
  ExecutionStatus,
  WorkflowPartsFragment,
} from '../../src/dashboard/generated/graphql.ts';
import { agentsOf, inHand, spokenWords } from '../../src/dashboard/views/now/now-words.ts';

const names = ['reader', 'mapper', 'scope', 'takeoff', 'estimator', 'exporter'];
const waits = (...pairs: string[]) =>
  pairs.map((pair) => {
    const [from = '', to = ''] = pair.split('>');
    return { from, to };
  });
const dependencies = waits(
  'reader>mapper',
  'reader>scope',
  'mapper>scope',
  'reader>takeoff',
  'mapper>takeoff',
  'reader>estimator',
  'scope>estimator',
  'takeoff>estimator',
  'estimator>exporter',
);

const free = { amount: '0', currency: 'USD' };
const node = (agentName: string, status: ExecutionStatus = 'QUEUED', progressPercentage = 0) => ({
  agentName,
  stage: 'Task Delegation',
  status,
  progressPercentage,
  startedAt: null,
  finishedAt: null,
  cost: free,
});

const workflow = (
  status: ExecutionStatus,
  activeAgents: string[] = [],
  nodes = [node('file_reader', 'SUCCEEDED'), node('estimator')],
): WorkflowPartsFragment => ({
  id: 'workflow_1',
  status,
  instructions: '',
  reason: null,
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: null,
  budget: null,
  activeAgents,
  pipelineStatus: {
    filesProcessed: true,
    tradesMapped: false,
    scopeAnalyzed: false,
    takeoffCalculated: false,
    estimateGenerated: false,
    exportReady: false,
  },
  visualization: {
    stages: [],
    currentStageIndex: 0,
    completionPercentage: 0,
    nodes,
    dependencies: [],
    parallelTracks: [],
  },
  cost: { total: free, inputTokens: 0, outputTokens: 0, byAgent: [], byModel: [] },
});

test('agents that wait for the same ones stand in one layer, each layer after all that it waits for', () => {
  expect(layersOf(names, dependencies)).toEqual([
    ['reader'],
    ['mapper'],
    ['scope', 'takeoff'],
    ['estimator'],
    ['exporter'],
  ]);
  expect(layersOf(['a', 'b'], waits('a>b', 'b>a')).flat().sort()).toEqual(['a', 'b']);
});

test('a line that follows from others is not drawn', () => {
  expect(tellingDependencies(names, dependencies)).toEqual(
    waits(
      'reader>mapper',
      'mapper>scope',
      'mapper>takeoff',
      'scope>estimator',
      'takeoff>estimator',
      'estimator>exporter',
    ),
  );
  expect(tellingDependencies(['a', 'b'], waits('a>b', 'b>a', 'a>a', 'a>gone'))).toEqual(waits('a>b', 'b>a'));
});

test('where there is room it goes left to right with layers as columns, else top down with layers as rows', () => {
  const layers = layersOf(names, dependencies);
  for (const [width, along, across] of [
    [920, 'x', 'y'],
    [304, 'y', 'x'],
  ] as const) {
    const layout = layOut(names, dependencies, roomFor(layers, width));
    expect(layout.width).toBeLessThanOrEqual(width);
    const [reader, mapper, scope, takeoff, estimator] = names.map((name) => layout.positions.get(name)!);
    expect(scope![along]).toBe(takeoff![along]);
    expect(scope![across]).toBeLessThan(takeoff![across]);
    expect(reader![along]).toBeLessThan(mapper![along]);
    expect(mapper![along]).toBeLessThan(scope![along]);
    expect(scope![along]).toBeLessThan(estimator![along]);
    expect(layout.bands.map(({ count }) => count)).toEqual([2]);
  }
});

test('the room that is kept while the picture loads is the room that it takes', () => {
  const plans = [
    { of: names, waits: dependencies },
    { of: ['only'], waits: [] },
    { of: ['a', 'b', 'c', 'd', 'e'], waits: waits('a>b', 'a>c', 'a>d', 'b>e', 'c>e', 'd>e') },
  ];
  for (const { of, waits: between } of plans)
    for (const width of [304, 500, 920, 2000]) {
      const room = roomFor(layersOf(of, between), width);
      const { height } = layOut(of, between, room);
      expect([of.length, width, height]).toEqual([of.length, width, room.height]);
    }
});

test('a line over other layers goes around the agents that stand there', () => {
  const long = waits('a>b', 'b>c', 'c>d', 'z>d');
  const of = ['a', 'b', 'c', 'z', 'd'];
  const room = roomFor(layersOf(of, long), 920);
  const layout = layOut(of, long, room);
  const { via } = layout.lines.find(({ from }) => from === 'z')!;
  const c = layout.positions.get('c')!;
  const over = via.filter(({ x }) => x > c.x && x < c.x + room.node.width);
  expect(over.length).toBeGreaterThan(0);
  expect(over.every(({ y }) => y < c.y || y > c.y + room.node.height)).toBe(true);
});

test('when one agent gets on, only its node is a new one, and nothing is laid out anew', () => {
  const room = roomFor(layersOf(names, dependencies), 920);
  const layout = layOut(names, dependencies, room);
  const before = names.map((name) => node(name, 'RUNNING', 10));
  const first = agentNodes(before, layout, room, undefined, []);
  const after = before.map((one) => ({ ...one, progressPercentage: one.agentName === 'scope' ? 30 : 10.2 }));
  const second = agentNodes(after, layout, room, undefined, first);
  const changed = second.filter((one, index) => one !== first[index]).map(({ id }: AgentNode) => id);
  expect(changed).toEqual(['scope']);
  expect(second.map(({ position }) => position)).toEqual(first.map(({ position }) => position));
});

test('lines move only towards an agent that works with what another has finished', () => {
  const room = roomFor(layersOf(names, dependencies), 920);
  const plan = [node('reader', 'SUCCEEDED'), node('mapper', 'RUNNING'), node('scope'), node('takeoff')];
  const layout = layOut(['reader', 'mapper', 'scope', 'takeoff'], dependencies, room);
  const lines = linesOf(layout, plan, room, []);
  expect(lines.map(({ id, animated }) => [id, animated])).toEqual([
    ['reader to mapper', true],
    ['mapper to scope', false],
    ['mapper to takeoff', false],
  ]);
  expect(linesOf(layout, plan, room, lines)).toEqual(lines);
  expect(linesOf(layout, plan, room, lines).every((line, index) => line === lines[index])).toBe(true);
});

test('every state has words of its own, and the questions are counted', () => {
  const title = (status: ExecutionStatus, active: string[] = [], questions = 0) =>
    situationOf(workflow(status, active), questions).title;
  expect(title('QUEUED')).toBe('About to begin');
  expect(title('RUNNING', ['file_reader'])).toBe('File reader is at work');
  expect(title('RUNNING', ['scope_analyzer', 'estimator'])).toBe(
    'Scope analyzer and Estimator work side by side',
  );
  expect(situationOf(workflow('RUNNING', [], []), 0).title).toBe('The manager is planning');
  expect(title('RUNNING')).toBe('The manager decides what comes next');
  expect(title('WAITING_FOR_DECISION')).toBe('Waiting for your answer');
  expect(title('PAUSED')).toBe('Paused');
  expect(title('SUCCEEDED')).toBe('Finished');
  expect(title('FAILED')).toBe('Ended without a result');
  expect(title('CANCELLED')).toBe('Cancelled');
  expect(situationOf(workflow('RUNNING', ['estimator']), 2).note).toBe(
    '2 questions are open; the rest goes on meanwhile.',
  );
  expect(situationOf(workflow('CANCELLED'), 0).note).toBe('1 of 2 agents is done; what they made is kept.');
  expect(namesInWords(['a', 'b', 'c', 'd', 'e'])).toBe('A, B and 3 more');
});

test('a recovery that helped is not shown any more, and the worst stands first', () => {
  const recovery = (
    recoveryId: string,
    severity: ErrorRecoveryPartsFragment['severity'],
    recoveryStatus: ErrorRecoveryPartsFragment['recoveryStatus'],
  ) => ({ recoveryId, severity, recoveryStatus, recoveryStrategy: 'retry' }) as ErrorRecoveryPartsFragment;
  const all = {
    minor: recovery('minor', 'LOW', 'IN_PROGRESS'),
    past: recovery('past', 'CRITICAL', 'RECOVERED'),
    worst: recovery('worst', 'HIGH', 'EXHAUSTED'),
  };
  expect(unfinished(all).map(({ recoveryId }) => recoveryId)).toEqual(['worst', 'minor']);
  expect(strategyWords('retry_with_backoff')).toBe('Tries again after a pause');
  expect(strategyWords('pray_and_wait')).toBe('Pray and wait');
  expect(strategyWords('constructor')).toBe('Constructor');
});

test('what is expected beyond the cost so far is said, and nothing when nothing is', () => {
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const share = (name: string, amount: string) => ({
    name,
    cost: usd(amount),
    inputTokens: 1,
    outputTokens: 1,
  });
  const report = {
    total: usd('0.50'),
    inputTokens: 0,
    outputTokens: 0,
    byAgent: [share('reader', '0.20'), share('mapper', '0.30')],
    byModel: [],
  };
  const nodes = [node('reader', 'SUCCEEDED'), node('mapper', 'RUNNING'), node('scope')];
  const brains = {
    reader: { expectedCost: usd('9') },
    mapper: { expectedCost: usd('0.40') },
    scope: { expectedCost: usd('1.10') },
  };
  expect(forecastOf(report, nodes, brains)).toEqual(usd('1.7'));
  expect(forecastOf(report, nodes, { mapper: { expectedCost: usd('0.1') } })).toBeNull();
  expect(forecastOf(report, nodes, { mapper: { expectedCost: null } })).toBeNull();
});

test('time stands still for whoever has ended or is held', () => {
  const startedAt = '2026-01-01T00:00:00.000Z';
  const now = Date.parse('2026-01-01T00:01:30.000Z');
  const timed = (status: ExecutionStatus, finishedAt: string | null = null) =>
    elapsedOf({ status, startedAt, finishedAt }, now);
  expect(timed('RUNNING')).toBe('1:30');
  expect(timed('PAUSED')).toBeNull();
  expect(timed('SUCCEEDED', '2026-01-01T00:00:42.000Z')).toBe('0:42');
  expect(timed('SUCCEEDED', '2026-01-01T00:00:00.200Z')).toBe('< 1 s');
  expect(timed('SUCCEEDED', '2026-01-04T00:00:00.000Z')).toBe('3 days');
  expect(elapsedOf({ status: 'QUEUED', startedAt: null, finishedAt: null }, now)).toBeNull();
});

test('codes become words, and sentences stay as they are', () => {
  expect(operationWords('checking_lines')).toBe('Checking lines');
  expect(operationWords('Wrote a_b.xlsx')).toBe('Wrote a_b.xlsx');
  expect(plain('readable_files 4/5')).toBe('readable files 4/5');
  expect(plain('takeoff: 19900 bytes')).toBe('take-off: 19.9 kB');
  expect([0.95, 0.8, 0.6, 0.2].map(sureness)).toEqual([
    'very sure',
    'fairly sure',
    'not quite sure',
    'unsure',
  ]);
});

test('agents of which no plan tells are shown by what they say', () => {
  const steps = [
    { agentName: 'reader', progressPercentage: 100 },
    { agentName: 'mapper', progressPercentage: 20 },
  ];
  expect(inHand(agentsOf([], ['estimator'], steps)).map(({ agentName }) => agentName)).toEqual([
    'estimator',
    'mapper',
  ]);
  expect(agentsOf([node('only')], ['estimator'], steps)).toEqual([node('only')]);
});

test('only ends, holds and trouble are said aloud', () => {
  expect(spokenWords('RUNNING', [])).toBe('');
  expect(spokenWords('WAITING_FOR_DECISION', [])).toBe('');
  expect(spokenWords('PAUSED', [])).toBe('The workflow is paused.');
  expect(spokenWords('RUNNING', [{ recoveryStrategy: 'retry', errorMessage: 'Busy.' }])).toBe(
    'Trouble. Tries again: Busy.',
  );
});
