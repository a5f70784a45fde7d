// Main: a button that starts the sample workflow, then what happens, and what is asked.

import { useResults } from 'pip-stream/client/react';
import { StrictMode, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { graphql } from '../generated/gql.ts';
import { start } from '../operations.ts';
import { ask, subscribeTo } from './client.ts';
import { EventItem } from './event-item.tsx';
import { Question } from './question.tsx';

const follow = graphql(`
  subscription Follow($sessionId: ID!, $after: Cursor) {
    events(sessionId: $sessionId, after: $after) { ...EventItem }
  }
`);

function Session({ sessionId }: { sessionId: string }) {
  const subscribe = useMemo(() => subscribeTo(follow, { sessionId }), [sessionId]);
  const { results, error } = useResults(subscribe);
  const events = results.map((result) => result.events);
  const made = new Set(
    events.flatMap((event) => (event.__typename === 'UserDecisionMade' ? [event.decisionId] : [])),
  );
  return (
    <>
      {error !== null && <p role="alert">{JSON.stringify(error)}</p>}
      {events.map((event) =>
        event.__typename === 'UserDecisionNeeded' && !made.has(event.decisionId) ? (
          <Question key={event.decisionId} question={event} />
        ) : null,
      )}
      <ol>
        {events.map((event) => (
          <EventItem key={event.sequence} event={event} />
        ))}
      </ol>
    </>
  );
}

function App() {
  const [sessionId, setSessionId] = useState<string | null>(null);
  if (sessionId !== null) return <Session sessionId={sessionId} />;
  async function begin(): Promise<void> {
    const { startWorkflow } = await ask(start, { key: crypto.randomUUID() });
    if (startWorkflow.__typename !== 'WorkflowStarted') throw new Error(startWorkflow.message);
    setSessionId(startWorkflow.session.id);
  }
  return (
    <button type="button" onClick={begin}>
      Start the sample workflow
    </button>
  );
}

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
