// The guide's components, each alone: they take what the API gives, as it comes.

import { readFileSync } from 'node:fs';
import { print } from 'graphql';
import { createElement, type FunctionComponent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { sessionAt } from '../../src/dashboard/session/documents.ts';
import { postEvents } from '../support/producer.ts';
import { startServer } from '../support/server.ts';

type Components = Record<string, FunctionComponent<Record<string, unknown>>>;
/** Not by name: they are of another world of types, the browser's. */
const folder = '../../src/dashboard/components';
const components: Components = await import(`${folder}/index.ts`);

const examples = JSON.parse(
  readFileSync(new URL('../fixtures/guide-examples.json', import.meta.url), 'utf8'),
) as object[];

/** As text: what a person reads. */
function textOf(name: string, props: Record<string, unknown>): string {
  const markup = renderToStaticMarkup(createElement(components[name]!, props));
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

test('each of the guide’s six examples is shown by its component, with nothing around it', async () => {
  await using server = await startServer();
  for (const example of examples) await postEvents(server.url, 'session_123', example);
  // biome-ignore lint/suspicious/noExplicitAny: the query says what comes
  const { data } = await server.post<any>(print(sessionAt), { id: 'session_123' });
  const { session } = data;
  const event = (name: string) =>
    session.newest.edges.find(({ node }: { node: { __typename: string } }) => node.__typename === name).node;

  const thought = textOf('ManagerThinking', { thought: event('ManagerThinking') });
  for (const words of ['Route planning', 'Analyzing user intent and optimal agent sequence', '85'])
    expect(thought).toContain(words);
  expect(thought.toLowerCase()).toContain('file types');

  const progress = textOf('AgentProgress', { step: event('AgentSubstep') });
  for (const words of ['File reader', '50', '1,500']) expect(progress).toContain(words);

  const question = textOf('DecisionCard', { decision: event('UserDecisionNeeded').decision });
  for (const words of ['Multiple files found. Please select which to analyze.', 'file1.pdf', 'file2.xlsx'])
    expect(question).toContain(words);

  const workflow = textOf('Workflow', { workflow: session.currentWorkflow });
  for (const words of ['75', 'Task Delegation', 'Trade mapper']) expect(workflow).toContain(words);

  const brain = textOf('BrainAllocation', { allocation: event('BrainAllocation') });
  for (const words of ['o3', 'Complex trade analysis requires advanced reasoning capabilities', '200,000'])
    expect(brain).toContain(words);

  const recovery = textOf('ErrorRecovery', { recovery: event('ErrorRecovery') });
  for (const words of ['API rate limit exceeded', 'Estimator']) expect(recovery).toContain(words);

  expect(textOf('Cost', { report: session.currentWorkflow.cost })).not.toBe('');
});
