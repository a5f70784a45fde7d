// Issues: what a person should look at, the most severe first, each with its place one click away.

import './issues.css';
import { memo, useMemo, useState } from 'react';
import { nearOf } from '../../components/near.ts';
import { inWords } from '../../components/words.ts';
import { graphql } from '../../generated/gql.ts';
import type { EstimateIssuePartsFragment, Severity } from '../../generated/graphql.ts';
import { severityWords } from './figures.ts';
import { bySeverity, type Issue, severityCounts } from './search.ts';

export const estimateIssueParts = graphql(`
  fragment EstimateIssueParts on EstimateIssue {
    severity code message
    source { ...LineSourceParts }
  }
`);

const atOnce = 5;
const perStep = 50;
/** A longer one is cut off, and the panel has all of it. */
const longMessage = 300;

export const Issues = memo(function Issues({
  issues,
  onSource,
}: {
  issues: readonly EstimateIssuePartsFragment[];
  onSource: (issue: Issue) => void;
}) {
  const [only, setOnly] = useState<Severity | null>(null);
  const [limit, setLimit] = useState(atOnce);
  const counts = useMemo(() => severityCounts(issues), [issues]);
  const sorted = useMemo(() => bySeverity(issues), [issues]);
  const wanted = counts.some(({ severity }) => severity === only) ? only : null;
  const fitting = wanted === null ? sorted : sorted.filter(({ severity }) => severity === wanted);
  const shown = fitting.slice(0, limit);
  return (
    <section className="card stack tight issues" aria-labelledby="issues-head">
      <div className="row apart">
        <h2 id="issues-head">
          Issues found <span className="soft number">{issues.length}</span>
        </h2>
        {counts.length > 1 && (
          <fieldset className="issues-filter">
            <legend className="hidden-text">Which issues</legend>
            <Choice
              words="All"
              count={issues.length}
              isChosen={wanted === null}
              onChoose={() => setOnly(null)}
            />
            {counts.map(({ severity, count }) => (
              <Choice
                key={severity}
                severity={severity}
                words={severityWords[severity].words}
                count={count}
                isChosen={wanted === severity}
                onChoose={() => setOnly(severity)}
              />
            ))}
          </fieldset>
        )}
      </div>
      {issues.length === 0 && <p className="soft">Nothing was found that needs a look.</p>}
      <ul className="issues-list">
        {shown.map((issue, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: issues have no names, and their order is stable
            key={`${issue.code} ${index}`}
            className="issues-one"
            data-severity={issue.severity}
          >
            <span className="chip issues-severity" data-tone={severityWords[issue.severity].tone}>
              {severityWords[issue.severity].words}
            </span>
            <div className="issues-words">
              <p className="small soft">{inWords(issue.code)}</p>
              <p className="words">{issue.message}</p>
            </div>
            {(issue.source != null || issue.message.length > longMessage) && (
              <button type="button" className="button small issues-source" onClick={() => onSource(issue)}>
                <span className="hidden-text">{inWords(issue.code)}, source: </span>
                {issue.source == null ? 'All of it' : nearOf(issue.source)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {fitting.length > atOnce && (
        <div className="row">
          {fitting.length > shown.length && (
            <button
              type="button"
              className="button small plain result-more"
              onClick={() => setLimit(limit + perStep)}
            >
              {fitting.length - shown.length <= perStep
                ? `All ${fitting.length} issues`
                : `${perStep} more of ${fitting.length}`}
            </button>
          )}
          {limit > atOnce && (
            <button type="button" className="button small plain result-more" onClick={() => setLimit(atOnce)}>
              Fewer
            </button>
          )}
        </div>
      )}
    </section>
  );
});

function Choice({
  words,
  count,
  severity,
  isChosen,
  onChoose,
}: {
  words: string;
  count: number;
  severity?: Severity;
  isChosen: boolean;
  onChoose: () => void;
}) {
  return (
    <label className="issues-choice chip" data-tone={severity && severityWords[severity].tone}>
      <input type="radio" name="issues-severity" checked={isChosen} onChange={onChoose} />
      {words} <span className="number">{count}</span>
    </label>
  );
}
