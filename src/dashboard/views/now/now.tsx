// Now: how far it is, who is at work with what, what the manager thinks, and what it costs.

import './now.css';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { Cost } from '../../components/cost.tsx';
import { forecastOf } from '../../components/forecast.ts';
import { ManagerThinking } from '../../components/manager-thinking.tsx';
import { ModelReasoning } from '../../components/model-reasoning.tsx';
import { unfinished } from '../../components/recovery-words.ts';
import { Workflow } from '../../components/workflow.tsx';
import { WorkflowGraph } from '../../components/workflow-graph.tsx';
import type { WorkflowPartsFragment } from '../../generated/graphql.ts';
import { hasEnded } from '../../session/status.ts';
import { useShown } from '../../session/use-live-session.ts';
import { AtWork } from './at-work.tsx';
import { Brains } from './brains.tsx';
import { agentsOf, inHand } from './now-words.ts';
import { Spoken } from './spoken.tsx';
import { Troubles } from './troubles.tsx';
import { useForecast } from './use-forecast.ts';

export function Now() {
  const { sessionId, view, recent, at } = useShown();
  const { session, thinking, reasoning, substeps, brains, recoveries } = view;
  const workflow = session.currentWorkflow;
  const recovering = useMemo(() => unfinished(recoveries), [recoveries]);
  const asksForecast = workflow != null && at === null && !hasEnded(workflow.status);
  const expected = useForecast(asksForecast ? workflow.id : null, signsOf(workflow));
  if (workflow == null) return <NotBegun documents={session.documents.length} />;

  const newest = recent.at(-1)?.timestamp;
  const moment = at === null || newest === undefined ? undefined : Date.parse(newest);
  const { nodes } = workflow.visualization;
  const agents = agentsOf(nodes, workflow.activeAgents, Object.values(substeps));
  const over = hasEnded(workflow.status) && inHand(agents).length === 0;
  const hasResult = workflow.status === 'SUCCEEDED' && session.artifacts.length > 0;
  const questions = session.decisions.filter(({ status }) => status === 'OPEN').length;
  return (
    <div className="now" data-over={over || undefined}>
      {at === null && <Spoken status={workflow.status} recoveries={recovering} />}
      <div className="now-workflow stack">
        <Workflow
          workflow={workflow}
          questions={questions}
          moment={moment}
          action={
            <Next sessionId={sessionId} questions={at === null ? questions : 0} hasResult={hasResult} />
          }
        />
        <Troubles recoveries={recovering} moment={moment} />
      </div>
      {thinking !== null && (
        <div className="now-thought">
          <ManagerThinking key={thinking.id} thought={thinking} />
        </div>
      )}
      {reasoning !== null && (
        <div className="now-reasoning">
          <ModelReasoning key={reasoning.thoughtId} thought={reasoning} />
        </div>
      )}
      {!over && (
        <div className="now-work">
          <AtWork agents={agents} substeps={substeps} status={workflow.status} moment={moment} />
        </div>
      )}
      {nodes.length > 0 && (
        <div className="now-graph">
          <WorkflowGraph visualization={workflow.visualization} moment={moment} />
        </div>
      )}
      <div className="now-brains">
        <Brains nodes={nodes} brains={brains} />
      </div>
      <div className="now-cost">
        <Cost
          report={workflow.cost}
          budget={workflow.budget}
          forecast={
            expected !== null && Number(expected.amount) > Number(workflow.cost.total.amount)
              ? expected
              : forecastOf(workflow.cost, nodes, brains)
          }
        />
      </div>
    </div>
  );
}

/** What a forecast goes by: what was spent, and who has ended. */
function signsOf(workflow: WorkflowPartsFragment | null): string {
  if (workflow === null) return '';
  const ended = workflow.visualization.nodes.filter(({ status }) => hasEnded(status)).length;
  return `${workflow.cost.total.amount} ${ended}`;
}

function Next(next: { sessionId: string; questions: number; hasResult: boolean }) {
  const { sessionId, questions, hasResult } = next;
  const address = `/sessions/${encodeURIComponent(sessionId)}`;
  if (questions > 0)
    return (
      <Link href={`${address}/asked`} className="button main now-asked">
        {questions === 1 ? 'Answer the question' : `Answer ${questions} questions`}
      </Link>
    );
  return hasResult ? (
    <Link href={`${address}/result`} className="button main">
      See the result
    </Link>
  ) : null;
}

function NotBegun({ documents }: { documents: number }) {
  return (
    <div className="card empty stack tight">
      <h3>Nothing has begun here yet</h3>
      <p>
        {documents === 0
          ? 'There are no documents in this session.'
          : `${documents === 1 ? 'One document is' : `${documents} documents are`} here. Tell the manager what you want, and it begins.`}
      </p>
      <p>
        <Link href="/">To the start</Link>
      </p>
    </div>
  );
}
