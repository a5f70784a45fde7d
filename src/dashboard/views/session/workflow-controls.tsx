// Workflow controls: hold it, go on, stop it, try again.

import { useState } from 'react';
import { useMutation } from 'urql';
import { useMay } from '../../api/may.ts';
import { graphql } from '../../generated/gql.ts';
import { useShown } from '../../session/use-live-session.ts';

const outcome = graphql(`
  fragment ControlOutcome on ControlWorkflowResult {
    __typename
    ... on Fault { code message }
  }
`);
void outcome;
const pause = graphql(`mutation Pause($id: ID!) { pauseWorkflow(workflowId: $id) { ...ControlOutcome } }`);
const resume = graphql(`mutation Resume($id: ID!) { resumeWorkflow(workflowId: $id) { ...ControlOutcome } }`);
const cancel = graphql(`mutation Cancel($id: ID!) { cancelWorkflow(workflowId: $id) { ...ControlOutcome } }`);
const retry = graphql(`mutation Retry($id: ID!) { retryWorkflow(workflowId: $id) { ...ControlOutcome } }`);

export function WorkflowControls() {
  const { view, at } = useShown();
  const [, doPause] = useMutation(pause);
  const [, doResume] = useMutation(resume);
  const [, doCancel] = useMutation(cancel);
  const [, doRetry] = useMutation(retry);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const mayControl = useMay('pauseWorkflow', 'resumeWorkflow', 'cancelWorkflow', 'retryWorkflow');
  const workflow = view.session.currentWorkflow;
  if (workflow == null || at !== null || !mayControl) return null;

  async function act(run: typeof doPause | typeof doResume | typeof doCancel | typeof doRetry) {
    setAsking(false);
    const { data, error } = await run({ id: workflow!.id });
    const [result] = Object.values(data ?? {}) as { message?: string }[];
    setRefusal(error?.message ?? result?.message ?? null);
  }

  const running = ['RUNNING', 'WAITING_FOR_DECISION', 'QUEUED'].includes(workflow.status);
  return (
    <div className="row controls">
      {running && (
        <button type="button" className="button small" onClick={() => act(doPause)}>
          Pause
        </button>
      )}
      {workflow.status === 'PAUSED' && (
        <button type="button" className="button small main" onClick={() => act(doResume)}>
          Resume
        </button>
      )}
      {(running || workflow.status === 'PAUSED') &&
        (asking ? (
          <>
            <button type="button" className="button small" data-tone="bad" onClick={() => act(doCancel)}>
              Yes, cancel it
            </button>
            <button type="button" className="button small plain" onClick={() => setAsking(false)}>
              No
            </button>
          </>
        ) : (
          <button type="button" className="button small" onClick={() => setAsking(true)}>
            Cancel
          </button>
        ))}
      {(workflow.status === 'FAILED' || workflow.status === 'CANCELLED') && (
        <button type="button" className="button small main" onClick={() => act(doRetry)}>
          Try again
        </button>
      )}
      {refusal !== null && (
        <span className="small" role="alert">
          {refusal}
        </span>
      )}
    </div>
  );
}
