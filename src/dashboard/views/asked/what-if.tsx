// What if: another answer to a question that was answered, tried out in a run of its own.

import './what-if.css';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { graphql } from '../../generated/gql.ts';
import type { DecisionPartsFragment, DecisionType } from '../../generated/graphql.ts';
import { hasEnded } from '../../session/status.ts';
import { useShown } from '../../session/use-live-session.ts';

const fork = graphql(`
  mutation ForkWorkflow($input: ForkWorkflowInput!) {
    forkWorkflow(input: $input) { __typename ... on Fault { message } }
  }
`);

/** About a run rather than about the documents. */
const ofTheMoment: ReadonlySet<DecisionType> = new Set([
  'APPROVE_ESTIMATE',
  'ERROR_RESOLUTION',
  'BUDGET_EXCEEDED',
  'OTHER',
]);

export function WhatIf({ decision }: { decision: DecisionPartsFragment }) {
  const { view, at } = useShown();
  const mayStart = useMay('forkWorkflow');
  const [said, setSaid] = useState<{ words: string; isBad: boolean } | null>(null);
  const { id, workflowId, askedBy, type, outcome, answer, multiple, options } = decision;
  const current = view.session.currentWorkflow;
  const others = options.filter(({ value }) => value !== answer);
  const isAnswered = outcome === 'ANSWERED' || outcome === 'DEFAULTED' || outcome === 'SKIPPED';
  const isFit = isAnswered && askedBy !== null && !multiple && !ofTheMoment.has(type);
  if (!isFit || workflowId === null || others.length === 0 || !mayStart || at !== null) return null;
  if (said === null && (current == null || !hasEnded(current.status))) return null;

  async function tryOut(option: string) {
    const input = { workflowId: workflowId!, answers: [{ decisionId: id, answer: { option } }] };
    const { data, error } = await client.mutation(fork, { input }).toPromise();
    const result = data?.forkWorkflow;
    if (result?.__typename === 'WorkflowForked')
      return setSaid({ words: 'It runs. The result will say what changes.', isBad: false });
    setSaid({ words: result?.message ?? error?.message ?? 'No answer came from the server.', isBad: true });
  }

  if (said !== null)
    return (
      <p className="small words" role={said.isBad ? 'alert' : 'status'}>
        {said.words}
      </p>
    );
  return (
    <details className="what-if">
      <summary className="small">What if I had answered otherwise?</summary>
      <div className="row">
        {others.map(({ value, label }) => (
          <button key={value} type="button" className="button small" onClick={() => void tryOut(value)}>
            {label}
          </button>
        ))}
      </div>
    </details>
  );
}
