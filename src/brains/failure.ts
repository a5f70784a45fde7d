// Failure: what a provider's error means, by its status, its code and its words.
//
//   F1. Every error gets one of the codes of brainFailures; none is thrown on.
//   F2. A message has at most 300 characters and neither a key nor an address.

import { type AISDKError, APICallError } from 'ai';
import type { BrainFailure } from './brain.ts';
import { redact } from './redact.ts';
import { retryAfterOf } from './retry-after.ts';

export interface Failure {
  code: BrainFailure;
  message: string;
  retryAfterMs: number | null;
}

interface Facts {
  status: number | null;
  /** All codes and words of the error, in small letters. */
  words: string;
  /** The provider's own sentence. */
  sentence: string;
  headers: Record<string, string>;
}

/** What the words of a provider mean, whatever the status; the first that fits. */
const byWords: [BrainFailure, RegExp][] = [
  [
    'KEY_REFUSED',
    /api_key_invalid|invalid_api_key|api key not valid|authentication_error|permission_denied|unauthenticated/,
  ],
  [
    'QUOTA_USED_UP',
    /insufficient_quota|credit balance|billing_(?:hard_limit|not_active|error)|exceeded your current quota(?!.*per ?minute)|perday|insufficient (?:credits|funds|balance)/,
  ],
  [
    'CONTEXT_OVERFLOW',
    /context_length_exceeded|prompt is too long|maximum context length|context (?:length|window|size)|input token count.{0,40}exceeds|request_too_large|too many (?:input )?tokens/,
  ],
  [
    'ANSWER_REFUSED',
    /content_policy|content_filter|responsibleai|flagged as potentially|moderation|prohibited_content|blocked.{0,30}safety/,
  ],
  [
    'MODEL_UNKNOWN',
    /model_not_found|(?:model|models\/).{0,120}(?:not found|does not exist|not a valid model|is not supported for)|not_found_error.{0,20}model/,
  ],
  ['RATE_LIMITED', /rate_limit|too many requests|resource_exhausted|rate limit/],
  [
    'PROVIDER_FAILED',
    /overloaded|server_error|internal_error|api_error|unavailable|internal error|server had an error/,
  ],
];

/** Only with these are the words looked at: a 5xx is the provider's own, whatever it says. */
const worded = (status: number | null) => status === null || (status >= 400 && status < 500);

const unreachable =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|CERT_|SELF_SIGNED|UND_ERR_SOCKET|UND_ERR_CONNECT/;
const slow = /ETIMEDOUT|UND_ERR_(?:HEADERS|BODY|CONNECT)_TIMEOUT|TimeoutError/;

export interface Circumstances {
  provider: string;
  /** Words of the answer had arrived. */
  begun: boolean;
  /** Milliseconds since 1970. */
  now: number;
  /** What must not be shown, whoever repeats it. */
  secrets: readonly string[];
}

export function failureOf(error: unknown, { provider, begun, now, secrets }: Circumstances): Failure {
  const facts = factsOf(error);
  const code = codeOf(error, facts, begun);
  const retryAfterMs = ['RATE_LIMITED', 'PROVIDER_FAILED'].includes(code)
    ? retryAfterOf(facts.headers, facts.words, now)
    : null;
  return { code, message: messageOf(code, provider, facts, secrets), retryAfterMs };
}

function codeOf(error: unknown, { status, words }: Facts, begun: boolean): BrainFailure {
  const chain = namesOf(error);
  if (status === null || status < 400) {
    if (slow.test(chain)) return 'PROVIDER_TIMEOUT';
    if (begun || /\bterminated\b/.test(chain))
      return (
        byWordsOf(words, ['PROVIDER_FAILED', 'RATE_LIMITED', 'QUOTA_USED_UP', 'ANSWER_REFUSED']) ??
        'ANSWER_CUT_OFF'
      );
    if (unreachable.test(chain) || /cannot connect|fetch failed/i.test(chain)) return 'PROVIDER_UNREACHABLE';
    if (/JSONParse|TypeValidation|EmptyResponse|InvalidResponse|NoOutput|NoContent/.test(chain)) {
      return byWordsOf(words, ['PROVIDER_FAILED', 'RATE_LIMITED', 'QUOTA_USED_UP']) ?? 'ANSWER_CUT_OFF';
    }
    return byWordsOf(words) ?? 'PROVIDER_FAILED';
  }
  if (status === 408) return 'PROVIDER_TIMEOUT';
  if (status >= 500) return 'PROVIDER_FAILED';
  const meant = worded(status) ? byWordsOf(words) : null;
  if (status === 429) return meant === 'QUOTA_USED_UP' ? meant : 'RATE_LIMITED';
  if (status === 402) return 'QUOTA_USED_UP';
  if (status === 401 || status === 403) {
    return meant !== null && ['MODEL_UNKNOWN', 'ANSWER_REFUSED', 'QUOTA_USED_UP'].includes(meant)
      ? meant
      : 'KEY_REFUSED';
  }
  if (status === 404) return 'MODEL_UNKNOWN';
  if (status === 413) return 'CONTEXT_OVERFLOW';
  if (meant !== null && meant !== 'PROVIDER_FAILED') return meant;
  return 'REQUEST_REFUSED';
}

function byWordsOf(words: string, among?: BrainFailure[]): BrainFailure | null {
  for (const [code, pattern] of byWords) {
    if ((among === undefined || among.includes(code)) && pattern.test(words)) return code;
  }
  return null;
}

function factsOf(error: unknown): Facts {
  const call = callOf(error);
  const body = call?.responseBody ?? '';
  const told = call === null ? plainText(error) : `${body} ${call.message}`;
  return {
    status: call?.statusCode ?? null,
    words: told.slice(0, 4000).toLowerCase(),
    sentence: sentenceOf(call, error),
    headers: call?.responseHeaders ?? {},
  };
}

function callOf(error: unknown): APICallError | null {
  let one = error;
  for (let depth = 0; depth < 5 && one instanceof Error; depth += 1) {
    if (APICallError.isInstance(one)) return one;
    one = (one as AISDKError).cause;
  }
  return null;
}

/** Errors inside a stream are plain objects of the provider's own. */
function plainText(error: unknown): string {
  if (typeof error === 'string') return error;
  if (error instanceof Error) return `${error.name} ${error.message}`;
  try {
    return JSON.stringify(error) ?? '';
  } catch {
    return '';
  }
}

/** Names, codes and words of an error and of what caused it. */
function namesOf(error: unknown): string {
  const names: string[] = [];
  let one = error;
  for (let depth = 0; depth < 5 && one instanceof Error; depth += 1) {
    names.push(one.name, String((one as NodeJS.ErrnoException).code ?? ''), one.message.slice(0, 300));
    if (one instanceof AggregateError)
      names.push(...one.errors.map((inner) => String((inner as NodeJS.ErrnoException)?.code ?? '')));
    one = one.cause;
  }
  return names.join(' ');
}

function sentenceOf(call: APICallError | null, error: unknown): string {
  const data = (call?.data ?? (error instanceof Error ? null : error)) as {
    error?: { message?: unknown };
    message?: unknown;
  } | null;
  const told = data?.error?.message ?? data?.message ?? (call?.statusCode === undefined ? '' : call.message);
  return typeof told === 'string' ? told : '';
}

const words: Record<BrainFailure, (provider: string, facts: Facts) => string> = {
  RATE_LIMITED: (provider) => `${provider} takes no more calls at the moment.`,
  PROVIDER_FAILED: (provider, { status }) =>
    `${provider} had an error of its own${status === null ? '' : ` (${status})`}.`,
  PROVIDER_TIMEOUT: (provider) => `${provider} did not answer in time.`,
  PROVIDER_UNREACHABLE: (provider) => `No connection could be made to ${provider}.`,
  ANSWER_TOO_LONG: (provider) => `The answer of ${provider} was longer than was allowed for it.`,
  ANSWER_CUT_OFF: (provider) => `The answer of ${provider} ended before it was whole.`,
  ANSWER_UNUSABLE: (provider) => `${provider} answered in another shape than asked for.`,
  ANSWER_REFUSED: (provider) => `${provider} would not answer this.`,
  CONTEXT_OVERFLOW: () => 'The question is longer than the model takes.',
  MODEL_UNKNOWN: (provider) => `${provider} does not know this model.`,
  KEY_REFUSED: (provider) => `${provider} does not accept the key.`,
  QUOTA_USED_UP: (provider) => `The account with ${provider} has nothing left.`,
  REQUEST_REFUSED: (provider, { status }) =>
    `${provider} does not take the request as it is (${status ?? 'no status'}).`,
};

/** Where the provider's own sentence helps and cannot hold a key. */
const quoted: BrainFailure[] = ['REQUEST_REFUSED', 'CONTEXT_OVERFLOW', 'MODEL_UNKNOWN', 'ANSWER_REFUSED'];

function messageOf(code: BrainFailure, provider: string, facts: Facts, secrets: readonly string[]): string {
  const own = words[code](provider, facts);
  const theirs = quoted.includes(code) ? safe(facts.sentence, secrets) : '';
  return (theirs === '' ? own : `${own} It says: ${theirs}`).slice(0, 300);
}

function safe(sentence: string, secrets: readonly string[]): string {
  const without = secrets
    .filter((secret) => secret.length > 3)
    .reduce((told, secret) => told.replaceAll(secret, '[key]'), sentence.slice(0, 4000));
  return redact(without.slice(0, 1000))
    .replace(/\b\w{2,10}:\/\/\S+/g, '[address]')
    .replace(/(?<![\w-])[\w-]+\*{3,}[\w-]*/g, '[key]')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 180);
}
