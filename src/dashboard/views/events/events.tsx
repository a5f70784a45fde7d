// Events: what happened, each as a sentence first.

import './events.css';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { type Shown, useShown } from '../../session/use-live-session.ts';
import { EventFilter } from './event-filter.tsx';
import { EventList } from './event-list.tsx';
import { everything, type Filter } from './filter.ts';
import { found, rowsOf } from './rows.ts';
import { Scrubber } from './scrubber.tsx';
import { useWindow } from './use-window.ts';

export function Events() {
  const { view, live, at, goTo } = useShown();
  const [filter, setFilter] = useState<Filter>(everything);
  const [search, setSearch] = useState('');
  const [atEnd, setAtEnd] = useState(true);
  const { events, hasEarlier, hasLater, source, askEarlier, askLater, toNewest } = useWindow(filter, atEnd);
  // Who chooses a place, or now, wants to see what is there.
  const [lookedAt, setLookedAt] = useState(source);
  if (lookedAt !== source) {
    setLookedAt(source);
    setAtEnd(true);
  }
  const wanted = useDeferredValue(search);
  const rows = useMemo(() => rowsOf(found(events, wanted), live.remarks), [events, wanted, live.remarks]);
  const agents = useAgents(view);
  const choose = useCallback((next: Filter) => {
    setFilter(next);
    setAtEnd(true);
  }, []);
  const searching = wanted.trim() !== '';

  return (
    <section className="events" aria-label="What happened">
      <div className="events-scrubber">
        <Scrubber />
      </div>
      <div className="events-tools">
        <input
          type="search"
          className="field events-search"
          placeholder="Find in what is listed"
          aria-label="Find in what is listed"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <EventFilter filter={filter} agents={agents} onChange={choose} />
      </div>
      {searching && (
        <p className="events-found row apart small soft" role="status">
          <span className="number">
            {rows.length} of {events.length} {events.length === 1 ? 'event' : 'events'} at hand
          </span>
          {hasEarlier && (
            <button type="button" className="button plain small" onClick={askEarlier}>
              Read earlier ones
            </button>
          )}
        </p>
      )}
      {rows.length === 0 ? (
        <p className="empty">
          {hasEarlier
            ? 'Looking through earlier events …'
            : searching || filter !== everything
              ? 'Nothing like that.'
              : 'Nothing happened yet.'}
        </p>
      ) : (
        <EventList
          key={`${listKey(filter)} ${wanted}`}
          rows={rows}
          hasEarlier={hasEarlier}
          hasLater={hasLater}
          firstSequence={view.session.firstRetainedSequence}
          at={source === 'now' ? null : at}
          atEnd={atEnd}
          onAtEnd={setAtEnd}
          onStart={askEarlier}
          onEnd={askLater}
          onNewest={toNewest}
          onShow={goTo}
        />
      )}
    </section>
  );
}

/** Another filter is another list, which begins at its end. */
const listKey = ({ types, agents }: Filter) => [...(types ?? []), '/', ...(agents ?? [])].join();

/** Everybody who is planned for or was seen at work, in the order of the plan. */
function useAgents({ session, substeps, brains }: Shown['view']): readonly string[] {
  const nodes = session.currentWorkflow?.visualization.nodes;
  const names = [
    ...new Set([
      ...(nodes ?? []).map(({ agentName }) => agentName),
      ...Object.keys(brains),
      ...Object.keys(substeps),
    ]),
  ];
  const key = JSON.stringify(names);
  return useMemo(() => JSON.parse(key) as string[], [key]);
}
