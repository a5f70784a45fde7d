// Workflow graph: the agents of a plan and who waits for whom, drawn and as a list.

import './workflow-graph.css';
import { lazy, memo, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { VisualizationPartsFragment } from '../generated/graphql.ts';
import { statusWords } from '../session/status.ts';
import { Elapsed } from './elapsed.tsx';
import { inWords, moneyOf } from './words.ts';
import { layersOf, roomFor } from './workflow-layers.ts';
import { namesInWords } from './workflow-words.ts';

const WorkflowCanvas = lazy(() => import('./workflow-canvas.tsx'));

interface WorkflowGraphProps {
  visualization: VisualizationPartsFragment;
  /** The moment that is looked at; the present when left out. */
  moment?: number | undefined;
}

export function WorkflowGraph({ visualization, moment }: WorkflowGraphProps) {
  const { nodes, dependencies } = visualization;
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.floor(frame.current!.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(frame.current!);
    return () => observer.disconnect();
  }, []);
  const layers = layersOf(
    nodes.map(({ agentName }) => agentName),
    dependencies,
  );
  const breadths = layers.map((layer) => layer.length).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the room depends on how many there are, not on who they are
  const room = useMemo(() => (width === null ? null : roomFor(layers, width)), [width, breadths]);
  return (
    <section className="card workflow-graph" aria-label="The agents and who waits for whom">
      {/* The same for everybody who does not see the picture. */}
      <ol className="hidden-text workflow-graph-list">
        {nodes.map((node) => (
          <ListedAgent
            key={node.agentName}
            node={node}
            waitsFor={namesOf(dependencies, node.agentName)}
            beside={JSON.stringify(
              (layers.find((layer) => layer.includes(node.agentName)) ?? []).filter(
                (name) => name !== node.agentName,
              ),
            )}
            moment={moment}
          />
        ))}
      </ol>
      <div ref={frame} className="workflow-graph-frame">
        {room !== null && (
          <div aria-hidden="true" inert>
            <Suspense fallback={<div className="workflow-graph-coming" style={{ height: room.height }} />}>
              <WorkflowCanvas visualization={visualization} room={room} moment={moment} />
            </Suspense>
          </div>
        )}
      </div>
    </section>
  );
}

const namesOf = (dependencies: readonly { from: string; to: string }[], name: string) =>
  JSON.stringify(dependencies.filter(({ to }) => to === name).map(({ from }) => from));

interface ListedAgentProps {
  node: VisualizationPartsFragment['nodes'][number];
  /** Names as JSON, so that equal ones are the same. */
  waitsFor: string;
  beside: string;
  moment: number | undefined;
}

const ListedAgent = memo(function ListedAgent({ node, waitsFor, beside, moment }: ListedAgentProps) {
  const before = namesInWords(JSON.parse(waitsFor), Number.POSITIVE_INFINITY);
  const others = namesInWords(JSON.parse(beside), Number.POSITIVE_INFINITY);
  return (
    <li>
      {inWords(node.agentName)}: {statusWords[node.status]}, {Math.round(node.progressPercentage)} %
      {node.startedAt !== null && (
        <>
          , time <Elapsed of={node} moment={moment} />
        </>
      )}
      {Number(node.cost.amount) > 0 && `, ${moneyOf(node.cost)}`}
      {before !== '' && `; after ${before}`}
      {others !== '' && `; side by side with ${others}`}
    </li>
  );
});
