// Workflow templates by the front door: to see, to save, to start from and to delete.

import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { startApp } from '../../src/app.ts';
import { createLogger } from '../../src/base/logger.ts';
import { readConfig } from '../../src/config.ts';
import { step } from '../support/fake-agents.ts';
import { postGraphQL, type Server, startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { bearer, makeToken, secret } from '../support/tokens.ts';

const list = `{ workflowTemplates { id name version ships steps { agentName after optional requiresApproval } } }`;
const save = `mutation ($name: String!, $steps: [WorkflowStepInput!]!) {
  saveWorkflowTemplate(name: $name, steps: $steps) {
    __typename ... on TemplateSaved { template { id name version ships } }
    ... on InvalidInput { message issues { path message } }
  }
}`;
const startIt = `mutation ($input: StartWorkflowInput!) { startWorkflow(input: $input) {
  __typename ... on WorkflowStarted { workflow { id } } ... on Fault { message } ... on InvalidInput { issues { path message } }
} }`;
const remove = `mutation ($id: ID!) { deleteWorkflowTemplate(id: $id) { __typename ... on Fault { code message } } }`;

// biome-ignore lint/suspicious/noExplicitAny: each query has data of its own
const ask = async (server: Pick<Server, 'post'>, query: string, variables: object = {}): Promise<any> =>
  (await server.post<never>(query, variables)).data;
const names = async (server: Server) =>
  (await ask(server, list)).workflowTemplates.map(({ name }: { name: string }) => name);
const saved = async (server: Server, name: string, steps: object[] = [{ agentName: 'file_reader' }]) =>
  (await ask(server, save, { name, steps })).saveWorkflowTemplate;
const start = async (server: Server, input: object) =>
  (await ask(server, startIt, { input: { sample: true, instructions: 'Have a look', ...input } }))
    .startWorkflow;

/** Those that a workflow was planned with, once it has a plan. */
async function planned(server: Server, id: string): Promise<string[]> {
  const query = `{ workflow(id: "${id}") { visualization { nodes { agentName } } } }`;
  const look = async () =>
    (await ask(server, query)).workflow.visualization.nodes.map(
      ({ agentName }: { agentName: string }) => agentName,
    );
  await expect.poll(look).not.toEqual([]);
  return look();
}

test('three templates ship, each can be started from, and none can be deleted or taken over', async () => {
  await using server = await startServer({ roster });
  const shipped = (await ask(server, list)).workflowTemplates;
  expect(shipped.map((one: { name: string; ships: boolean }) => [one.name, one.ships])).toEqual([
    ['Full estimate', true],
    ['Quantities only', true],
    ['Scope review', true],
  ]);
  for (const { id, steps } of shipped) {
    const { workflow } = await start(server, { templateId: id });
    expect(await planned(server, workflow.id)).toEqual(
      steps.map(({ agentName }: { agentName: string }) => agentName),
    );
    expect((await ask(server, remove, { id })).deleteWorkflowTemplate).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('ships'),
    });
  }
  expect(await saved(server, ' full  ESTIMATE ')).toMatchObject({ __typename: 'InvalidInput' });
  expect((await ask(server, list)).workflowTemplates).toEqual(shipped);
});

test('only those ship whose agents are there', async () => {
  await using server = await startServer({ roster: roster.filter(({ name }) => name !== 'scope_analyzer') });
  expect(await names(server)).toEqual(['Quantities only']);
});

test('saved again it is a new version under the same id; a start takes the steps as they stand then', async () => {
  await using server = await startServer();
  const first = await saved(server, 'My check', [{ agentName: 'file_reader' }]);
  expect(first.template).toMatchObject({ name: 'My check', version: 1, ships: false });
  const templateId = first.template.id;
  const before = await start(server, { templateId, idempotencyKey: 'k' });
  expect(await planned(server, before.workflow.id)).toEqual(['file_reader']);

  const steps = [{ agentName: 'trade_mapper', requiresApproval: true }, { agentName: 'file_reader' }];
  expect((await saved(server, 'my check', steps)).template).toMatchObject({ id: templateId, version: 2 });
  const after = await start(server, { templateId });
  expect(await planned(server, after.workflow.id)).toEqual(['file_reader', 'trade_mapper']);
  const node = await ask(
    server,
    `{ node(id: "${templateId}") { ... on WorkflowTemplate { steps { agentName requiresApproval } } } }`,
  );
  expect(node.node.steps).toEqual([
    { agentName: 'trade_mapper', requiresApproval: true },
    { agentName: 'file_reader', requiresApproval: false },
  ]);

  expect((await ask(server, remove, { id: templateId })).deleteWorkflowTemplate.__typename).toBe(
    'TemplateDeleted',
  );
  expect(await start(server, { templateId })).toMatchObject({ __typename: 'NotFound' });
  // The same start again is the one of before, whatever became of the template.
  const again = await start(server, { templateId, idempotencyKey: 'k' });
  expect(again.workflow.id).toBe(before.workflow.id);
});

test('what cannot be is refused by name, and nothing is kept or started', async () => {
  await using server = await startServer();
  const before = await names(server);
  const refusals: [string, object[], string[]][] = [
    ['  ', [{ agentName: 'file_reader' }], ['name']],
    ['x'.repeat(81), [{ agentName: 'file_reader' }], ['name']],
    ['No step', [], ['steps']],
    ['Cook', [{ agentName: 'cook' }], ['steps', '0', 'agentName']],
    [
      'Circle',
      [{ agentName: 'file_reader', after: ['exporter'] }, { agentName: 'exporter' }],
      ['steps', '0', 'after'],
    ],
  ];
  for (const [name, steps, path] of refusals)
    expect(await saved(server, name, steps)).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path }],
    });
  expect(await names(server)).toEqual(before);

  expect((await saved(server, 'y'.repeat(80))).__typename).toBe('TemplateSaved');
  expect(await start(server, { templateId: 'template_none' })).toMatchObject({ __typename: 'NotFound' });
  const both = { templateId: 'template_scope_review', steps: [{ agentName: 'file_reader' }] };
  expect(await start(server, both)).toMatchObject({
    __typename: 'InvalidInput',
    issues: [{ path: ['templateId'] }],
  });
  expect((await ask(server, '{ sessions { edges { node { id } } } }')).sessions.edges).toEqual([]);
});

test('two hundred may be kept, and one more is refused', async () => {
  await using server = await startServer();
  for (let one = 0; one < 200; one++)
    server.services.templates.save(`Template ${one}`, [step('file_reader')]);
  expect(await saved(server, 'One more')).toMatchObject({
    __typename: 'InvalidInput',
    message: expect.stringContaining('200'),
  });
});

test('a template is there after a restart, and is refused by name once its agents are gone', async () => {
  using folder = tempFolder();
  const open = (agents: typeof roster) =>
    startApp(
      {
        ...readConfig({ DURABILITY: 'normal', LOG_LEVEL: 'silent', SHUTDOWN_SECONDS: '1' }),
        port: 0,
        dataDir: folder.path,
      },
      { roster: agents, logger: createLogger('silent') },
    );
  const at = (url: string) => ({ post: <T>(query: string, given = {}) => postGraphQL<T>(url, query, given) });
  let templateId = '';
  {
    await using app = await open(roster);
    const { template } = await saved(at(app.url) as Server, 'Scope', [{ agentName: 'scope_analyzer' }]);
    templateId = template.id;
  }
  await using app = await open(roster.filter(({ name }) => name !== 'scope_analyzer'));
  expect(await start(at(app.url) as Server, { templateId })).toMatchObject({
    __typename: 'InvalidInput',
    issues: [{ path: ['templateId'], message: expect.stringContaining('scope_analyzer') }],
  });
});

test('what one tenant saved is not there for another; who only reads cannot save or delete', async () => {
  await using server = await startServer({ config: { authSecret: secret } });
  const tokens = {
    ann: await makeToken({ sub: 'ann', tenant: 'acme', roles: ['operator'] }),
    amy: await makeToken({ sub: 'amy', tenant: 'acme', roles: ['viewer'] }),
    eve: await makeToken({ sub: 'ann', tenant: 'evil', roles: ['admin'] }),
  };
  const as = (who: keyof typeof tokens) => ({
    async post<T>(query: string, variables: object = {}) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer(tokens[who]) },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data: T; errors?: { extensions: { code: string } }[] };
    },
  });
  const [ann, amy, eve] = [as('ann'), as('amy'), as('eve')] as unknown as [Server, Server, Server];
  const { template } = await saved(ann, 'Ours');
  expect(await names(amy)).toContain('Ours');
  expect(await names(eve)).not.toContain('Ours');
  const { id } = template;
  expect((await ask(eve, `{ node(id: "${id}") { id } }`)).node).toBeNull();
  expect(await start(eve, { templateId: id })).toEqual({
    ...(await start(eve, { templateId: 'template_none' })),
    message: `There is no template «${id}».`,
  });
  expect((await ask(eve, remove, { id })).deleteWorkflowTemplate.__typename).toBe('NotFound');
  for (const [query, variables] of [
    [save, { name: 'Mine', steps: [{ agentName: 'file_reader' }] }],
    [remove, { id }],
  ] as const) {
    const { errors } = await amy.post(query, variables);
    expect(errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED');
  }
  expect(await names(ann)).toContain('Ours');
  expect((await start(ann, { templateId: id })).__typename).toBe('WorkflowStarted');
});
