// GraphQL over HTTP: the specification's own audits against the real server. All pass, also those of what a server may do.

import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Server, startServer } from '../support/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch });

test.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id: $name', async ({ fn }) => {
  const result = await fn();
  expect(result.status, 'reason' in result ? result.reason : undefined).toBe('ok');
});

test('the audits are those of the whole specification', () => {
  const names = audits.map((audit) => audit.name);
  expect(names.filter((name) => name.startsWith('MUST')).length).toBeGreaterThanOrEqual(13);
  expect(names.filter((name) => name.startsWith('SHOULD')).length).toBeGreaterThanOrEqual(23);
});
