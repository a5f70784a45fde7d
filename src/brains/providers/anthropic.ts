// Anthropic: its Messages API.

import type { Provider } from './provider.ts';

export const anthropic: Provider = {
  id: 'anthropic',
  models: [
    { model: 'claude-haiku-4-5', tier: 'low' },
    { model: 'claude-sonnet-5', tier: 'medium' },
    { model: 'claude-opus-5-5', tier: 'high' },
  ],
  style: () => ({}),
  shapeInWords: false,
  async open({ key, address }) {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    return createAnthropic({ apiKey: key, baseURL: address || 'https://api.anthropic.com/v1' });
  },
};
