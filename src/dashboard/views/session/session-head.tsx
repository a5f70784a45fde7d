// Session head: what is asked for here, how it stands, and what can be done with it.

import { statusTone, statusWords } from '../../session/status.ts';
import { useShown } from '../../session/use-live-session.ts';
import { WorkflowControls } from './workflow-controls.tsx';

export function SessionHead() {
  const { session } = useShown().view;
  const workflow = session.currentWorkflow;
  return (
    <header className="session-head stack tight">
      <div className="row apart">
        <h1 className="words">{session.title}</h1>
        <div className="row">
          <span className="chip" data-tone={statusTone[session.status]} data-status={session.status}>
            {statusWords[session.status]}
          </span>
          <WorkflowControls />
        </div>
      </div>
      {workflow != null && workflow.instructions !== session.title && (
        <p className="soft words">{workflow.instructions}</p>
      )}
      {/* A question says itself why it is waited for. */}
      {workflow?.reason != null && workflow.status !== 'WAITING_FOR_DECISION' && (
        <p className="small soft words">{workflow.reason}</p>
      )}
    </header>
  );
}
