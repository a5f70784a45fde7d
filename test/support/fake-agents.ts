// Agents made for tests: three of them, A before B and C, whose work each test writes down.

import {
  type Agent,
  type AgentContext,
  type AgentResult,
  type AgentRun,
  defineAgent,
  progress,
} from '../../src/agents/agent.ts';

import type { Step } from '../../src/manager/steps.ts';
export type Work = (context: AgentContext) => AgentRun;

export function done(output: Partial<AgentResult> = {}): AgentResult {
  return { outputs: [], summary: 'done', confidence: 0.9, factors: ['fake'], tokensProcessed: 10, ...output };
}

/** Says it is half-way and is done. */
export const easyWork: Work = async function* () {
  yield progress('processing', 50, { operation: 'working' });
  return done();
};

export function fakeAgent(name: string, overrides: Partial<Agent> = {}): Agent {
  return defineAgent({
    name,
    title: name,
    description: name,
    stage: 'Task Delegation',
    needs: [],
    gives: [],
    milestone: 'filesProcessed',
    timeoutMs: 60_000,
    maxAttempts: 3,
    run: easyWork,
    ...overrides,
  });
}

/** `file_reader` gives tables, which `trade_mapper` and `takeoff_calculator` need; `exporter` needs what they give. */
export function fakeRoster(work: Partial<Record<string, Work>> = {}): Agent[] {
  const gives = (kind: 'extracted_tables' | 'trade_map' | 'takeoff' | 'export_json', run: Work): Work =>
    async function* (context) {
      const result = yield* run(context);
      return result.outputs.length > 0 || result.stop !== undefined
        ? result
        : {
            ...result,
            outputs: [{ kind, name: `${kind}.json`, mediaType: 'application/json', json: { kind } }],
          };
    };
  const of = (name: string) => work[name] ?? easyWork;
  return [
    fakeAgent('file_reader', {
      gives: ['extracted_tables'],
      run: gives('extracted_tables', of('file_reader')),
    }),
    fakeAgent('trade_mapper', {
      needs: ['extracted_tables'],
      gives: ['trade_map'],
      milestone: 'tradesMapped',
      run: gives('trade_map', of('trade_mapper')),
    }),
    fakeAgent('takeoff_calculator', {
      needs: ['extracted_tables'],
      gives: ['takeoff'],
      milestone: 'takeoffCalculated',
      skippable: true,
      run: gives('takeoff', of('takeoff_calculator')),
    }),
    fakeAgent('exporter', {
      stage: 'Output Management',
      needs: ['trade_map', 'takeoff'],
      gives: ['export_json'],
      milestone: 'exportReady',
      run: gives('export_json', of('exporter')),
    }),
  ];
}

/** A step as a caller names it, with nothing special about it. */
export const step = (agentName: string, more: Partial<Step> = {}): Step => ({
  agentName,
  timeoutSeconds: null,
  maxAttempts: null,
  after: [],
  optional: false,
  requiresApproval: false,
  ...more,
});
