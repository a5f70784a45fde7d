// Workflow canvas: the drawn part of the graph, loaded when it is needed. It only shows: nothing in it can be moved or focused.

import '@xyflow/react/dist/base.css';
import './workflow-canvas.css';
import { BaseEdge, type EdgeProps, Handle, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import { memo, useMemo, useRef } from 'react';
import type { VisualizationPartsFragment } from '../generated/graphql.ts';
import { statusTone, statusWords } from '../session/status.ts';
import { Elapsed } from './elapsed.tsx';
import { StatusMark } from './status-mark.tsx';
import { inWords, moneyOf } from './words.ts';
import { type AgentNode, agentNodes, type Line, linesOf } from './workflow-elements.ts';
import type { Room } from './workflow-layers.ts';
import { curveThrough, layOut } from './workflow-layout.ts';

interface WorkflowCanvasProps {
  visualization: VisualizationPartsFragment;
  room: Room;
  moment: number | undefined;
}

export default function WorkflowCanvas({ visualization, room, moment }: WorkflowCanvasProps) {
  const { nodes: plan, dependencies } = visualization;
  // Progress makes new objects of the same plan; the picture is laid out for what the plan says.
  const shape = JSON.stringify([
    plan.map(({ agentName }) => agentName),
    dependencies.map(({ from, to }) => [from, to]),
  ]);
  const layout = useMemo(() => {
    const [names, pairs] = JSON.parse(shape) as [string[], [string, string][]];
    return layOut(
      names,
      pairs.map(([from, to]) => ({ from, to })),
      room,
    );
  }, [shape, room]);
  const agents = useRef<AgentNode[]>([]);
  const lines = useRef<Line[]>([]);
  agents.current = agentNodes(plan, layout, room, moment, agents.current);
  lines.current = linesOf(layout, plan, room, lines.current);
  return (
    <div className="workflow-canvas" style={{ width: layout.width, height: layout.height }}>
      {layout.bands.map(({ id, place, count }) => (
        <div key={id} className="workflow-band" style={place}>
          {room.band.above > 0 && `${count} side by side`}
        </div>
      ))}
      <ReactFlow<AgentNode, Line>
        nodes={agents.current}
        edges={lines.current}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        panOnDrag={false}
        panOnScroll={false}
        zoomOnScroll={false}
        zoomOnPinch={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        disableKeyboardA11y
        minZoom={1}
        maxZoom={1}
        proOptions={{ hideAttribution: true }}
      />
    </div>
  );
}

const AgentBox = memo(function AgentBox({ data: { plan, moment, direction } }: NodeProps<AgentNode>) {
  const { agentName, status, progressPercentage, cost } = plan;
  const free = Number(cost.amount) === 0;
  return (
    <div className="workflow-agent" data-tone={statusTone[status]} data-state={status} data-agent={agentName}>
      <strong className="workflow-agent-name">{inWords(agentName)}</strong>
      <span className="workflow-agent-state">
        <StatusMark status={status} />
        <span className="workflow-agent-words">
          {status === 'WAITING_FOR_DECISION' ? 'Waits for you' : statusWords[status]}
        </span>
      </span>
      <span className="workflow-agent-bar">
        <span style={{ transform: `scaleX(${Math.min(100, progressPercentage) / 100})` }} />
      </span>
      <span className="workflow-agent-foot number">
        <Elapsed of={plan} moment={moment} />
        {status === 'QUEUED' ? null : <span>{free ? 'free' : moneyOf(cost)}</span>}
      </span>
      <Handle type="target" position={direction === 'right' ? Position.Left : Position.Top} />
      <Handle type="source" position={direction === 'right' ? Position.Right : Position.Bottom} />
    </div>
  );
});

const LineBetween = memo(function LineBetween({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<Line>) {
  const { via = [], direction = 'right' } = data ?? {};
  const path = curveThrough([{ x: sourceX, y: sourceY }, ...via, { x: targetX, y: targetY }], direction);
  return <BaseEdge path={path} interactionWidth={0} />;
});

const nodeTypes = { agent: AgentBox };
const edgeTypes = { line: LineBetween };
