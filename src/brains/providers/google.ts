// Google: its Generative Language API.

import type { Provider } from './provider.ts';

export const google: Provider = {
  id: 'google',
  models: [
    { model: 'gemini-3.5-flash-lite', tier: 'low' },
    { model: 'gemini-3.8-flash', tier: 'medium' },
    // The catalogue has no window for it; this is the one of the provider's page of models.
    { model: 'gemini-3.1-pro-preview', tier: 'high', contextWindow: 1_048_576 },
  ],
  style(model) {
    // Models that do not think refuse to be asked for it; those before 3 are asked in tokens, and choose better themselves.
    if (!/^gemini-(?:2\.5|[3-9])/.test(model)) return {};
    const shown = { providerOptions: { google: { thinkingConfig: { includeThoughts: true } } } };
    return model.startsWith('gemini-2.5') ? shown : { ...shown, reasoning: 'low' };
  },
  shapeInWords: false,
  async open({ key, address }) {
    const { createGoogle } = await import('@ai-sdk/google');
    return createGoogle({
      apiKey: key,
      baseURL: address || 'https://generativelanguage.googleapis.com/v1beta',
    });
  },
};
