// docs/brains.md says what is so, and its example and `npm run try-models` run.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { LLMock } from '@copilotkit/aimock';
import { expect, test } from 'vitest';
import { brainFailures, defineBrain } from '../../src/brains/brain.ts';
import { anthropic } from '../../src/brains/providers/anthropic.ts';
import { google } from '../../src/brains/providers/google.ts';
import { openai } from '../../src/brains/providers/openai.ts';
import { never, requestOf } from './brain-contract.ts';

const doc = readFileSync(new URL('../../docs/brains.md', import.meta.url), 'utf8');
const script = new URL('../../scripts/try-models.ts', import.meta.url).pathname;
const run = promisify(execFile);

test('the document names every failure with what follows', () => {
  const follows = { retry: /try again/, next_model: /another model/, next_provider: /another provider/ };
  for (const [code, { then }] of Object.entries(brainFailures)) {
    const row = doc.split('\n').find((line) => line.startsWith(`| \`${code}\``)) ?? '';
    expect(row, code).toMatch(follows[then]);
  }
});

test('the document names the usual models', () => {
  for (const [name, { models }] of [
    ['OpenAI', openai],
    ['Anthropic', anthropic],
    ['Google', google],
  ] as const) {
    expect(doc).toContain(`| ${name} | ${models.map(({ model }) => model).join(' | ')} |`);
  }
});

test('the brain of the example answers', async () => {
  const server = createServer((request, response) => {
    request.on('data', (data) => response.end(`{"trade":"${data}"}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const example = /```ts\n([\s\S]*?)```/.exec(doc)?.[1] ?? '';
  const defined = /const mine = (defineBrain\([\s\S]*?\n\}\));/.exec(example)?.[1] ?? '';
  const port = (server.address() as AddressInfo).port;
  const make = new Function(
    'defineBrain',
    `return ${stripTypeScriptTypes(`(${defined})`).replace('9000', String(port))}`,
  );
  const mine: ReturnType<typeof defineBrain> = make(defineBrain);
  try {
    expect(mine).toMatchObject({ provider: 'acme', model: 'house-rules', local: true });
    expect(await mine.ask(requestOf('concrete'), never)).toMatchObject({ value: { trade: 'concrete' } });
  } finally {
    server.close();
  }
});

test('try-models says what to set when nothing is, and ends well', async () => {
  const { stdout } = await run(process.execPath, [script], { env: { PATH: process.env.PATH } });
  expect(stdout).toContain('OPENAI_API_KEY');
});

test('try-models prints how right a model was, its tokens and its cost', async () => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  const lines = Array.from({ length: 10 }, (_, at) => ({ number: at + 1, trade: 'electrical' }));
  mock.onMessage(/./, {
    content: JSON.stringify({ lines }),
    usage: { input_tokens: 900, output_tokens: 100 },
  });
  await mock.start();
  try {
    const { stdout } = await run(process.execPath, [script], {
      env: {
        PATH: process.env.PATH,
        OPENAI_API_KEY: 'none',
        OPENAI_BASE_URL: `${mock.url}/v1`,
        BRAIN_MODELS: 'openai/gpt-6-luna',
      },
    });
    // 2,700 × 0.1 + 300 × 0.5 = 420 millionths.
    expect(stdout).toMatch(/openai\/gpt-6-luna +[1-9]\d*\/30 +2700 +300 +0\.00042 +\d+\n/);
    expect(stdout).toMatch(/local rules and classifier +2\d\/30 +0 +0 +0 /);
  } finally {
    await mock.stop();
  }
});
