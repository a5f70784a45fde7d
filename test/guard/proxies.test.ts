// Behind proxies: whose address counts, and that nobody makes one up.

import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { createLogger } from '../../src/base/logger.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createClientAddress } from '../../src/guard/client-address.ts';
import { doors, sockets } from '../../src/guard/guard.ts';
import { createRate } from '../../src/guard/rate.ts';
import { type Knock, knock } from '../support/knock.ts';
import { startServer } from '../support/server.ts';
import { makeToken, secret } from '../support/tokens.ts';

const counted = doors.filter((door) => door !== 'health');
const behind = { authSecret: secret, trustedProxies: ['127.0.0.1'] } satisfies Partial<Config>;

let people = 0;

/** Somebody else each time, so that it is the address that is counted. */
async function from(said: string, more: Record<string, string> = {}): Promise<Knock> {
  const roles = ['viewer', 'operator', 'producer'];
  const token = await makeToken({ sub: `person ${++people}`, tenant: 'acme', roles });
  return { token, headers: { 'x-forwarded-for': said, ...more } };
}

async function codeAt(url: string, door: (typeof doors)[number], how: Knock): Promise<string | null> {
  await using knocked = await knock(url, door, how);
  return knocked.code;
}

describe('at each door', () => {
  test('clients behind a trusted proxy are counted each by themselves, whatever they put in front', async () => {
    await using server = await startServer({ config: { ...behind, requestsPerMinute: 2 } });
    for (const [at, door] of counted.entries()) {
      const own = `203.0.113.${at}`;
      expect([door, await codeAt(server.url, door, await from(own))]).toEqual([door, null]);
      expect([door, await codeAt(server.url, door, await from(`198.51.100.1, ${own}`))]).toEqual([
        door,
        null,
      ]);
      const third = await codeAt(server.url, door, await from(`198.51.100.2, 127.0.0.1, ${own}`));
      expect([door, third]).toEqual([door, 'RATE_LIMITED']);
    }
  });

  test('of a peer that is not trusted the header is ignored', async () => {
    for (const trustedProxies of [[], ['10.0.0.0/8']]) {
      const config = { authSecret: secret, trustedProxies, requestsPerMinute: counted.length };
      await using server = await startServer({ config });
      for (const door of counted)
        expect([door, await codeAt(server.url, door, await from(`203.0.113.${people}`))]).toEqual([
          door,
          null,
        ]);
      for (const door of counted)
        expect([door, await codeAt(server.url, door, await from(`203.0.113.${people}`))]).toEqual([
          door,
          'RATE_LIMITED',
        ]);
    }
  });
});

test('what a trusted proxy says that is no address counts as the proxy', async () => {
  await using server = await startServer({ config: { ...behind, requestsPerMinute: 6 } });
  for (const said of ['unknown', 'made up', '_hidden', '1', '0x7f.1', '203.0.113.9, x'])
    expect(await codeAt(server.url, 'metrics', await from(said))).toBe(null);
  expect(await codeAt(server.url, 'metrics', await from('something else'))).toBe('RATE_LIMITED');
});

test('sockets are counted by the client’s address, and their refusal is logged with it', async () => {
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  await using server = await startServer({
    config: { ...behind, maxSocketsPerPerson: 1 },
    parts: { logger },
  });
  for (const door of sockets) {
    const own = `2001:db8:${door.length}::`;
    await using first = await knock(server.url, door, await from(`${own}1`));
    expect(first.code).toBe(null);
    // The same network.
    expect(await codeAt(server.url, door, await from(`${own}2`))).toBe('TOO_MANY_SOCKETS');
    expect(await codeAt(server.url, door, await from('2001:db8:ffff::1'))).toBe(null);
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ msg: 'refused', rule: 'sockets', door, address: `${own}2` }),
    );
  }
});

test('names and origins are those of Host and Origin: other headers of proxies say nothing', async () => {
  await using server = await startServer({ config: { ...behind, allowedHosts: ['est.example'] } });
  const ask = async (headers: Record<string, string>) =>
    codeAt(server.url, 'graphql', await from('203.0.113.1', headers));
  // A proxy that hands the browser's Host on: its own pages are the server's.
  expect(await ask({ host: 'est.example', origin: 'https://est.example' })).toBe(null);
  expect(await ask({ host: 'est.example:8443', origin: 'https://est.example:8443' })).toBe(null);
  // One that hands it on without the port, or puts its own there.
  expect(await ask({ host: 'est.example', origin: 'https://est.example:8443' })).toBe('ORIGIN_REFUSED');
  expect(await ask({ origin: 'https://est.example' })).toBe('ORIGIN_REFUSED');
  const told = { 'x-forwarded-host': 'est.example', 'x-forwarded-proto': 'https' };
  expect(await ask({ ...told, origin: 'https://est.example' })).toBe('ORIGIN_REFUSED');
  expect(await ask({ ...told, host: 'evil.example' })).toBe('HOST_REFUSED');
  expect(await ask({ ...told, forwarded: 'host=evil.example', origin: 'https://evil.example' })).toBe(
    'ORIGIN_REFUSED',
  );
});

test('a server that is reached through proxies does not start without authentication', async () => {
  const config = { ...readConfig({ LOG_LEVEL: 'silent', TRUSTED_PROXIES: '127.0.0.1' }), port: 0 };
  await expect(startApp(config)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test.each(['everybody', '10.0.0.0/33', '10.0.0', '0.0.0.0/0', '::/0', '127.0.0.1;10.0.0.1'])(
  'TRUSTED_PROXIES=%s is refused by name',
  (text) => {
    expect(() => readConfig({ TRUSTED_PROXIES: text })).toThrow('TRUSTED_PROXIES');
  },
);

describe('the address', () => {
  const trusted = ['127.0.0.1', '10.0.0.0/8', '2001:db8:1::/48', '::1'];
  const addressOf = (remoteAddress: string | undefined, said?: string) =>
    createClientAddress(trusted)({
      socket: { remoteAddress },
      headers: said === undefined ? {} : { 'x-forwarded-for': said },
    } as never as IncomingMessage);

  test.each([
    ['203.0.113.5', '1.2.3.4', '203.0.113.5'],
    ['127.0.0.1', undefined, '127.0.0.1'],
    ['127.0.0.1', '', '127.0.0.1'],
    ['127.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['::ffff:127.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['::1', '203.0.113.5:4711', '203.0.113.5'],
    ['2001:db8:1::9', '[2001:db8:2::0:1]:443', '2001:db8:2::1'],
    ['127.0.0.1', '::ffff:203.0.113.5', '203.0.113.5'],
    ['127.0.0.1', 'spoofed, 9.9.9.9, 203.0.113.5, 10.1.1.1,10.2.2.2', '203.0.113.5'],
    ['127.0.0.1', '10.3.3.3, 10.1.1.1', '10.3.3.3'],
    ['127.0.0.1', '9.9.9.9, junk, 10.1.1.1', '10.1.1.1'],
    ['127.0.0.1', '9.9.9.9,', '127.0.0.1'],
    [undefined, '9.9.9.9', ''],
  ])('of %s with «%s» is %s', (peer, said, address) => {
    expect(addressOf(peer, said)).toBe(address);
  });

  test('is, whatever clients and proxies write, the last part that a trusted proxy wrote', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom('10.1.1.1', '', ' '),
    );
    fc.assert(
      fc.property(fc.array(part), fc.ipV4(), (parts, client) => {
        fc.pre(!/^(10|127)\./.test(client));
        expect(addressOf('10.0.0.1', [...parts, client].join(', '))).toBe(client);
        const any = addressOf('10.0.0.1', parts.join(', '));
        expect(createClientAddress([])({ socket: { remoteAddress: any } } as never)).toBe(any);
      }),
    );
  });
});

test('of more addresses than are counted the first are forgotten, and the latest are not', async () => {
  const rate = createRate(1, 60, 100);
  for (let n = 0; n < 1000; n++) await rate.take(`10.0.${n >> 8}.${n & 255}`);
  await expect(rate.take('10.0.3.231')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await expect(rate.take('10.0.3.150')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await rate.take('10.0.0.0');
});
