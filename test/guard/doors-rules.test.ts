// All doors × all rules: each rule refuses a real attack at every door where it says that it holds.

import { describe, expect, test } from 'vitest';
import { createLogger } from '../../src/base/logger.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { openAccess } from '../../src/guard/access.ts';
import { type Door, doors } from '../../src/guard/guard.ts';
import { createRules } from '../../src/guard/rules.ts';
import { type Knock, knock } from '../support/knock.ts';
import { startServer } from '../support/server.ts';
import { makeToken, secret } from '../support/tokens.ts';
import { createTurnedClock } from '../support/turned-clock.ts';
import { doorsAndRules } from './table.ts';

interface Attack {
  config?: Partial<Config>;
  /** Once for the server. */
  prepare?(server: Awaited<ReturnType<typeof startAttacked>>): Promise<void>;
  /** Lets in, so that the next knock is the attack; with what is otherwise. */
  before?: (door: Door) => Knock;
  knock(door: Door, now: number): Knock | Promise<Knock>;
  /** Sent on a socket that was let in. */
  messages?: number;
  refusal: string;
  /** It is let in, and ends later. */
  later?: true;
}

const unused = {
  authenticate: undefined,
  revocationsFile: null,
  clock: createTurnedClock(),
  logger: createLogger('silent'),
};
const operator = { sub: 'ann', tenant: 'acme', roles: ['admin'], jti: 'of-ann' };
const start = Date.parse('2026-01-01T00:00:00.000Z');
const token = await makeToken(operator, start);
const producer = await makeToken({ sub: 'p', roles: ['producer'] }, start);
const reader = await makeToken({ sub: 'r', roles: ['viewer'] }, start);
const tokenOf = (sub: string) => makeToken({ ...operator, sub }, start);
const elsewhere = (door: Door) => `127.0.0.${2 + doors.indexOf(door)}`;

async function startAttacked(config: Partial<Config> = {}) {
  const clock = createTurnedClock(start);
  const server = await startServer({ config: { authSecret: secret, ...config }, parts: { clock } });
  return { server, clock };
}

const attacks: Record<string, Attack> = {
  host: { knock: () => ({ token, headers: { host: 'evil.example' } }), refusal: 'HOST_REFUSED' },
  origin: {
    knock: () => ({ token, headers: { origin: 'https://evil.example' } }),
    refusal: 'ORIGIN_REFUSED',
  },
  preflight: {
    knock: () => ({ token, headers: { 'content-type': 'text/plain' } }),
    refusal: 'CROSS_SITE_REFUSED',
  },
  authentication: { knock: () => ({}), refusal: 'UNAUTHENTICATED' },
  revocation: {
    prepare: async ({ server }) =>
      server.services.revoke({ tokenId: 'of-ann', person: null, tenant: 'acme' }),
    knock: () => ({ token }),
    refusal: 'PERMISSION_REVOKED',
  },
  expiry: {
    knock: async (_door, now) => ({ token: await makeToken(operator, now) }),
    refusal: 'AUTH_EXPIRED',
    later: true,
  },
  roles: {
    knock: (door) => ({ token: door === 'ingest' ? reader : producer }),
    refusal: 'PERMISSION_DENIED',
  },
  'address rate': {
    config: { requestsPerMinute: 1 },
    before: () => ({}),
    knock: async (door) => ({ token: await tokenOf(door), from: elsewhere(door) }),
    refusal: 'RATE_LIMITED',
  },
  'person rate': {
    config: { requestsPerMinute: 1, ingestPerMinute: 1, messagesPerSecond: 1 },
    before: (door) => ({ from: elsewhere(door).replace('127.0.0', '127.0.1') }),
    knock: async (door) => ({ token: await tokenOf(door), from: elsewhere(door), query: '{ __typename }' }),
    messages: 12,
    refusal: 'RATE_LIMITED',
  },
  sockets: {
    config: { maxSocketsPerPerson: 1 },
    before: () => ({}),
    knock: async (door) => ({ token: await tokenOf(door), from: elsewhere(door) }),
    refusal: 'TOO_MANY_SOCKETS',
  },
  'sound input': {
    knock: (door) => ({
      token,
      ...(door === 'raw' ? { parameters: '?x=%00' } : { query: '{ session(id: "\\u0000") { id } }' }),
    }),
    refusal: 'INVALID_INPUT',
  },
  queries: {
    config: { introspection: 'operators' },
    knock: () => ({ token: reader, query: '{ __schema { queryType { name } } }' }),
    refusal: 'INTROSPECTION_OFF',
  },
};

/** To read what they say of themselves. */
const rules = createRules({ ...readConfig({}), ...openAccess({ ...readConfig({}), ...unused }) });

describe('each rule at each door where it holds', () => {
  for (const rule of rules.filter(({ name }) => name !== 'headers')) {
    test(`${rule.name} refuses`, async () => {
      const attack = attacks[rule.name];
      expect(attack, `no attack is known for the rule «${rule.name}»`).toBeDefined();
      const { config, prepare, before, messages, refusal, later } = attack!;
      const attacked = await startAttacked(config);
      await using server = attacked.server;
      await prepare?.(attacked);
      for (const door of doors) {
        if (rule.covers[door] !== true) continue;
        const how = await attack!.knock(door, attacked.clock.now());
        await using first = before && (await knock(server.url, door, { ...how, ...before(door) }));
        if (first !== undefined) expect([door, first.code]).toEqual([door, null]);
        await using told = await knock(server.url, door, how);
        if (later === true) attacked.clock.turn(3_700_000);
        const isFlooded = messages !== undefined && told.socket !== null;
        if (isFlooded) for (let n = 0; n < messages; n++) told.socket!.send('{"type":"ping"}');
        const code = later === true || isFlooded ? await told.ended : told.code;
        expect([door, code]).toEqual([door, refusal]);
      }
    });
  }

  test('headers are on every answer', async () => {
    const { server: opened } = await startAttacked();
    await using server = opened;
    const { covers } = rules.find(({ name }) => name === 'headers')!;
    for (const door of doors.filter((one) => covers[one] === true)) {
      await using told = await knock(server.url, door, { token });
      expect([door, told.code]).toEqual([door, null]);
      expect(told.headers, door).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'content-security-policy': expect.stringMatching(/default-src 'none'/),
      });
      expect(told.headers['x-powered-by'], door).toBeUndefined();
    }
  });
});

test('every door lets in whoever may: the refusals above are the attacks’', async () => {
  const { server: opened } = await startAttacked();
  await using server = opened;
  for (const door of doors) {
    await using told = await knock(server.url, door, { token });
    expect([door, told.code]).toEqual([door, null]);
  }
});

test('every rule says of every door that it holds or why not, and the page of security shows it', async () => {
  for (const { name, covers } of rules) {
    for (const door of doors)
      expect(covers[door] === true || (covers[door] ?? '').length > 5, `${name} ${door}`).toBe(true);
  }
  await expect(doorsAndRules(rules)).toMatchFileSnapshot('../../docs/doors-and-rules.md');
});

test('every rule has an attack, and every attack a rule', async () => {
  const names = rules.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => name !== 'headers').sort()).toEqual(Object.keys(attacks).sort());
});
