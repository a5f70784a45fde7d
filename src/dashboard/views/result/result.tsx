// Result: the estimate with all its lines, what was found on the way, and what there is to take away.

import './result.css';
import { useCallback, useState } from 'react';
import { useSignedIn } from '../../api/access.ts';
import { addressWithTicket } from '../../api/tickets.ts';
import { ArtifactList } from '../../components/artifact-list.tsx';
import { dayOf, moneyOf } from '../../components/words.ts';
import { hasEnded } from '../../session/status.ts';
import { useShown } from '../../session/use-live-session.ts';
import { Assumptions } from './assumptions.tsx';
import { Issues } from './issues.tsx';
import { Lines } from './lines.tsx';
import { Markups } from './markups.tsx';
import { Missing } from './missing.tsx';
import { PriceLists } from './price-lists.tsx';
import { Recommendations } from './recommendations.tsx';
import type { Issue, Line } from './search.ts';
import { type Asked, SourcePanel } from './source-panel.tsx';
import { Totals } from './totals.tsx';
import { Trades } from './trades.tsx';
import { type Found, useEstimate } from './use-estimate.ts';
import { WhatIfNote } from './what-if-note.tsx';

export function Result() {
  const shown = useShown();
  const { session } = shown.view;
  const [state, again] = useEstimate(shown);
  const byTicket = useSignedIn() !== null;
  const workflow = session.currentWorkflow;
  const found = state.phase === 'known' ? state.found : null;
  const downloads = session.artifacts.length > 0 && (
    <section className="card stack tight" aria-labelledby="downloads-head">
      <h2 id="downloads-head">To take away</h2>
      <ArtifactList
        artifacts={session.artifacts}
        since={workflow?.startedAt ?? null}
        addressOf={byTicket ? addressWithTicket : null}
      />
    </section>
  );
  return (
    <div className="stack result">
      <p className="hidden-text" role="status">
        {found !== null && `The estimate is there: likely ${moneyOf(found.estimate.likely)}.`}
      </p>
      {state.phase === 'failed' && (
        <p className="notice row apart" data-tone="bad" role="alert">
          <span className="words">The estimate could not be asked for: {state.message}</span>
          <button type="button" className="button small" onClick={again}>
            Try again
          </button>
        </p>
      )}
      {workflow == null && <p className="empty">Nothing was started here yet.</p>}
      {workflow != null && state.phase === 'known' && (
        <>
          {found?.earlier != null && (
            <p className="notice words" data-result="earlier">
              {hasEnded(workflow.status)
                ? 'The newest run made no estimate of its own. '
                : 'A new run is at work; its estimate takes this place when it is there. '}
              This one is of {dayOf(found.earlier.startedAt)}: «{found.earlier.instructions}»
            </p>
          )}
          {found === null && <Missing sessionId={session.id} workflow={workflow} />}
          {found === null && <Recommendations />}
          {found !== null && <FoundEstimate key={found.workflowId} found={found} downloads={downloads} />}
        </>
      )}
      {found === null && downloads}
    </div>
  );
}

function FoundEstimate({
  found: { workflowId, estimate },
  downloads,
}: {
  found: Found;
  downloads: React.ReactNode;
}) {
  const [trade, setTrade] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  // A trade of an estimate that was replaced may be gone.
  const chosen = estimate.byTrade.some((one) => one.trade === trade) ? trade : null;
  const choose = useCallback((next: string | null) => {
    setTrade(next);
    const head = document.getElementById('lines-head');
    if (next === null) return;
    head?.scrollIntoView({ block: 'start' });
    head?.focus({ preventScroll: true });
  }, []);
  const ofLine = useCallback((line: Line) => setAsked({ kind: 'line', line }), []);
  const ofIssue = useCallback((issue: Issue) => setAsked({ kind: 'issue', issue }), []);
  const lineCount = estimate.byTrade.reduce((sum, one) => sum + one.lineCount, 0);
  const tradeName = (code: string) => estimate.byTrade.find((one) => one.trade === code)?.name ?? code;
  return (
    <>
      <WhatIfNote workflowId={workflowId} />
      <Totals estimate={estimate} />
      <nav className="result-jumps" aria-label="Parts of the result">
        <Jump to="issues-head" words="Issues" count={estimate.issues.length} />
        <Jump to="lines-head" words="Lines" count={lineCount} />
        {downloads !== false && <Jump to="downloads-head" words="Files to take away" />}
      </nav>
      <Trades estimate={estimate} chosen={chosen} onChoose={choose} />
      <div className="result-pair">
        <Markups estimate={estimate} />
        {downloads}
      </div>
      <Recommendations />
      <Issues issues={estimate.issues} onSource={ofIssue} />
      <PriceLists issues={estimate.issues} />
      {estimate.assumptions.length > 0 && <Assumptions assumptions={estimate.assumptions} />}
      <Lines
        workflowId={workflowId}
        estimate={estimate}
        trade={chosen}
        onTrade={setTrade}
        onSource={ofLine}
      />
      {asked !== null && (
        <SourcePanel
          asked={asked}
          issues={estimate.issues}
          tradeName={tradeName}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Jump({ to, words, count }: { to: string; words: string; count?: number }) {
  return (
    <a href={`#${to}`} className="button small">
      {words}
      {count !== undefined && <span className="soft number">{count.toLocaleString('en')}</span>}
    </a>
  );
}
