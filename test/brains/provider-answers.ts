// Provider answers: what providers send when something is wrong, and how their streams are written.

import { type FailureRow, key } from './brain-contract.ts';

/** A JSON body. */
export const json = (body: unknown) => [JSON.stringify(body)];

/** Server-sent events, each in a packet of its own. */
export const sse = (...events: [string | null, unknown][]) =>
  events.map(
    ([event, data]) => `${event === null ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`,
  );

/** Half a minute into the turned clock's year. */
const httpDate = 'Thu, 01 Jan 2026 00:00:30 GMT';

/** The same with every provider. */
export const shared: FailureRow[] = [
  { name: 'a 500', answer: { status: 500, parts: ['oops'] }, code: 'PROVIDER_FAILED' },
  {
    name: 'a 503 with a time',
    answer: { status: 503, headers: { 'retry-after': '12' }, parts: json({}) },
    code: 'PROVIDER_FAILED',
    retryAfterMs: 12_000,
  },
  {
    name: 'a 429 without a time',
    answer: { status: 429, parts: json({ error: { message: 'Too many requests' } }) },
    code: 'RATE_LIMITED',
  },
  {
    name: 'a 429 with a date',
    answer: { status: 429, headers: { 'retry-after': httpDate }, parts: json({}) },
    code: 'RATE_LIMITED',
    retryAfterMs: 30_000,
  },
  {
    name: 'a 429 with milliseconds',
    answer: { status: 429, headers: { 'retry-after-ms': '1500', 'retry-after': '2' }, parts: json({}) },
    code: 'RATE_LIMITED',
    retryAfterMs: 1500,
  },
  {
    name: 'a page instead of an answer',
    answer: { status: 502, headers: { 'content-type': 'text/html' }, parts: ['<html>Bad gateway</html>'] },
    code: 'PROVIDER_FAILED',
  },
  {
    name: 'a 400 of another kind',
    answer: {
      status: 400,
      parts: json({ error: { message: `Bad field at https://api.example/x?key=${key} for ${key}` } }),
    },
    code: 'REQUEST_REFUSED',
  },
];

/** In the words of OpenAI, which compatible servers use too. */
export const openaiFailures: FailureRow[] = [
  {
    name: 'an empty account',
    answer: {
      status: 429,
      parts: json({
        error: {
          message: 'You exceeded your current quota.',
          type: 'insufficient_quota',
          code: 'insufficient_quota',
        },
      }),
    },
    code: 'QUOTA_USED_UP',
  },
  {
    name: 'a wrong key',
    answer: {
      status: 401,
      parts: json({ error: { message: `Incorrect API key provided: ${key}.`, code: 'invalid_api_key' } }),
    },
    code: 'KEY_REFUSED',
  },
  {
    name: 'a question too long',
    answer: {
      status: 400,
      parts: json({
        error: {
          message: "This model's maximum context length is 8192 tokens.",
          code: 'context_length_exceeded',
        },
      }),
    },
    code: 'CONTEXT_OVERFLOW',
  },
  {
    name: 'an unknown model',
    answer: {
      status: 404,
      parts: json({
        error: {
          message: 'The model `gpt-9` does not exist or you do not have access to it.',
          code: 'model_not_found',
        },
      }),
    },
    code: 'MODEL_UNKNOWN',
  },
  {
    name: 'a refused question',
    answer: {
      status: 400,
      parts: json({
        error: {
          message: 'Invalid prompt: your prompt was flagged as potentially violating our usage policy.',
          code: 'invalid_prompt',
        },
      }),
    },
    code: 'ANSWER_REFUSED',
  },
];
