// Use estimate: the estimate that belongs to what is shown, asked for again when there may be another one.

import { useEffect, useState } from 'react';
import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import type { EstimatePartsFragment } from '../../generated/graphql.ts';
import type { Shown } from '../../session/use-live-session.ts';

export const estimateParts = graphql(`
  fragment EstimateParts on Estimate {
    ...EstimateTotalsParts
    ...EstimateMarkupsParts
    ...EstimateTradesParts
    assumptions
    issues { ...EstimateIssueParts }
  }
`);

/** The session as it was at `at`, so that an earlier place shows its own result. */
const resultOf = graphql(`
  query ResultOf($id: ID!, $at: Int) {
    session(id: $id, at: $at) {
      currentWorkflow { id estimate { ...EstimateParts } }
      workflows { id startedAt instructions estimate { class } }
    }
  }
`);

/** Of a run that has ended, which no place in the log changes any more. */
const earlierResult = graphql(`
  query EarlierResult($id: ID!) { workflow(id: $id) { id estimate { ...EstimateParts } } }
`);

export interface Found {
  /** The run that made or used it. */
  workflowId: string;
  estimate: EstimatePartsFragment;
  /** The run before the one that is shown, because that one has no estimate of its own; null otherwise. */
  earlier: { instructions: string; startedAt: string } | null;
}

export type EstimateState =
  | { phase: 'asking' }
  | { phase: 'failed'; message: string }
  /** `found` is null while there is no estimate. */
  | { phase: 'known'; found: Found | null };

async function ask(sessionId: string, at: number | null, isThere: boolean): Promise<EstimateState> {
  const { data, error } = await client.query(resultOf, { id: sessionId, at }).toPromise();
  if (error !== undefined) return { phase: 'failed', message: error.message };
  const current = data?.session?.currentWorkflow;
  if (data?.session == null || current == null) return { phase: 'known', found: null };
  if (isThere && current.estimate != null)
    return { phase: 'known', found: { workflowId: current.id, estimate: current.estimate, earlier: null } };
  const earlier = data.session.workflows.findLast(
    ({ id, estimate }) => id !== current.id && estimate != null,
  );
  if (earlier === undefined) return { phase: 'known', found: null };
  const answer = await client.query(earlierResult, { id: earlier.id }).toPromise();
  if (answer.error !== undefined) return { phase: 'failed', message: answer.error.message };
  const estimate = answer.data?.workflow?.estimate;
  return {
    phase: 'known',
    found: estimate == null ? null : { workflowId: earlier.id, estimate, earlier },
  };
}

/** Keeps what it has while it asks again, so that nothing jumps. */
export function useEstimate({ sessionId, view, at }: Shown): [EstimateState, again: () => void] {
  const { currentWorkflow, artifacts } = view.session;
  const place = at === null ? null : view.session.lastSequence;
  // The server tells of an earlier place what a run made later, too; what was there says the run's own status.
  const isThere = at === null || currentWorkflow?.pipelineStatus.estimateGenerated === true;
  const key = JSON.stringify([
    currentWorkflow?.id,
    isThere,
    currentWorkflow?.pipelineStatus.estimateGenerated,
    artifacts.filter(({ kind }) => kind === 'ESTIMATE').map(({ id }) => id),
  ]);
  const [state, setState] = useState<EstimateState>({ phase: 'asking' });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: places with the same key have the same estimate
  useEffect(() => {
    let wanted = true;
    void ask(sessionId, place, isThere).then((answer) => {
      if (!wanted) return;
      setState((before) => (answer.phase === 'failed' && before.phase === 'known' ? before : answer));
    });
    return () => {
      wanted = false;
    };
  }, [sessionId, key, tries]);
  return [state, () => setTries(tries + 1)];
}
