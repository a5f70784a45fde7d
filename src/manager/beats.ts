// Beats: the manager's own steps before and between agents, each one append.

import { type Agent, createQuestion } from '../agents/agent.ts';
import { counted } from '../base/counted.ts';
import type { Draft } from '../events/event.ts';
import type { Session, Workflow } from '../events/session.ts';
import { askDraft, decisionOn, replyOf } from './decide.ts';
import { says, stateChange, thinking } from './drafts.ts';
import { clearEnough, type Goal, type Understanding, understand } from './intent.ts';
import { lineageOf } from './lineage.ts';
import { basisOf, findResult, planFor, visualize } from './plan.ts';
import { executionIdOf } from './react.ts';
import type { ManagerRules } from './rules.ts';
import { orderOf } from './steps.ts';

/** Universal Intake: what is there. */
export function readInput(workflow: Workflow, now: number): Draft[] {
  const { documents, instructions } = workflow.request!;
  const kinds = Map.groupBy(documents, (one) => one.kind);
  const bytes = documents.reduce((sum, one) => sum + one.byteSize, 0);
  return [
    thinking(workflow, now, {
      thinkingType: 'analyzing_input',
      analysis: `Looking at ${counted(documents.length, 'document')} and the instruction «${short(instructions)}».`,
      factors: [
        ...[...kinds].map(([kind, all]) => `${kind}: ${all.length}`),
        `size: ${Math.ceil(bytes / 1024)} kB`,
        `words of instruction: ${instructions.split(/\s+/).filter(Boolean).length}`,
      ],
      reasoningDepth: 'quick',
    }),
    stateChange(workflow, now, { changeType: 'phase_transition', stage: 'Intent Classification' }),
  ];
}

const clarification = 'clarification';
const nothing = 'nothing';

/** Intent Classification: what is wanted, and the way there. Null while a person is asked what was meant. */
export function route(
  session: Session,
  workflow: Workflow,
  rules: ManagerRules,
  now: number,
): Draft[] | null {
  const { request } = workflow;
  if (request === null) return null;
  const understood = understoodBy(session, workflow, rules);
  const asked = decisionOn(session, workflow.id, clarification);
  if (request.steps === null && understood.confidence < clearEnough) {
    if (asked === undefined) return askWhatWasMeant(session, workflow, understood, rules, now);
    if (asked.status === 'open') return null;
  }
  const said = asked === undefined ? undefined : replyOf(asked).values[0];
  if (said === nothing) return leaveAsIs(workflow, now);
  const goals =
    request.steps?.map((one) => one.agentName) ?? (said === undefined ? understood.goals : [said]);
  const confidence = request.steps !== null || said !== undefined ? 1 : understood.confidence;
  const basis = basisOf(request);
  const plan = planFor(goals, rules.roster, lineageOf(session, workflow), basis);
  if (plan.agents.length === 0) return nobodyToDoIt(workflow, goals, now);
  const isQuestion = goals.length === 1 && goals[0] === 'advisor';
  const names = (agents: readonly Agent[]) => agents.map((one) => one.name);
  const titles = (agents: readonly Agent[]) => agents.map((one) => one.title);
  return [
    thinking(workflow, now, {
      thinkingType: 'intent_classification',
      analysis: `What is wanted ends with ${goals.at(-1)}${understood.because.length > 0 ? `: «${understood.because.join('», «')}»` : ''}.`,
      factors: [
        `words that say so: ${understood.because.length}`,
        ...understood.markups.map((one) => `${one.name}: ${one.percent} %`),
        ...(understood.region === null ? [] : [`price level: ${understood.region}`]),
        ...(request.steps === null ? [] : ['agents named by the caller']),
        ...(asked === undefined || said === undefined
          ? []
          : [
              asked.answeredBy?.kind === 'clock'
                ? 'the default, since nobody answered'
                : 'clarified by a person',
            ]),
      ],
      confidence,
      alternatives: understood.alternatives.map((label, index) => ({
        label,
        score: confidence / (index + 2),
        rejectedBecause: 'More than that was asked for.',
      })),
    }),
    thinking(workflow, now, {
      thinkingType: 'route_planning',
      analysis: `Route: ${names(plan.agents).join(' → ')}.`,
      factors: [
        `agents to run: ${plan.agents.length} of ${rules.roster.length}`,
        `results used again: ${plan.reused.length === 0 ? 'none' : names(plan.reused).join(', ')}`,
        `documents: ${request.documents.length}`,
      ],
      confidence,
    }),
    says(
      workflow,
      now,
      isQuestion
        ? 'Let me look at the results.'
        : plan.reused.length > 0
          ? `I use what is there and run ${titles(plan.agents).join(' and ')} again.`
          : `I will run ${titles(plan.agents).join(', ')}.`,
    ),
    stateChange(workflow, now, {
      changeType: 'phase_transition',
      stage: 'Task Delegation',
      picture: visualize(plan.agents, 'Task Delegation', orderOf(request.steps)),
      pipelineStatus: Object.fromEntries(
        plan.reused.flatMap((one) => (one.milestone === null ? [] : [[one.milestone, true]])),
      ),
      intent: {
        goal: goals.at(-1) ?? 'exporter',
        agents: names(plan.agents),
        reused: names(plan.reused),
        // A question exports nothing.
        formats: isQuestion ? [] : understood.formats,
        markups: understood.markups,
        region: understood.region,
        currency: 'USD',
        confidence,
      },
    }),
  ];
}

/** By the words of the instruction; by a model's reading of it where the words say too little and one was asked. */
export function understoodBy(session: Session, workflow: Workflow, rules: ManagerRules): Understanding {
  const request = workflow.request!;
  const hasEstimate = findResult(lineageOf(session, workflow), 'estimate', basisOf(request)) !== undefined;
  const own = understand(request.instructions, hasEstimate);
  return own.confidence >= clearEnough ? own : (rules.heard?.get(workflow.id) ?? own);
}

function askWhatWasMeant(
  session: Session,
  workflow: Workflow,
  understood: Understanding,
  rules: ManagerRules,
  now: number,
): Draft[] {
  const titles: Partial<Record<Goal, [string, string]>> = {
    exporter: ['A full estimate', 'Runs all agents and ends with files to download.'],
    takeoff_calculator: ['Quantities only', 'Stops before anything is priced.'],
    scope_analyzer: ['A scope review', 'Lists inclusions, exclusions and gaps.'],
    file_reader: ['Only read the files', 'Extracts tables and texts.'],
  };
  const hasEstimate = session.artifacts.some((one) => one.kind === 'estimate');
  const goals = new Set<Goal>([
    ...understood.goals,
    ...understood.alternatives,
    'exporter',
    'takeoff_calculator',
  ]);
  const known = [...goals].flatMap((goal) => {
    const title = rules.roster.some((one) => one.name === goal) ? titles[goal] : undefined;
    return title === undefined ? [] : [{ value: goal, label: title[0], effect: title[1], costDelta: null }];
  });
  const options = [
    ...known,
    { value: nothing, label: 'Nothing', effect: 'Everything stays as it is.', costDelta: null },
  ];
  return [
    thinking(workflow, now, {
      thinkingType: 'intent_classification',
      analysis: notUnderstood(understood),
      factors:
        understood.unclear.length > 0
          ? understood.unclear.map((words) => `not understood: ${words}`)
          : ['no goal in the words'],
      confidence: understood.confidence,
    }),
    askDraft(
      session,
      workflow,
      null,
      createQuestion({
        topic: clarification,
        decisionType: 'clarification',
        prompt: `${notUnderstood(understood)} What shall be done with the documents?`,
        options,
        context: { instructions: short(workflow.request?.instructions ?? '') },
        // After an estimate there is, nothing is done unasked.
        defaultOption: hasEstimate ? nothing : 'exporter',
      }),
      rules.decisionTimeoutSeconds,
      now,
    ),
    stateChange(workflow, now, { changeType: 'waiting_for_decision', status: 'waiting_for_decision' }),
  ];
}

function notUnderstood({ unclear }: Understanding): string {
  return unclear.length > 0
    ? `«${unclear.join('», «')}» was not understood, or cannot be done.`
    : 'The instruction does not say what is wanted.';
}

/** A server with a roster of its own may have nobody for what is wanted. */
function nobodyToDoIt(workflow: Workflow, goals: readonly string[], now: number): Draft[] {
  const reason = `There is no agent here for: ${goals.join(', ')}.`;
  return [
    says(workflow, now, reason),
    stateChange(workflow, now, { changeType: 'workflow_failed', status: 'failed', reason }),
  ];
}

function leaveAsIs(workflow: Workflow, now: number): Draft[] {
  return [
    says(workflow, now, 'Nothing was done.'),
    stateChange(workflow, now, {
      changeType: 'workflow_completed',
      status: 'succeeded',
      stage: 'Output Management',
      reason: 'Nothing was to be done.',
    }),
  ];
}

/** Task Delegation: an agent gets its brain and begins. */
export function delegate(workflow: Workflow, agent: Agent, allocation: Draft, now: number): Draft[] {
  const executionId = executionIdOf(workflow, agent.name);
  const before = workflow.visualization.nodes.find((one) => one.agentName === agent.name);
  const moves = agent.stage !== workflow.currentStage;
  return [
    ...(moves ? [stateChange(workflow, now, { changeType: 'phase_transition', stage: agent.stage })] : []),
    thinking(workflow, now, {
      thinkingType: 'task_delegation',
      stage: agent.stage,
      analysis: `${agent.title} can begin: ${agent.needs.length === 0 ? 'it needs no other result' : `what it needs is there (${agent.needs.join(', ').replaceAll('_', ' ').replace('takeoff', 'take-off')})`}.`,
      factors: agent.needs.map((kind) => `needs ${kind}`),
      reasoningDepth: 'quick',
    }),
    allocation,
    stateChange(workflow, now, {
      changeType: 'agent_started',
      stage: agent.stage,
      agentName: agent.name,
      executionId,
      nodes: {
        [agent.name]: {
          status: 'running',
          startedAt: before?.startedAt ?? new Date(now).toISOString(),
          finishedAt: null,
        },
      },
    }),
  ];
}

const short = (text: string) => (text.length > 120 ? `${text.slice(0, 117)}…` : text);
