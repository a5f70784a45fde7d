// Compatible: any server that speaks OpenAI's Chat Completions: Ollama, vLLM, LM Studio, OpenRouter and others.

import type { Provider } from './provider.ts';

export function compatible(id: string): Provider {
  return {
    id,
    models: [],
    style: () => ({
      // Strict servers take only a part of what a schema can say; zod checks in any case.
      providerOptions: { openaiCompatible: { strictJsonSchema: false } },
    }),
    // Some of these servers pass over `response_format`.
    shapeInWords: true,
    async open({ key, address }) {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({
        name: id,
        baseURL: address,
        includeUsage: true,
        supportsStructuredOutputs: true,
        ...(key === '' ? {} : { apiKey: key }),
      });
    },
  };
}
