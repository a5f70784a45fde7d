// App: the frame around every view, and which view an address shows.

import './shell.css';
import { lazy, Suspense } from 'react';
import { Link, Route, Switch } from 'wouter';
import { useStore } from 'zustand';
import { access } from '../api/access.ts';
import { AccessBar } from '../views/access/access-bar.tsx';
import { Start } from '../views/start/start.tsx';
import { Broken } from './broken.tsx';
import { ConnectionState } from './connection-state.tsx';
import { InboxLink } from './inbox-link.tsx';
import { Nothing } from './nothing.tsx';
import { TopMenu } from './top-menu.tsx';

const SessionView = lazy(() => import('../views/session/session-view.tsx'));
const SignIn = lazy(() => import('../views/access/sign-in.tsx'));
const Inbox = lazy(() => import('../views/inbox/inbox.tsx'));
const LearnedTrades = lazy(() => import('../views/learned/learned.tsx'));

export function App() {
  const now = useStore(access);
  const isOut = now.state === 'barred' && now.viewer === null;
  return (
    <>
      <a className="skip-link" href="#content">
        To the content
      </a>
      <header className="top">
        <Link href="/" className="brand" aria-label="pip-stream, to the start">
          <span className="brand-mark" aria-hidden="true" />
          <span className="brand-name">pip-stream</span>
        </Link>
        <ConnectionState />
        <nav aria-label="Whole page" className="row top-links">
          {!isOut && <InboxLink />}
          <TopMenu />
        </nav>
      </header>
      <AccessBar />
      <main id="content" tabIndex={-1}>
        <Broken>
          <Suspense fallback={<OneMoment />}>
            {isOut ? <SignIn reason={now.reason} /> : now.state === 'asking' ? <OneMoment /> : <Views />}
          </Suspense>
        </Broken>
      </main>
    </>
  );
}

const OneMoment = () => <p className="empty">One moment …</p>;

function Views() {
  return (
    <Switch>
      <Route path="/">
        <Start />
      </Route>
      <Route path="/inbox">
        <Inbox />
      </Route>
      <Route path="/learned">
        <LearnedTrades />
      </Route>
      <Route path="/sessions/:id/:tab?">
        {({ id, tab }) => <SessionView key={id} sessionId={decodeURIComponent(id)} tab={tab ?? 'now'} />}
      </Route>
      <Route>
        <Nothing>There is nothing at this address.</Nothing>
      </Route>
    </Switch>
  );
}
