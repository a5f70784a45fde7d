// A compatible server's brains keep the contract, by Chat Completions.

import { expect, test } from 'vitest';
import { startFakeProvider } from '../support/fake-provider.ts';
import { brainContract, brainOf, ends, key, never, requestOf } from './brain-contract.ts';
import { json, openaiFailures, shared, sse } from './provider-answers.ts';

const begun = (text: string) =>
  sse([
    null,
    {
      id: 'c1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'llama3.1:8b',
      choices: [{ index: 0, delta: { role: 'assistant', content: text }, finish_reason: null }],
    },
  ]);
const environment = (url: string) => ({
  OPENAI_COMPATIBLE_BASE_URL: `${url}/v1`,
  OPENAI_COMPATIBLE_MODELS: 'llama3.1:8b',
  OPENAI_COMPATIBLE_API_KEY: key,
});

brainContract({
  name: 'a compatible server',
  ends: [ends.length, ends.refusal],
  environment,
  usage: (prompt_tokens, completion_tokens) => ({ prompt_tokens, completion_tokens }),
  begun,
  failures: [
    ...shared,
    ...openaiFailures,
    {
      name: 'a model that was not pulled',
      answer: {
        status: 404,
        parts: json({ error: { message: "model 'llama9' not found", type: 'not_found_error' } }),
      },
      code: 'MODEL_UNKNOWN',
    },
    {
      name: 'no credits',
      answer: { status: 402, parts: json({ error: { code: 402, message: 'Insufficient credits.' } }) },
      code: 'QUOTA_USED_UP',
    },
  ],
});

test('an answer that never stops is cut, and the connection with it', async () => {
  await using fake = await startFakeProvider();
  fake.answer({ parts: Array.from({ length: 12 }, () => begun('word '.repeat(20_000))).flat(), open: true });
  const brain = await brainOf(environment(fake.url));
  const outcome = await brain.ask(requestOf('pour', { schema: null }), never);
  expect(outcome).toMatchObject({ kind: 'failure', code: 'ANSWER_TOO_LONG' });
  expect(outcome.usage.outputTokens).toBeGreaterThan(5_000);
  await fake.received[0]?.closed;
});

test('an error of who listens is a bug, and no failure of the provider', async () => {
  await using fake = await startFakeProvider();
  fake.answer({ parts: begun('The concrete') });
  const brain = await brainOf(environment(fake.url));
  const onWords = () => {
    throw new Error('The listener fell over.');
  };
  await expect(brain.ask(requestOf('pour', { schema: null, onWords }), never)).rejects.toThrow('fell over');
});
