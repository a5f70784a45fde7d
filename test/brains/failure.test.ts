// Failure: whatever a provider says, it gets a name, and what is shown of it is safe.

import { APICallError } from 'ai';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brainFailures } from '../../src/brains/brain.ts';
import { failureOf } from '../../src/brains/failure.ts';
import { retryAfterOf } from '../../src/brains/retry-after.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const secret = 'my-own!secret';
const told = (error: unknown, begun = false) =>
  failureOf(error, { provider: 'acme', begun, now, secrets: [secret] });

function callError(
  status: number | undefined,
  body: string,
  headers: Record<string, string> = {},
): APICallError {
  let data: unknown;
  try {
    data = JSON.parse(body);
  } catch {
    data = undefined;
  }
  return new APICallError({
    message: body.slice(0, 100),
    url: `https://api.example/v1?key=${secret}`,
    requestBodyValues: {},
    responseBody: body,
    responseHeaders: headers,
    data,
    ...(status === undefined ? {} : { statusCode: status }),
  });
}

function network(code: string): APICallError {
  const cause = Object.assign(new Error(`connect ${code} 10.0.0.1:443`), { code });
  return new APICallError({
    message: `Cannot connect to API: ${cause.message}`,
    url: 'https://api.example',
    requestBodyValues: {},
    cause,
  });
}

test.each([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_SOCKET',
  'CERT_HAS_EXPIRED',
])('a connection that fails with %s is unreachable', (code) => {
  expect(told(network(code)).code).toBe('PROVIDER_UNREACHABLE');
});

test.each(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])(
  'a connection that fails with %s did not answer in time',
  (code) => {
    expect(told(network(code)).code).toBe('PROVIDER_TIMEOUT');
  },
);

test('a server error that speaks of limits is still the provider’s own', () => {
  expect(told(callError(500, 'rate_limit_exceeded insufficient_quota')).code).toBe('PROVIDER_FAILED');
});

test('a key, an address and a person are not repeated', () => {
  const message = `Bad field for ${secret} at https://api.example/x?key=abc, ask joe@acme.example; sk-abc***xyz`;
  const failure = told(callError(400, JSON.stringify({ error: { message } })));
  expect(failure.code).toBe('REQUEST_REFUSED');
  expect(failure.message).toContain('Bad field for [key] at [address]');
  expect(failure.message).not.toMatch(/secret|api\.example|joe|abc\*/);
});

test('every error gets a name of the table and a message that is short and safe', () => {
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc.string().map((message) =>
      JSON.stringify({
        error: { message: `${message} ${secret} https://x.example/${secret} ${'long '.repeat(200)}` },
      }),
    ),
  );
  const headers = fc.dictionary(fc.constantFrom('retry-after', 'retry-after-ms', 'x-other'), fc.string());
  const status = fc.option(fc.integer({ min: 100, max: 599 }), { nil: undefined });
  const error = fc.oneof(
    fc.tuple(status, body, headers).map((parts) => callError(...parts)),
    fc.string().map((message) => new Error(message)),
    fc.anything(),
  );
  fc.assert(
    fc.property(error, fc.boolean(), (one, begun) => {
      const { code, message, retryAfterMs } = told(one, begun);
      expect(Object.keys(brainFailures)).toContain(code);
      expect(message.length).toBeGreaterThan(0);
      expect(message.length).toBeLessThanOrEqual(300);
      expect(message).not.toContain(secret);
      expect(message).not.toContain('https://');
      if (retryAfterMs !== null) expect(retryAfterMs >= 0 && retryAfterMs <= 86_400_000).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

describe('how long to wait', () => {
  test.each([
    ['seconds', { 'retry-after': '7' }, '', 7000],
    ['parts of seconds', { 'retry-after': '0.5' }, '', 500],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:02:00 GMT' }, '', 120_000],
    ['a date that is past', { 'retry-after': 'Thu, 01 Jan 2015 00:02:00 GMT' }, '', 0],
    ['milliseconds, which are finer', { 'retry-after-ms': '1234', 'retry-after': '9' }, '', 1234],
    ['Google’s own', {}, '{"retryDelay": "37.5s"}'.toLowerCase(), 37_500],
    ['at most a day', { 'retry-after': '99999999' }, '', 86_400_000],
    ['nothing', {}, '', null],
    ['nonsense', { 'retry-after': '-5' }, '', null],
    ['words', { 'retry-after': 'soon' }, '', null],
  ])('is read from %s', (_what, headers, body, expected) => {
    expect(retryAfterOf(headers as Record<string, string>, body, now)).toBe(expected);
  });
});
