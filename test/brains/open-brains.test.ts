// Open brains: what the settings switch on, and what is said when they cannot be right.

import { execFile } from 'node:child_process';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { isFault } from '../../src/base/fault.ts';
import { defineBrain, nameOf } from '../../src/brains/brain.ts';
import { openBrains } from '../../src/brains/open-brains.ts';
import { isNear } from '../../src/brains/settings.ts';
import { readConfig } from '../../src/config.ts';
import { closedAddress, startFakeProvider } from '../support/fake-provider.ts';
import { createTurnedClock } from '../support/turned-clock.ts';
import { key, never, requestOf } from './brain-contract.ts';

const root = new URL('../../', import.meta.url).pathname;

async function open(environment: Record<string, string>, own: Parameters<typeof openBrains>[1]['own'] = []) {
  const lines: string[] = [];
  const sink = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
  const brains = await openBrains(readConfig(environment), {
    clock: createTurnedClock(),
    logger: pino({ level: 'trace' }, sink),
    own,
  });
  return Object.assign(brains, { lines, names: () => brains.all.map(nameOf) });
}

async function refusalOf(environment: Record<string, string>): Promise<string> {
  try {
    await using brains = await open(environment);
    return `It opened with ${brains.names().join()}`;
  } catch (error) {
    if (isFault(error, 'INVALID_INPUT')) return error.message;
    throw error;
  }
}

test('without any setting there is no model, and that is said once', async () => {
  await using brains = await open({});
  expect(brains.all).toEqual([]);
  expect(brains.lines.filter((line) => line.includes('No model is switched on'))).toHaveLength(1);
});

test('without any setting no library of models is loaded, so that the start costs nothing', async () => {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ resolve: (name, context, next) => (loaded.push(name), next(name, context)) });
    const { readConfig } = await import('./src/config.ts');
    const { openBrains } = await import('./src/brains/open-brains.ts');
    const options = { clock: { now: Date.now }, logger: { info() {} } };
    const before = await openBrains(readConfig({}), options);
    const without = loaded.filter((name) => /^(ai|@ai-sdk|@pydantic|gpt-tokenizer)/.test(name));
    await openBrains(readConfig({ OPENAI_API_KEY: 'k' }), options);
    const within = loaded.filter((name) => /^(ai|@ai-sdk\\/openai|@pydantic\\/genai-prices)$/.test(name));
    console.log(JSON.stringify({ without, within: new Set(within).size }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
  });
  expect(JSON.parse(stdout)).toEqual({ without: [], within: 3 });
});

test('several providers at once, each with one model of each tier, and a key is never logged', async () => {
  await using brains = await open({
    OPENAI_API_KEY: key,
    ANTHROPIC_API_KEY: `${key}2`,
    GOOGLE_GENERATIVE_AI_API_KEY: `${key}3`,
  });
  expect(brains.all.map(({ provider, tier }) => `${provider} ${tier}`)).toEqual(
    ['openai', 'anthropic', 'google'].flatMap((provider) =>
      ['low', 'medium', 'high'].map((tier) => `${provider} ${tier}`),
    ),
  );
  for (const { contextWindow, price, local } of brains.all) {
    expect(contextWindow).toBeGreaterThanOrEqual(200_000);
    expect(price).not.toBeNull();
    expect(local).toBe(false);
  }
  expect(brains.lines.join()).not.toContain(key);
  expect(JSON.stringify(brains.all)).not.toContain(key);
});

test('only the models that are named are used', async () => {
  await using brains = await open({
    OPENAI_API_KEY: key,
    ANTHROPIC_API_KEY: key,
    BRAIN_MODELS: 'openai/gpt-5-mini, openai/my-own-tune',
    BRAIN_CONTEXT_WINDOW: '16000',
  });
  expect(brains.names()).toEqual(['openai/gpt-5-mini', 'openai/my-own-tune']);
  const [known, unknown] = brains.all;
  expect(known).toMatchObject({ contextWindow: 400_000, tier: 'low', price: { input: '0.25', output: '2' } });
  expect(unknown).toMatchObject({ contextWindow: 16_000, price: null });
});

test.each([
  [{ OPENAI_API_KEY: `${key} x` }, 'OPENAI_API_KEY'],
  [{ ANTHROPIC_API_KEY: `${key}\n` }, 'ANTHROPIC_API_KEY'],
  [{ GOOGLE_GENERATIVE_AI_API_KEY: '   ' }, 'GOOGLE_GENERATIVE_AI_API_KEY'],
  [{ OPENAI_COMPATIBLE_API_KEY: 'ключ' }, 'OPENAI_COMPATIBLE_API_KEY'],
  [{ OPENAI_BASE_URL: 'api.openai.com' }, 'OPENAI_BASE_URL'],
  [{ OPENAI_COMPATIBLE_BASE_URL: `http://user:${key}@10.0.0.1/v1` }, 'OPENAI_COMPATIBLE_BASE_URL'],
  [{ GOOGLE_BASE_URL: 'file:///etc/passwd' }, 'GOOGLE_BASE_URL'],
  [{ OPENAI_COMPATIBLE_NAME: 'openai' }, 'OPENAI_COMPATIBLE_NAME'],
  [{ OPENAI_COMPATIBLE_NAME: 'My Server' }, 'OPENAI_COMPATIBLE_NAME'],
  [{ BRAIN_MODELS: 'gpt-5' }, 'BRAIN_MODELS'],
  [{ BRAIN_MODELS: 'openia/gpt-5', OPENAI_API_KEY: key }, 'BRAIN_MODELS'],
  [{ BRAIN_MODELS: 'anthropic/claude-sonnet-5', OPENAI_API_KEY: key }, 'ANTHROPIC_API_KEY is not set'],
  [{ BRAIN_TIMEOUT_SECONDS: '0' }, 'BRAIN_TIMEOUT_SECONDS'],
  [{ BRAIN_CONTEXT_WINDOW: '-1' }, 'BRAIN_CONTEXT_WINDOW'],
])('refuses %o by name, without repeating a key', async (environment, named) => {
  const message = await refusalOf(environment as Record<string, string>);
  expect(message).toContain(named);
  expect(message).not.toContain(key);
});

test('a server in this network is local and costs nothing; one outside is neither', async () => {
  await using near = await open({
    OPENAI_COMPATIBLE_BASE_URL: 'http://127.0.0.1:11434/v1/',
    OPENAI_COMPATIBLE_MODELS: 'llama3.1:8b,qwen3',
    OPENAI_COMPATIBLE_NAME: 'ollama',
  });
  expect(near.names()).toEqual(['ollama/llama3.1:8b', 'ollama/qwen3']);
  expect(near.all[0]).toMatchObject({ local: true, price: { input: '0', output: '0' }, contextWindow: 8192 });
  await using far = await open({
    OPENAI_COMPATIBLE_BASE_URL: 'https://openrouter.ai/api/v1',
    OPENAI_COMPATIBLE_API_KEY: key,
    OPENAI_COMPATIBLE_MODELS: 'anthropic/claude-sonnet-4,nobody/knows-it',
  });
  expect(far.names()).toEqual(['compatible/anthropic/claude-sonnet-4', 'compatible/nobody/knows-it']);
  expect(far.all[0]).toMatchObject({ local: false, price: { input: expect.any(String) } });
  expect(far.all[1]).toMatchObject({ local: false, price: null });
});

test.each([
  ['http://localhost:1234/v1', true],
  ['http://[::1]:1234/v1', true],
  ['http://192.168.1.9/v1', true],
  ['http://[fd00::1]/v1', true],
  ['http://ollama:11434/v1', true],
  ['http://gpu.lan/v1', true],
  ['https://8.8.8.8/v1', false],
  ['https://api.example.com/v1', false],
  ['https://127.0.0.1.example.com/v1', false],
  ['http://[::ffff:8.8.8.8]/v1', false],
])('%s is near: %s', (address, near) => {
  expect(isNear(address)).toBe(near);
});

test('a server is asked for its models in the background', async () => {
  await using fake = await startFakeProvider();
  const data = ['qwen3:8b', 'nomic-embed-text', 'llama3.1:8b', 'qwen3:8b'].map((id) => ({ id }));
  fake.answer({ parts: [JSON.stringify({ object: 'list', data })] });
  await using brains = await open({
    OPENAI_COMPATIBLE_BASE_URL: `${fake.url}/v1`,
    OPENAI_COMPATIBLE_API_KEY: key,
  });
  await brains.asked;
  expect(brains.names()).toEqual(['compatible/qwen3:8b', 'compatible/llama3.1:8b']);
  expect(fake.received[0]).toMatchObject({ path: '/v1/models', headers: { authorization: `Bearer ${key}` } });
});

test.each([
  ['answers with an error', { status: 500, parts: ['no'] }],
  ['answers something else', { parts: ['<html>'] }],
])('a server that %s leaves the others as they are, and says so', async (_what, answer) => {
  await using fake = await startFakeProvider();
  fake.answer(answer);
  await using brains = await open({ OPENAI_API_KEY: key, OPENAI_COMPATIBLE_BASE_URL: `${fake.url}/v1` });
  await brains.asked;
  expect(brains.all).toHaveLength(3);
  expect(brains.lines.join()).toContain('OPENAI_COMPATIBLE_MODELS');
});

test('a server that sends elsewhere is not followed, so that its key stays with it', async () => {
  await using elsewhere = await startFakeProvider();
  elsewhere.answer({ parts: [JSON.stringify({ data: [{ id: 'trap' }] })] });
  await using fake = await startFakeProvider();
  fake.answer({ status: 307, headers: { location: `${elsewhere.url}/models` }, parts: [''] });
  await using brains = await open({ OPENAI_COMPATIBLE_BASE_URL: `${fake.url}/v1` });
  await brains.asked;
  expect(brains.all).toEqual([]);
  expect(elsewhere.received).toHaveLength(0);
});

test('a server that is not there holds nothing up', async () => {
  await using brains = await open({ OPENAI_COMPATIBLE_BASE_URL: `${await closedAddress()}/v1` });
  await brains.asked;
  expect(brains.all).toEqual([]);
});

test('closing ends the question to a server that does not answer', async () => {
  await using fake = await startFakeProvider();
  const brains = await open({ OPENAI_COMPATIBLE_BASE_URL: `${fake.url}/v1` });
  await expect.poll(() => fake.received.length).toBe(1);
  const began = performance.now();
  await brains[Symbol.asyncDispose]();
  await fake.received[0]?.closed;
  // Its own time would have been 5 s.
  expect(performance.now() - began).toBeLessThan(4000);
});

test('a question that is too long is not sent', async () => {
  await using fake = await startFakeProvider();
  await using brains = await open({
    OPENAI_COMPATIBLE_BASE_URL: `${fake.url}/v1`,
    OPENAI_COMPATIBLE_MODELS: 'small',
    BRAIN_CONTEXT_WINDOW: '500',
  });
  const [small] = brains.all;
  if (small === undefined) throw new Error('There is no model.');
  const outcome = await brains.ask(small, requestOf('Excavate trenches. '.repeat(200)), never);
  expect(outcome).toMatchObject({ kind: 'failure', code: 'CONTEXT_OVERFLOW', usage: { inputTokens: 0 } });
  expect(fake.received).toHaveLength(0);
});

test('brains of one’s own come first', async () => {
  const own = defineBrain({ model: 'mine', ask: () => 'Hello' });
  await using brains = await open({ OPENAI_API_KEY: key, BRAIN_MODELS: 'openai/gpt-6-luna' }, [own]);
  expect(brains.names()).toEqual(['own/mine', 'openai/gpt-6-luna']);
});
