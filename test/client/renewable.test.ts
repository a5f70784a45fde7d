// Renewable: another token over the connection that is open.

import { createClient } from 'graphql-ws';
import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { renewable } from '../../src/client/index.ts';
import { startServer } from '../support/server.ts';
import { makeToken, secret } from '../support/tokens.ts';

test('a newer token is taken, that of somebody else is refused, and without a connection nothing is said', async () => {
  await using server = await startServer({ config: { authSecret: secret } });
  const ann = { sub: 'ann', roles: ['viewer'] };
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { token: await makeToken(ann) },
    retryAttempts: 0,
  });
  const renewing = renewable(client);
  expect(await renewing.renew(await makeToken(ann))).toBeNull();
  const connected = vi.fn();
  client.on('connected', connected);
  client.subscribe({ query: 'subscription { decisions { id } }' }, { next() {}, error() {}, complete() {} });
  await vi.waitFor(() => expect(connected).toHaveBeenCalled());

  const exp = Math.floor(Date.now() / 1000) + 7200;
  const newer = await makeToken({ ...ann, exp });
  const expiresAt = new Date(exp * 1000).toISOString();
  expect(await renewing.renew(newer)).toEqual({ renewed: true, expiresAt });
  const other = await renewing.renew(await makeToken({ ...ann, sub: 'bob' }));
  expect(other).toMatchObject({ renewed: false, code: 'UNAUTHENTICATED' });
  expect(connected).toHaveBeenCalledTimes(1);

  const pending = renewing.renew(newer);
  client.terminate();
  expect(await pending).toBeNull();
  await client.dispose();
});
