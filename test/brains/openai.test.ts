// OpenAI's brains keep the contract, by its Responses API.

import { brainContract, key } from './brain-contract.ts';
import { openaiFailures, shared, sse } from './provider-answers.ts';

const responseOf = (more: object) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  model: 'gpt-6-luna',
  output: [],
  ...more,
});

const openaiBegun = (text: string) =>
  sse(
    ['response.created', { type: 'response.created', response: responseOf({ status: 'in_progress' }) }],
    [
      'response.output_item.added',
      {
        type: 'response.output_item.added',
        output_index: 0,
        item: { type: 'message', id: 'msg_1', status: 'in_progress', role: 'assistant', content: [] },
      },
    ],
    [
      'response.output_text.delta',
      {
        type: 'response.output_text.delta',
        item_id: 'msg_1',
        output_index: 0,
        content_index: 0,
        delta: text,
      },
    ],
  );

brainContract({
  name: 'OpenAI',
  environment: (url) => ({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `${url}/v1` }),
  usage: (input_tokens, output_tokens) => ({ input_tokens, output_tokens }),
  begun: openaiBegun,
  ends: [],
  failures: [
    ...shared,
    ...openaiFailures,
    {
      name: 'an answer over its length',
      answer: {
        parts: [
          ...openaiBegun('{"trade":"con'),
          ...sse([
            'response.incomplete',
            {
              type: 'response.incomplete',
              response: responseOf({
                status: 'incomplete',
                incomplete_details: { reason: 'max_output_tokens' },
                usage: { input_tokens: 9, output_tokens: 200 },
              }),
            },
          ]),
        ],
      },
      code: 'ANSWER_TOO_LONG',
    },
    {
      name: 'a refusal',
      answer: {
        parts: [
          ...openaiBegun(''),
          ...sse(
            [
              'response.refusal.delta',
              {
                type: 'response.refusal.delta',
                item_id: 'msg_1',
                output_index: 0,
                content_index: 0,
                delta: 'I cannot help.',
              },
            ],
            [
              'response.completed',
              {
                type: 'response.completed',
                response: responseOf({ status: 'completed', usage: { input_tokens: 9, output_tokens: 4 } }),
              },
            ],
          ),
        ],
      },
      code: 'ANSWER_REFUSED',
    },
    {
      name: 'an error inside the stream',
      answer: {
        parts: sse([
          'error',
          {
            type: 'error',
            sequence_number: 0,
            error: {
              type: 'server_error',
              code: 'server_error',
              message: 'The server had an error.',
              param: null,
            },
          },
        ]),
      },
      code: 'PROVIDER_FAILED',
    },
    {
      name: 'a limit inside the stream',
      answer: {
        parts: sse([
          'error',
          {
            type: 'error',
            sequence_number: 0,
            error: {
              type: 'requests',
              code: 'rate_limit_exceeded',
              message: 'Rate limit reached.',
              param: null,
            },
          },
        ]),
      },
      code: 'RATE_LIMITED',
    },
  ],
});
