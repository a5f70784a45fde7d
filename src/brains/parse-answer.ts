// Parse answer: what a model said, as a value of the shape that was asked for.

import type { z } from 'zod';

export type Parsed = { success: true; data: unknown } | { success: false; message: string };

/** Text for no schema; else JSON, also in a code fence or with words around it. The message says what is wrong, for a model and for people. */
export function parseAnswer(text: string, schema: z.ZodType | null): Parsed {
  if (schema === null) {
    return text.trim() === ''
      ? { success: false, message: 'The answer was empty.' }
      : { success: true, data: text.trim() };
  }
  const json = jsonOf(text);
  return json === undefined
    ? { success: false, message: 'The answer was not JSON.' }
    : checkShape(json, schema);
}

export function checkShape(value: unknown, schema: z.ZodType): Parsed {
  const checked = schema.safeParse(value);
  if (checked.success) return checked;
  const issues = checked.error.issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
  return { success: false, message: `The answer had another shape. ${issues.join('; ')}`.slice(0, 300) };
}

function jsonOf(text: string): unknown {
  const whole = text.trim();
  const [first, last] = [whole.search(/[{[]/), Math.max(whole.lastIndexOf('}'), whole.lastIndexOf(']'))];
  for (const candidate of [whole, first < 0 ? '' : whole.slice(first, last + 1)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next candidate.
    }
  }
  return undefined;
}
