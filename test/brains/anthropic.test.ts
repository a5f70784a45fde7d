// Anthropic's brains keep the contract, by its Messages API.

import { brainContract, ends, key } from './brain-contract.ts';
import { json, shared, sse } from './provider-answers.ts';

const anthropicBegun = (text: string) =>
  sse(
    [
      'message_start',
      {
        type: 'message_start',
        message: {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'claude-haiku-4-5',
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { input_tokens: 30, output_tokens: 1 },
        },
      },
    ],
    [
      'content_block_start',
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    ],
    ['content_block_delta', { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }],
  );

brainContract({
  name: 'Anthropic',
  environment: (url) => ({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: `${url}/v1` }),
  usage: (input_tokens, output_tokens) => ({ input_tokens, output_tokens }),
  begun: anthropicBegun,
  ends: [ends.length],
  failures: [
    ...shared,
    {
      name: 'an overloaded provider (529)',
      answer: {
        status: 529,
        parts: json({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
      },
      code: 'PROVIDER_FAILED',
    },
    {
      name: 'an empty account',
      answer: {
        status: 400,
        parts: json({
          type: 'error',
          error: {
            type: 'invalid_request_error',
            message: 'Your credit balance is too low to access the Anthropic API.',
          },
        }),
      },
      code: 'QUOTA_USED_UP',
    },
    {
      name: 'a wrong key',
      answer: {
        status: 401,
        parts: json({ type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } }),
      },
      code: 'KEY_REFUSED',
    },
    {
      name: 'a question too long',
      answer: {
        status: 400,
        parts: json({
          type: 'error',
          error: {
            type: 'invalid_request_error',
            message: 'prompt is too long: 210000 tokens > 200000 maximum',
          },
        }),
      },
      code: 'CONTEXT_OVERFLOW',
    },
    {
      name: 'an unknown model',
      answer: {
        status: 404,
        parts: json({ type: 'error', error: { type: 'not_found_error', message: 'model: claude-9' } }),
      },
      code: 'MODEL_UNKNOWN',
    },
    {
      name: 'a refusal',
      answer: {
        parts: [
          ...anthropicBegun(''),
          ...sse(
            ['content_block_stop', { type: 'content_block_stop', index: 0 }],
            [
              'message_delta',
              {
                type: 'message_delta',
                delta: { stop_reason: 'refusal', stop_sequence: null },
                usage: { output_tokens: 3 },
              },
            ],
            ['message_stop', { type: 'message_stop' }],
          ),
        ],
      },
      code: 'ANSWER_REFUSED',
    },
    {
      name: 'an overload inside the stream',
      answer: {
        parts: sse(['error', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }]),
      },
      code: 'PROVIDER_FAILED',
    },
  ],
});
