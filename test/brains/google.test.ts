// Google's brains keep the contract, by its Generative Language API.

import { brainContract, ends, key } from './brain-contract.ts';
import { json, shared, sse } from './provider-answers.ts';

const googleError = (code: number, status: string, message: string, details: object[] = []) =>
  json({ error: { code, status, message, details } });

brainContract({
  name: 'Google',
  ends: [ends.length, ends.refusal],
  environment: (url) => ({ GOOGLE_GENERATIVE_AI_API_KEY: key, GOOGLE_BASE_URL: `${url}/v1beta` }),
  usage: (promptTokenCount, candidatesTokenCount) => ({ promptTokenCount, candidatesTokenCount }),
  begun: (text) => sse([null, { candidates: [{ content: { role: 'model', parts: [{ text }] }, index: 0 }] }]),
  failures: [
    ...shared,
    {
      name: 'a limit with Google’s own delay',
      answer: {
        status: 429,
        parts: googleError(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted.', [
          { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '37s' },
        ]),
      },
      code: 'RATE_LIMITED',
      retryAfterMs: 37_000,
    },
    {
      name: 'a used-up day',
      answer: {
        status: 429,
        parts: googleError(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.', [
          { violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel' }] },
        ]),
      },
      code: 'QUOTA_USED_UP',
    },
    {
      name: 'a wrong key',
      answer: {
        status: 400,
        parts: googleError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
          { reason: 'API_KEY_INVALID' },
        ]),
      },
      code: 'KEY_REFUSED',
    },
    {
      name: 'a question too long',
      answer: {
        status: 400,
        parts: googleError(
          400,
          'INVALID_ARGUMENT',
          'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
        ),
      },
      code: 'CONTEXT_OVERFLOW',
    },
    {
      name: 'an unknown model',
      answer: {
        status: 404,
        parts: googleError(
          404,
          'NOT_FOUND',
          'models/gemini-9 is not found for API version v1beta, or is not supported for generateContent.',
        ),
      },
      code: 'MODEL_UNKNOWN',
    },
    {
      name: 'a blocked question',
      answer: {
        parts: sse([
          null,
          {
            promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
            usageMetadata: { promptTokenCount: 9, totalTokenCount: 9 },
          },
        ]),
      },
      code: 'ANSWER_REFUSED',
    },
  ],
});
