// Tokens: how many a text has, counted and not guessed.

let counter: Promise<(text: string) => number> | null = null;

/**
 * Tokens of a text in OpenAI's o200k encoding, plus 10 % for other vendors' and for what a provider adds around a prompt.
 * An estimate: what was really used comes from the provider. The tables are loaded at the first call.
 */
export async function countTokens(text: string): Promise<number> {
  if (text === '') return 0;
  counter ??= load();
  const count = await counter;
  return Math.ceil(count(text) * 1.1);
}

async function load(): Promise<(text: string) => number> {
  const { countTokens: count } = await import('gpt-tokenizer/encoding/o200k_base');
  return (text) => count(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() });
}
