// Starting with web addresses: documents come from them as if they were uploaded, all or nothing.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Server, startServer } from '../../support/server.ts';

const start = `mutation ($input: StartWorkflowInput!) {
  startWorkflow(input: $input) {
    __typename
    ... on WorkflowStarted { session { id documents { name kind byteSize } } workflow { id } }
    ... on InvalidInput { code message issues { path message } }
    ... on Fault { code message }
  }
}`;
const bill = 'item,description,quantity,unit\n1,Brick wall,3,m2\n2,Timber door,2,each\n';

let asked: string[] = [];
const web = createServer((request, response) => {
  asked.push(request.url ?? '');
  if (request.url === '/missing.csv') response.writeHead(404).end();
  else if (request.url === '/empty.csv') response.end();
  else response.end(bill);
});
let address = '';
let server: Server;
beforeAll(async () => {
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const { port } = web.address() as AddressInfo;
  address = `http://127.0.0.1:${port}`;
  server = await startServer({ config: { fetchAllowedHosts: [`127.0.0.1:${port}`] } });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  web.closeAllConnections();
  web.close();
});

interface Outcome {
  startWorkflow: {
    __typename: string;
    code?: string;
    issues?: { path: string[]; message: string }[];
    session: { id: string; documents: { name: string; kind: string; byteSize: number }[] };
    workflow: { id: string };
  };
}

async function startWith(urls: string[], more: object = {}): Promise<Outcome['startWorkflow']> {
  const input = { instructions: 'Full estimate', urls, ...more };
  const { data, errors } = await server.post<Outcome>(start, { input });
  if (data == null) throw new Error(JSON.stringify(errors));
  return data.startWorkflow;
}

const countSessions = async () =>
  (await server.services.log.sessions({ first: 100, after: null, status: null })).heads.length;

test('a new session is made with what is at the addresses, and works on it', async () => {
  const started = await startWith([`${address}/a/bill.csv`, `${address}/doors.csv?x=1`]);
  expect(started.__typename).toBe('WorkflowStarted');
  expect(started.session.documents).toEqual([
    { name: 'bill.csv', kind: 'csv', byteSize: bill.length },
    { name: 'doors.csv', kind: 'csv', byteSize: bill.length },
  ]);
  const session = await server.services.sessions.get(started.session.id);
  expect(session.workflows[0]?.request?.documents).toHaveLength(2);
});

test('when one fails nothing is started and no session is left; each that failed is named by its place', async () => {
  const before = await countSessions();
  const refused = await startWith([
    `${address}/bill.csv`,
    'http://169.254.169.254/latest/meta-data/',
    `${address}/missing.csv`,
  ]);
  expect(refused).toMatchObject({ __typename: 'InvalidInput', code: 'ADDRESS_REFUSED' });
  expect(refused.issues?.map(({ path }) => path)).toEqual([
    ['urls', '1'],
    ['urls', '2'],
  ]);
  expect(await countSessions()).toBe(before);
});

test('the same idempotency key fetches once and tells the same', async () => {
  asked = [];
  const first = await startWith([`${address}/once.csv`], { idempotencyKey: 'one' });
  const second = await startWith([`${address}/once.csv`], { idempotencyKey: 'one' });
  expect(second.workflow.id).toBe(first.workflow.id);
  expect(asked).toEqual(['/once.csv']);
});

test('more addresses than are taken at once leave no session behind', async () => {
  const before = await countSessions();
  const many = Array.from({ length: 21 }, (_, n) => `${address}/${n}.csv`);
  expect(await startWith(many)).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: ['urls'] }] });
  expect(await countSessions()).toBe(before);
});

test('more addresses than a session may have documents are refused before anything is fetched', async () => {
  await using small = await startServer({ config: { maxDocumentsPerSession: 1 } });
  const input = { instructions: 'Full estimate', urls: [`${address}/a.csv`, `${address}/b.csv`] };
  asked = [];
  const { data } = await small.post<Outcome>(start, { input });
  expect(data?.startWorkflow).toMatchObject({ code: 'TOO_MANY_DOCUMENTS', issues: [{ path: ['urls'] }] });
  expect(asked).toEqual([]);
});

test('a session that nobody knows is not fetched for', async () => {
  asked = [];
  expect(await startWith([`${address}/bill.csv`], { sessionId: 'nobody' })).toMatchObject({
    __typename: 'NotFound',
  });
  expect(asked).toEqual([]);
});
