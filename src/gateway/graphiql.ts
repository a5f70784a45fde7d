// GraphiQL: what a browser sees at /graphql. The page is a file; the tabs it opens on are written into it.

import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { newId } from '../base/id.ts';
import { sessionIdForKey } from '../manager/commands.ts';
import { createFiles, type Pages, safetyOf } from './pages.ts';
import { sendFault } from './respond.ts';

/** Styles: the editor makes its own as it goes, for colours and sizes. Pictures: those in its stylesheet are data. */
const safety = safetyOf({
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'worker-src': "'self'",
});

const start = (key: string) => `# 1. Start the sample workflow.
#    The other tabs know its session. Started again with
#    this key it is the same one: change it for another.
mutation Start {
  startWorkflow(input: {
    sample: true
    instructions: "Full estimate for Indiana, exported as a workbook"
    idempotencyKey: "${key}"
  }) {
    __typename
    ... on WorkflowStarted {
      cursor
      session { id }
      workflow { id status }
    }
    ... on Fault { code message }
  }
}
`;

const watch = (sessionId: string) => `# 2. Watch it. It goes on while you look at other tabs,
#    and its questions can be answered in the list.
#    With $after a broken connection loses nothing.
subscription Watch($after: Cursor) {
  events(
    sessionId: "${sessionId}"
    after: $after
  ) {
    __typename
    ... on Event { sequence timestamp }
    ... on ManagerThinking {
      thinkingType analysis confidence
    }
    ... on WorkflowStateChange {
      changeType currentStage activeAgents
      workflowVisualization { completionPercentage }
    }
    ... on BrainAllocation {
      agentName modelSelected reasoning
    }
    ... on AgentSubstep {
      agentName substep progressPercentage
      substepDetails { operation }
    }
    ... on UserDecisionNeeded {
      decisionId prompt defaultOption
      options { value label effect }
    }
    ... on UserDecisionMade { decisionId outcome answer }
    ... on ErrorRecovery {
      errorMessage recoveryStrategy recoveryStatus
    }
    ... on CostIncurred {
      agentName model
      workflowTotal { amount currency }
    }
    ... on NotificationRaised { severity title body }
    ... on ChatMessage { role text }
    ... on ArtifactReady { artifact { name kind url } }
  }
}
`;

const open = `# 3. What people are asked, over all sessions.
query OpenDecisions {
  openDecisions {
    id sessionId type prompt
    options { value label effect }
    defaultOption canSkip expiresAt
  }
}
`;

const answer = `# 4. Answer one: take its id from the tab before.
#    In the list of the second tab it is one click.
mutation Answer {
  answerDecision(input: {
    decisionId: "decision_…"
    answer: { useDefault: true }
  }) {
    __typename
    ... on DecisionAnswered { decision { status outcome answer } }
    ... on Fault { code message }
  }
}
`;

const history = (sessionId: string) => `# 5. The result and the history.
#    Artifacts can be fetched at their url.
query Result {
  session(id: "${sessionId}") {
    title
    status
    artifacts { name kind byteSize url }
    currentWorkflow {
      estimate {
        class
        low { amount } likely { amount currency } high { amount }
        byTrade { name lineCount likely { amount } share }
        issues {
          severity code message
          source { documentName sheet page row }
        }
      }
    }
    events(last: 10) {
      edges {
        cursor
        node { __typename ... on Event { sequence timestamp } }
      }
    }
  }
}
`;

/**
 * Made anew for each page, so that everybody's tabs have a session of their own. Ids are written into the operations:
 * variables of prepared tabs do not reach GraphiQL's editor.
 */
function preparedTabs(): { query: string }[] {
  const key = newId('graphiql');
  const sessionId = sessionIdForKey(key);
  return [start(key), watch(sessionId), open, answer, history(sessionId)].map((query) => ({ query }));
}

/** A block of data, which is not executed; no `<` in it can end it. */
function withTabs(page: string): string {
  const json = JSON.stringify(preparedTabs()).replaceAll('<', '\\u003c');
  return page.replace('</head>', () => `<script type="application/json" id="tabs">${json}</script></head>`);
}

/** Of a folder that `npm run build` has filled. Only who asks for HTML gets the page: /graphql is the API. */
export function createGraphiql(folder: string): Pages {
  const file = join(folder, 'index.html');
  const page = existsSync(file) ? readFileSync(file, 'utf8') : null;
  const files = page === null ? null : createFiles(folder, safety);
  return (path, request, response) => {
    if (files !== null && path.startsWith('/graphiql/assets/')) {
      request.url = path.slice('/graphiql'.length);
      files(request, response);
      return true;
    }
    if (path !== '/graphql' || !asksForPage(request)) return false;
    if (page === null) {
      sendFault(response, 503, 'PAGE_NOT_BUILT', 'GraphiQL was not built: npm run build. The API is here.');
      return true;
    }
    const headers = { ...safety, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : withTabs(page));
    return true;
  };
}

function asksForPage({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/html') === true;
}
