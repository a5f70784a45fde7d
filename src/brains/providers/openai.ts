// OpenAI: its Responses API.

import type { Provider } from './provider.ts';

export const openai: Provider = {
  id: 'openai',
  models: [
    { model: 'gpt-6-luna', tier: 'low' },
    { model: 'gpt-6-sol', tier: 'medium' },
    { model: 'gpt-6-astra', tier: 'high' },
  ],
  style: () => ({
    reasoning: 'low',
    providerOptions: {
      openai: {
        // What was asked is not to be kept.
        store: false,
        // Accounts that were not verified may not ask for summaries and would get an error.
        reasoningSummary: null,
        // Its strict mode takes only a part of what a schema can say; zod checks in any case.
        strictJsonSchema: false,
      },
    },
  }),
  shapeInWords: false,
  async open({ key, address }) {
    const { createOpenAI } = await import('@ai-sdk/openai');
    return createOpenAI({ apiKey: key, baseURL: address || 'https://api.openai.com/v1' });
  },
};
