// Workflow elements: nodes and lines as the canvas takes them. What did not change stays the very same object, so it is not drawn again.

import type { Edge, Node } from '@xyflow/react';
import type { ExecutionStatus, VisualizationPartsFragment } from '../generated/graphql.ts';
import type { Room } from './workflow-layers.ts';
import type { Layout, Point } from './workflow-layout.ts';

export type PlanNode = VisualizationPartsFragment['nodes'][number];
export type AgentNode = Node<
  { plan: PlanNode; moment: number | undefined; direction: Room['direction'] },
  'agent'
>;
export type LineState = 'waits' | 'flows' | 'done';
export type Line = Edge<{ via: readonly Point[]; state: LineState; direction: Room['direction'] }, 'line'>;

/** All that a node shows of an agent. */
export const looksSame = (one: PlanNode, other: PlanNode) =>
  one === other ||
  (one.agentName === other.agentName &&
    one.status === other.status &&
    Math.round(one.progressPercentage) === Math.round(other.progressPercentage) &&
    one.startedAt === other.startedAt &&
    one.finishedAt === other.finishedAt &&
    one.cost.amount === other.cost.amount);

const still = { draggable: false, selectable: false, connectable: false, focusable: false } as const;

export function agentNodes(
  plan: readonly PlanNode[],
  layout: Layout,
  { node, direction }: Room,
  moment: number | undefined,
  before: readonly AgentNode[],
): AgentNode[] {
  const known = new Map(before.map((one) => [one.id, one]));
  return plan.map((one) => {
    const position = layout.positions.get(one.agentName) ?? { x: 0, y: 0 };
    const old = known.get(one.agentName);
    const stays =
      old !== undefined &&
      old.position.x === position.x &&
      old.position.y === position.y &&
      old.width === node.width &&
      old.data.direction === direction &&
      old.data.moment === moment &&
      looksSame(old.data.plan, one);
    if (stays) return old;
    return {
      id: one.agentName,
      type: 'agent',
      position,
      ...node,
      measured: node,
      data: { plan: one, moment, direction },
      ...still,
    };
  });
}

const atWork: ReadonlySet<ExecutionStatus> = new Set(['RUNNING', 'WAITING_FOR_DECISION']);

export function linesOf(
  { lines }: Layout,
  plan: readonly PlanNode[],
  { direction }: Room,
  before: readonly Line[],
): Line[] {
  const statusOf = new Map(plan.map(({ agentName, status }) => [agentName, status]));
  const known = new Map(before.map((one) => [one.id, one]));
  return lines.map(({ from, to, via }) => {
    const id = `${from} to ${to}`;
    const [giver, taker] = [statusOf.get(from), statusOf.get(to)];
    const state: LineState =
      giver === 'SUCCEEDED' || giver === 'SKIPPED'
        ? taker !== undefined && atWork.has(taker)
          ? 'flows'
          : 'done'
        : 'waits';
    const old = known.get(id);
    if (old?.data?.state === state && old.data.via === via) return old;
    return {
      id,
      type: 'line',
      source: from,
      target: to,
      animated: state === 'flows',
      className: `workflow-line-${state}`,
      data: { via, state, direction },
      selectable: false,
      focusable: false,
    };
  });
}
