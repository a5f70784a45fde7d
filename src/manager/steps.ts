// Steps: what a caller wants of agents by name: their order, an approval before they begin, whether they may fail.

import { type Agent, createQuestion } from '../agents/agent.ts';
import { Fault } from '../base/fault.ts';
import type { Draft } from '../events/event.ts';
import type { Request, Session, Workflow } from '../events/session.ts';
import { askDraft, decisionOn, replyOf, withdrawDrafts } from './decide.ts';
import { stateChange } from './drafts.ts';
import type { ManagerRules } from './rules.ts';

export type Step = NonNullable<Request['steps']>[number];

export function stepOf(workflow: Workflow, agentName: string): Step | undefined {
  return workflow.request?.steps?.find((one) => one.agentName === agentName);
}

/** Whether the workflow may go on without the agent's result. */
export function isOptional(workflow: Workflow, agent: Agent): boolean {
  return agent.skippable === true || stepOf(workflow, agent.name)?.optional === true;
}

/** The order that the steps ask for beyond what agents need of each other. */
export function orderOf(steps: readonly Step[] | null): { from: string; to: string }[] {
  return (steps ?? []).flatMap((step) => step.after.map((from) => ({ from, to: step.agentName })));
}

/** @throws INVALID_INPUT that names the first step that cannot be */
export function checkSteps(steps: readonly Step[], roster: readonly Agent[]): void {
  const refuse = (index: number, field: string, message: string) => {
    throw new Fault('INVALID_INPUT', message, { path: ['steps', String(index), field] });
  };
  if (steps.length === 0) throw new Fault('INVALID_INPUT', 'No step was given.', { path: ['steps'] });
  for (const [index, step] of steps.entries()) {
    const { agentName } = step;
    if (!roster.some((one) => one.name === agentName))
      refuse(index, 'agentName', `There is no agent «${agentName}».`);
    if (steps.findIndex((one) => one.agentName === agentName) !== index)
      refuse(index, 'agentName', `«${agentName}» is named twice.`);
    for (const name of ['timeoutSeconds', 'maxAttempts'] as const) {
      if (step[name] !== null && step[name] < 1) refuse(index, name, `«${name}» has to be 1 or more.`);
    }
    const stranger = step.after.find((from) => !steps.some((one) => one.agentName === from));
    if (stranger !== undefined) refuse(index, 'after', `«${stranger}» is not among the steps.`);
    if (waitsForItself(agentName, steps, roster))
      refuse(index, 'after', `«${agentName}» would wait for itself.`);
  }
}

function waitsForItself(agentName: string, steps: readonly Step[], roster: readonly Agent[]): boolean {
  const order = orderOf(steps);
  const before = (name: string) => [
    ...order.filter((one) => one.to === name).map((one) => one.from),
    ...roster
      .filter((giver) =>
        roster.find((one) => one.name === name)?.needs.some((kind) => giver.gives.includes(kind)),
      )
      .map((one) => one.name),
  ];
  const seen = new Set<string>();
  const queue = before(agentName);
  for (const name of queue) {
    if (name === agentName) return true;
    if (!seen.has(name)) queue.push(...before(name));
    seen.add(name);
  }
  return false;
}

/** Whether an agent may begin: at once, after a person said so, or never. */
export type Approval = { kind: 'given' } | { kind: 'open' } | { kind: 'append'; drafts: Draft[] };

export function approvalOf(
  session: Session,
  workflow: Workflow,
  agent: Agent,
  rules: ManagerRules,
  now: number,
): Approval {
  if (stepOf(workflow, agent.name)?.requiresApproval !== true) return { kind: 'given' };
  const decision = decisionOn(session, workflow.id, `begin:${agent.name}`);
  if (decision === undefined)
    return { kind: 'append', drafts: askToBegin(session, workflow, agent, rules, now) };
  if (decision.status === 'open') return { kind: 'open' };
  const choice = replyOf(decision).values[0];
  if (choice === 'begin') return { kind: 'given' };
  if (choice === 'skip_agent') {
    const nodes = { [agent.name]: { status: 'skipped' as const } };
    return {
      kind: 'append',
      drafts: [stateChange(workflow, now, { changeType: 'agent_skipped', agentName: agent.name, nodes })],
    };
  }
  const reason = `${agent.title} was not approved.`;
  return {
    kind: 'append',
    drafts: [
      ...withdrawDrafts(session, workflow.id, now),
      stateChange(workflow, now, {
        changeType: 'cancelled',
        status: 'cancelled',
        reason,
        nodes: { [agent.name]: { status: 'cancelled' } },
      }),
    ],
  };
}

function askToBegin(
  session: Session,
  workflow: Workflow,
  agent: Agent,
  rules: ManagerRules,
  now: number,
): Draft[] {
  const option = (value: string, label: string, effect: string) => ({
    value,
    label,
    effect,
    costDelta: null,
  });
  const prompt = `May ${agent.title} begin?`;
  const busy = workflow.visualization.nodes.some((node) => node.status === 'running');
  return [
    askDraft(
      session,
      workflow,
      null,
      createQuestion({
        topic: `begin:${agent.name}`,
        decisionType: 'other',
        prompt,
        options: [
          option('begin', 'Begin', agent.description),
          ...(isOptional(workflow, agent)
            ? [option('skip_agent', 'Go on without it', 'The agents after it work without its result.')]
            : []),
          option('stop', 'Stop here', 'Ends the workflow; what is finished is kept.'),
        ],
        context: { agent: agent.name },
        waitsForever: true,
      }),
      rules.decisionTimeoutSeconds,
      now,
    ),
    stateChange(workflow, now, {
      changeType: 'waiting_for_decision',
      status: busy ? 'running' : 'waiting_for_decision',
      reason: prompt,
    }),
  ];
}
