// Session view: one session, as tabs on a phone and side by side where there is room.

import './session-view.css';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { type Shown, ShownContext, useLiveSession } from '../../session/use-live-session.ts';
import { usePast } from '../../session/use-past.ts';
import { Broken } from '../../shell/broken.tsx';
import { Nothing } from '../../shell/nothing.tsx';
import { Asked } from '../asked/asked.tsx';
import { Events } from '../events/events.tsx';
import { PastBar, Scrubber } from '../events/scrubber.tsx';
import { Now } from '../now/now.tsx';
import { Result } from '../result/result.tsx';
import { SessionHead } from './session-head.tsx';

const tabs = [
  { path: 'now', words: 'Now' },
  { path: 'asked', words: 'Asked of you' },
  { path: 'events', words: 'What happened' },
  { path: 'result', words: 'Result' },
] as const;

export default function SessionView({ sessionId, tab }: { sessionId: string; tab: string }) {
  const live = useLiveSession(sessionId);
  const [at, goTo] = useState<number | null>(null);
  const past = usePast(sessionId, at);
  const shown = useMemo<Shown | null>(
    () =>
      live.phase !== 'open'
        ? null
        : {
            sessionId,
            live,
            view: past?.view ?? live.view,
            recent: past?.recent ?? live.recent,
            hasEarlier: past?.hasEarlier ?? live.hasEarlier,
            at,
            goTo,
          },
    [sessionId, live, past, at],
  );

  if (live.phase === 'asking') return <p className="empty">One moment …</p>;
  if (live.phase === 'failed')
    return (
      <p className="notice" data-tone="bad" role="alert">
        {live.message}
      </p>
    );
  if (shown === null) return <Nothing>There is no such session on this server.</Nothing>;
  const open = shown.view.session.decisions.filter(({ status }) => status === 'OPEN').length;
  return (
    <ShownContext value={shown}>
      <div className="session" data-tab={tab}>
        <SessionHead />
        <div className="session-time">
          <Scrubber />
        </div>
        {tab !== 'events' && (
          <div className="session-past">
            <PastBar />
          </div>
        )}
        <nav className="tabs" aria-label="This session">
          {tabs.map(({ path, words }) => (
            <Link
              key={path}
              href={`/sessions/${encodeURIComponent(sessionId)}/${path}`}
              className="tab"
              data-tab={path}
              aria-current={tab === path ? 'page' : undefined}
            >
              {words}
              {path === 'asked' && open > 0 && <span className="badge number">{open}</span>}
            </Link>
          ))}
        </nav>
        <div className="session-main">
          {tab !== 'asked' && <h2 className="hidden-text">{tabs.find(({ path }) => path === tab)?.words}</h2>}
          <Broken>
            {tab === 'events' ? (
              <Events />
            ) : tab === 'result' ? (
              <Result />
            ) : tab === 'asked' ? (
              <Asked />
            ) : (
              <Now />
            )}
          </Broken>
        </div>
        <aside className="session-side" aria-label="Asked of you">
          <Broken>{tab !== 'asked' && <Asked />}</Broken>
        </aside>
      </div>
    </ShownContext>
  );
}
