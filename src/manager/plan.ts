// Plan: the shortest set of agents that gives what was asked, and its picture.

import type { Agent } from '../agents/agent.ts';
import { sha256 } from '../base/id.ts';
import { noMoney } from '../events/cost.ts';
import {
  type Artifact,
  completionOf,
  hasEnded,
  type Request,
  type Session,
  type Visualization,
} from '../events/session.ts';
import type { ArtifactKind, ExecutionStatus, WorkflowNode } from '../events/shapes.ts';
import { type Stage, stages } from './stages.ts';

export interface Plan {
  /** In an order that respects their needs. */
  agents: Agent[];
  /** Agents whose earlier results serve again. */
  reused: Agent[];
}

/** Hash of the documents that results are made from. */
export function basisOf(request: Request): string {
  return sha256(JSON.stringify(request.documents.map((one) => one.sha256))).slice(0, 32);
}

/** The newest result of a kind that was made from these documents. */
export function findResult(session: Session, kind: ArtifactKind, basis: string): Artifact | undefined {
  return session.artifacts.findLast((one) => one.kind === kind && one.basis === basis);
}

/**
 * The agents that lead to `goals`, each of which runs itself; what those need is taken from earlier results of the
 * same documents where there are any, and made anew where not.
 */
export function planFor(
  goals: readonly string[],
  roster: readonly Agent[],
  session: Session,
  basis: string,
): Plan {
  const run = new Set<string>();
  const reused = new Set<string>();

  function include(agent: Agent) {
    if (run.has(agent.name)) return;
    run.add(agent.name);
    for (const kind of agent.needs) {
      const giver = roster.find((one) => one.gives.includes(kind));
      if (giver === undefined || run.has(giver.name)) continue;
      if (findResult(session, kind, basis) === undefined || goals.includes(giver.name)) include(giver);
      else reused.add(giver.name);
    }
  }
  for (const agent of roster) if (goals.includes(agent.name)) include(agent);
  // Who works beside the pipeline looks at all there is.
  if (roster.some((one) => run.has(one.name) && one.onRequest === true)) {
    for (const agent of roster)
      if (agent.gives.some((kind) => findResult(session, kind, basis) !== undefined)) reused.add(agent.name);
  }
  return {
    agents: roster.filter((one) => run.has(one.name)),
    reused: roster.filter((one) => reused.has(one.name) && !run.has(one.name)),
  };
}

/** The picture of a plan before anything of it ran; `order` is what was asked for beyond what agents need. */
export function visualize(
  agents: readonly Agent[],
  stage: Stage,
  order: Visualization['dependencies'] = [],
): Visualization {
  const nodes = agents.map(
    (agent): WorkflowNode => ({
      agentName: agent.name,
      stage: agent.stage,
      status: 'queued',
      progressPercentage: 0,
      startedAt: null,
      finishedAt: null,
      cost: noMoney,
    }),
  );
  const needed = agents.flatMap((to) =>
    agents
      .filter((from) => from.gives.some((kind) => to.needs.includes(kind)))
      .map((from) => ({ from: from.name, to: to.name })),
  );
  const isNew = (one: { from: string; to: string }) =>
    !needed.some(({ from, to }) => from === one.from && to === one.to);
  const dependencies = [...needed, ...order.filter(isNew)];
  return withNodes(
    {
      stages: [...stages],
      currentStageIndex: stages.indexOf(stage),
      dependencies,
      completionPercentage: 0,
      parallelTracks: [],
      nodes,
    },
    nodes,
  );
}

/** The same picture with the agents as they stand. */
export function withNodes(picture: Visualization, nodes: WorkflowNode[]): Visualization {
  return {
    ...picture,
    nodes,
    completionPercentage: completionOf(nodes),
    parallelTracks: tracksOf(picture.dependencies, nodes),
  };
}

/** Agents at the same distance from the start run beside each other: each is a track. */
function tracksOf(
  dependencies: Visualization['dependencies'],
  nodes: WorkflowNode[],
): Visualization['parallelTracks'] {
  const depths = new Map<string, number>();
  const depthOf = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    depths.set(name, 0);
    const depth =
      Math.max(-1, ...dependencies.filter((one) => one.to === name).map((one) => depthOf(one.from))) + 1;
    depths.set(name, depth);
    return depth;
  };
  const beside = (node: WorkflowNode) =>
    nodes.filter((other) => depthOf(other.agentName) === depthOf(node.agentName)).length > 1;
  return nodes.filter(beside).map((node) => ({
    id: `track_${node.agentName}`,
    label: node.agentName.replaceAll('_', ' '),
    agentNames: [node.agentName],
    status: node.status,
  }));
}

const fine: ReadonlySet<ExecutionStatus> = new Set(['succeeded', 'skipped']);

/** Agents that can begin: they wait, and all before them are done. */
export function readyNodes({ nodes, dependencies }: Visualization): WorkflowNode[] {
  const statusOf = (name: string) => nodes.find((one) => one.agentName === name)?.status;
  return nodes.filter(
    (node) =>
      node.status === 'queued' &&
      dependencies.every((one) => one.to !== node.agentName || fine.has(statusOf(one.from) ?? 'succeeded')),
  );
}

export function allDone({ nodes }: Visualization): boolean {
  return nodes.length > 0 && nodes.every((node) => hasEnded(node.status));
}
