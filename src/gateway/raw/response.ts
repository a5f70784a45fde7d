// Response: what a client of the raw WebSocket answered, as an answer to the decision.

import type { Decision } from '../../events/session.ts';
import type { Answer } from '../../manager/decide.ts';

/** An option by its value or its label, several of them as a list, `skip`, or a text; whether it is legal is checked later. */
export function answerOf(decision: Decision, response: string | readonly string[]): Answer {
  if (typeof response !== 'string') {
    return { options: response.map((one) => optionOf(decision, one) ?? one) };
  }
  const option = optionOf(decision, response);
  if (option !== null) return { option };
  if (response === 'skip') return { skip: true };
  return decision.freeText ? { text: response } : { option: response };
}

function optionOf({ options, defaultOption }: Decision, response: string): string | null {
  if (response === defaultOption || options.some((one) => one.value === response)) return response;
  return options.find((one) => one.label === response)?.value ?? null;
}
