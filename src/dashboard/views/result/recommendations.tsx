// Recommendations: what the manager would do next with the result, to be sent or dismissed.

import './recommendations.css';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { client } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { graphql } from '../../generated/gql.ts';
import type { RecommendationPartsFragment } from '../../generated/graphql.ts';
import { useShown } from '../../session/use-live-session.ts';

export const recommendationParts = graphql(`
  fragment RecommendationParts on Recommendation { id kind title rationale apply status }
`);

const recommendationsOf = graphql(`
  query RecommendationsOf($id: ID!, $at: Int) {
    session(id: $id, at: $at) { workflows { id recommendations { ...RecommendationParts } } }
  }
`);

const applyOne = graphql(`
  mutation ApplyRecommendation($id: ID!) {
    applyRecommendation(id: $id) { __typename ... on Fault { message } }
  }
`);

const dismissOne = graphql(`
  mutation DismissRecommendation($id: ID!) {
    dismissRecommendation(id: $id) { __typename ... on Fault { message } }
  }
`);

type Recommendation = RecommendationPartsFragment;

/** Where a person does it who cannot just send an instruction. */
const places: Record<string, { words: string; of: (sessionId: string) => string }> = {
  teach_trades: { words: 'To the learned trades', of: () => '/learned' },
  // Documents come with the work that reads them, so a price list goes in at the start of another run.
  import_prices: { words: 'To the start, with the price list', of: () => '/' },
  answer_questions: {
    words: 'To the questions',
    of: (id) => `/sessions/${encodeURIComponent(id)}/asked`,
  },
};

/** Those of the newest run that has any, but for what was applied or dismissed. */
export function Recommendations() {
  const { view, at } = useShown();
  const { id, currentWorkflow } = view.session;
  const [all, setAll] = useState<readonly Recommendation[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const mayApply = useMay('applyRecommendation', 'dismissRecommendation') && at === null;
  const ask = useCallback(async () => {
    const { data } = await client.query(recommendationsOf, { id, at }).toPromise();
    const newest = data?.session?.workflows.findLast((one) => one.recommendations.length > 0);
    setAll(newest?.recommendations ?? []);
  }, [id, at]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run, or its end, may bring others
  useEffect(() => void ask(), [ask, currentWorkflow?.id, currentWorkflow?.status]);

  async function act(what: typeof applyOne | typeof dismissOne, one: Recommendation) {
    const { data, error } = await client.mutation(what as typeof applyOne, { id: one.id }).toPromise();
    const [result] = Object.values(data ?? {}) as { message?: string }[];
    setRefusal(error?.message ?? result?.message ?? null);
    await ask();
  }

  const open = all.filter(({ status }) => status === 'OPEN');
  if (open.length === 0 && refusal === null) return null;
  return (
    <section className="card stack tight" aria-labelledby="recommendations-head">
      <h2 id="recommendations-head">What would make it better</h2>
      {refusal !== null && (
        <p className="notice words" data-tone="bad" role="alert">
          {refusal}
        </p>
      )}
      <ul className="recommendations">
        {open.map((one) => (
          <li key={one.id} className="stack tight">
            <strong className="words">{one.title}</strong>
            <span className="small soft words">{one.rationale}</span>
            <Actions one={one} sessionId={id} mayApply={mayApply} onAct={act} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Actions({
  one,
  sessionId,
  mayApply,
  onAct,
}: {
  one: Recommendation;
  sessionId: string;
  mayApply: boolean;
  onAct: (what: typeof applyOne | typeof dismissOne, one: Recommendation) => Promise<void>;
}) {
  const place = places[one.kind];
  return (
    <span className="row">
      {mayApply && one.apply !== null && (
        <button type="button" className="button small" onClick={() => void onAct(applyOne, one)}>
          Send «{one.apply}»
        </button>
      )}
      {place !== undefined && (
        <Link href={place.of(sessionId)} className="button small">
          {place.words}
        </Link>
      )}
      {mayApply && (
        <button
          type="button"
          className="button small plain"
          aria-label={`Dismiss: ${one.title}`}
          onClick={() => void onAct(dismissOne, one)}
        >
          Dismiss
        </button>
      )}
    </span>
  );
}
