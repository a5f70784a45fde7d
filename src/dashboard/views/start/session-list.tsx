// Session list: all sessions, newest first, a page at a time.

import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useMay } from '../../api/may.ts';
import { dayOf } from '../../components/words.ts';
import { graphql } from '../../generated/gql.ts';
import type { SessionsQuery } from '../../generated/graphql.ts';
import { statusTone, statusWords } from '../../session/status.ts';

const sessions = graphql(`
  query Sessions($first: Int!, $after: String) {
    sessions(first: $first, after: $after) {
      edges { node { id title createdAt status documents { id } openDecisions { id } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

type Node = SessionsQuery['sessions']['edges'][number]['node'];
const perPage = 20;

export function SessionList() {
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return (
    <section className="stack tight" aria-labelledby="sessions-head">
      <h2 id="sessions-head">Sessions</h2>
      {pages.map((after, index) => (
        <SessionPage
          key={after}
          after={after}
          onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
        />
      ))}
    </section>
  );
}

function SessionPage({ after, onMore }: { after: string | null; onMore: ((after: string) => void) | null }) {
  const [{ data, error, fetching }, again] = useQuery({
    query: sessions,
    variables: { first: perPage, after },
  });
  const mayStart = useMay('startWorkflow');
  if (error !== undefined)
    return (
      <p className="notice row apart" data-tone="bad" role="alert">
        <span className="words">The sessions could not be asked for: {error.message}</span>
        <button
          type="button"
          className="button small"
          onClick={() => again({ requestPolicy: 'network-only' })}
        >
          Try again
        </button>
      </p>
    );
  if (data === undefined) return fetching ? <p className="soft">One moment …</p> : null;
  const { edges, pageInfo } = data.sessions;
  if (edges.length === 0 && after === null)
    return (
      <p className="soft">
        {mayStart ? 'None yet. Begin with the sample.' : 'None yet. What somebody starts will stand here.'}
      </p>
    );
  return (
    <>
      <ul className="stack tight">
        {edges.map(({ node }) => (
          <SessionRow key={node.id} session={node} />
        ))}
      </ul>
      {onMore !== null && pageInfo.hasNextPage && pageInfo.endCursor != null && (
        <button type="button" className="button small" onClick={() => onMore(pageInfo.endCursor!)}>
          Earlier sessions
        </button>
      )}
    </>
  );
}

function SessionRow({
  session: { id, title, createdAt, status, documents, openDecisions },
}: {
  session: Node;
}) {
  return (
    <li>
      <Link href={`/sessions/${encodeURIComponent(id)}`} className="card session-row">
        <span className="words">
          <strong>{title}</strong>
          <span className="small soft">
            {dayOf(createdAt)} · {documents.length} {documents.length === 1 ? 'document' : 'documents'}
          </span>
        </span>
        <span className="row">
          {openDecisions.length > 0 && (
            <span className="badge number">
              {openDecisions.length}
              <span className="hidden-text">
                {' '}
                open {openDecisions.length === 1 ? 'question' : 'questions'}
              </span>
            </span>
          )}
          <span className="chip" data-tone={statusTone[status]}>
            {statusWords[status]}
          </span>
        </span>
      </Link>
    </li>
  );
}
