// Operations: what the examples ask of the server. codegen.ts makes their types, in generated/.

import { graphql } from './generated/gql.ts';

/** With a key, so that it starts once, however often a broken connection makes a client send it. */
export const start = graphql(`
  mutation Start($key: String!) {
    startWorkflow(input: { sample: true, instructions: "Export a full estimate", idempotencyKey: $key }) {
      __typename
      ... on WorkflowStarted { cursor session { id } workflow { id } }
      ... on Fault { code message }
    }
  }
`);

/** A subscription that declares \`$after\` goes on where it was when its connection broke. */
export const watch = graphql(`
  subscription Watch($sessionId: ID!, $after: Cursor) {
    events(sessionId: $sessionId, after: $after) { ...EventLine }
  }
`);

export const answer = graphql(`
  mutation Answer($input: AnswerDecisionInput!) {
    answerDecision(input: $input) {
      __typename
      ... on Fault { code message }
    }
  }
`);

export const result = graphql(`
  query Result($id: ID!) {
    workflow(id: $id) { ...ResultLines }
  }
`);
