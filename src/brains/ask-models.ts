// Ask models: what a compatible server says it has.

import { z } from 'zod';
import type { Access } from './providers/provider.ts';

/** More are not offered to an allocator; a list of hundreds is a market, and wants BRAIN_MODELS. */
export const mostModels = 20;
const mostBytes = 2_000_000;
const shape = z.object({ data: z.array(z.object({ id: z.string().min(1).max(200) })) });
const noChat = /embed|whisper|tts|rerank|moderation|dall-e|stable-diffusion/i;

/** Names of models, in the server's order, at most `mostModels`. Rejects when the server does not answer as it should. */
export async function askModels({ address, key }: Access, signal: AbortSignal): Promise<string[]> {
  const response = await fetch(`${address}/models`, {
    signal,
    redirect: 'error',
    headers: { accept: 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) },
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`it answered ${response.status}`);
  }
  const parts: string[] = [];
  let length = 0;
  for await (const part of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    parts.push(part);
    length += part.length;
    if (length > mostBytes) throw new Error('its list is too long');
  }
  const listed = shape.parse(JSON.parse(parts.join('')));
  const names = listed.data.map(({ id }) => id).filter((id) => !noChat.test(id) && !/\s/.test(id));
  return [...new Set(names)].slice(0, mostModels);
}
