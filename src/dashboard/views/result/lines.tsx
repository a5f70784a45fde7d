// Lines: all lines of the estimate, of one trade or with certain words; only those in sight are drawn.

import './lines.css';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { LineTable } from './line-table.tsx';
import { isUnpriced, type Line, linesWith } from './search.ts';
import type { Trade } from './trades.tsx';
import { useLines } from './use-lines.ts';

export const Lines = memo(function Lines({
  workflowId,
  estimate,
  trade,
  onTrade,
  onSource,
}: {
  workflowId: string;
  estimate: { byTrade: readonly Trade[] };
  trade: string | null;
  onTrade: (trade: string | null) => void;
  onSource: (line: Line) => void;
}) {
  const { lines, total, hasMore, error, isStale, more, all } = useLines(workflowId, estimate, trade);
  const [text, setText] = useState('');
  const [onlyUnpriced, setOnlyUnpriced] = useState(false);
  const sought = useDeferredValue(text);
  const unpriced = useMemo(() => lines.filter(isUnpriced).length, [lines]);
  const isNarrowed = sought.trim() !== '' || onlyUnpriced;
  const fitting = useMemo(
    () => linesWith(lines, sought, onlyUnpriced && unpriced > 0),
    [lines, sought, onlyUnpriced, unpriced],
  );
  return (
    <section className="card stack tight lines" aria-labelledby="lines-head" aria-busy={isStale}>
      <h2 id="lines-head" tabIndex={-1}>
        Lines {total !== null && <span className="soft number">{total.toLocaleString('en')}</span>}
      </h2>
      <search className="lines-filters">
        <input
          type="search"
          className="field lines-search"
          placeholder="Search item, words, document"
          aria-label="Search the lines"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <select
          className="field lines-trade"
          aria-label="Trade"
          value={trade ?? ''}
          onChange={(event) => onTrade(event.target.value === '' ? null : event.target.value)}
        >
          <option value="">All trades</option>
          {estimate.byTrade.map((one) => (
            <option key={one.trade} value={one.trade}>
              {one.name} ({one.lineCount})
            </option>
          ))}
        </select>
        {unpriced > 0 && (
          <label className="lines-unpriced chip" data-tone="asks">
            <input
              type="checkbox"
              checked={onlyUnpriced}
              onChange={(event) => setOnlyUnpriced(event.target.checked)}
            />
            Without a price <span className="number">{unpriced}</span>
          </label>
        )}
      </search>
      <p className="small soft" role="status">
        {total !== null && isNarrowed
          ? `${fitting.length.toLocaleString('en')} of ${lines.length.toLocaleString('en')} lines fit`
          : ''}
      </p>
      {isNarrowed && hasMore && total !== null && (
        <p className="notice small row apart">
          Only the first {lines.length.toLocaleString('en')} of {total.toLocaleString('en')} lines are here so
          far.
          <button type="button" className="button small" onClick={() => void all()}>
            Search all of them
          </button>
        </p>
      )}
      {error !== null && (
        <p className="notice row apart" data-tone="bad" role="alert">
          {error}
          <button type="button" className="button small" onClick={() => void more()}>
            Try again
          </button>
        </p>
      )}
      {total === null && error === null && <p className="empty">One moment …</p>}
      {total !== null && fitting.length === 0 && (
        <p className="empty">{isNarrowed ? 'No line fits.' : 'There are no lines.'}</p>
      )}
      {fitting.length > 0 && (
        <LineTable lines={fitting} onSource={onSource} onEnd={isNarrowed ? null : more} />
      )}
    </section>
  );
});
