// Fields: what can be asked for at the root, each with how it is confined; one that is added fails here until that is said.

import { expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';

/** `own`: what is of others is not there (tenancy.test.ts). `all`: the same for everybody. A role: needs it (confined.ts). */
const confined: Record<string, Record<string, 'own' | 'all' | 'answerer' | 'operator' | 'admin'>> = {
  Query: {
    agents: 'all',
    costs: 'own',
    learnedTrades: 'own',
    models: 'all',
    node: 'own',
    openDecisions: 'own',
    session: 'own',
    sessions: 'own',
    trades: 'all',
    viewer: 'own',
    workflow: 'own',
    workflowTemplates: 'own',
  },
  Mutation: {
    answerDecision: 'answerer',
    applyRecommendation: 'operator',
    cancelWorkflow: 'operator',
    deleteWorkflowTemplate: 'operator',
    dismissRecommendation: 'operator',
    forgetTrades: 'operator',
    forkWorkflow: 'operator',
    pauseWorkflow: 'operator',
    resumeWorkflow: 'operator',
    retryWorkflow: 'operator',
    revokeAccess: 'admin',
    saveWorkflowTemplate: 'operator',
    sendMessage: 'operator',
    startWorkflow: 'operator',
    teachTrade: 'operator',
    uploadDocument: 'operator',
  },
  Subscription: { decisions: 'own', events: 'own', feed: 'own' },
};

test('of every field at the root it is said who may use it', () => {
  const schema = createSchema();
  for (const [name, fields] of Object.entries(confined)) {
    const type = schema.getType(name);
    const known = type !== undefined && 'getFields' in type ? Object.keys(type.getFields()) : [];
    expect([name, known.sort()]).toEqual([name, Object.keys(fields).sort()]);
  }
});
