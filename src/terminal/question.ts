// A question to the person at the keyboard, or its answer by rule.

import { isCancel, multiselect, select, text } from '@clack/prompts';
import type { WatchedEvent } from './event-line.ts';
import type { DecisionAnswerInput } from './generated/graphql.ts';
import { printable } from './printable.ts';

/** An event that asks. */
export type Question = Extract<WatchedEvent, { __typename: 'UserDecisionNeeded' }>;

/** Without a person: the default, else skipping, else the first option that does not merely try again. */
export function answerByRule({ defaultOption, canSkip, options }: Question): DecisionAnswerInput {
  if (defaultOption !== null) return { useDefault: true };
  if (canSkip) return { skip: true };
  return { option: options.find((option) => option.value !== 'retry')?.value ?? 'retry' };
}

const skip = '\u0000skip';

/** Null when the person wants to stop. */
export async function askPerson(event: Question): Promise<DecisionAnswerInput | null> {
  const { decision, defaultOption } = event;
  const message = printable(event.prompt);
  const options = [
    ...event.options.map(({ value, label, effect, costDelta }) => ({
      value,
      label: printable(value === defaultOption ? `${label} (default)` : label),
      hint: [effect, costDelta === null ? null : `${costDelta.amount} ${costDelta.currency}`]
        .filter((one) => one !== null)
        .map(printable)
        .join(' · '),
    })),
    ...(defaultOption !== null && !event.options.some((one) => one.value === defaultOption)
      ? [{ value: defaultOption, label: printable(`${defaultOption} (default)`), hint: '' }]
      : []),
    ...(event.canSkip ? [{ value: skip, label: 'Skip', hint: '' }] : []),
  ];
  if (decision.freeText && event.options.length === 0) {
    const said = await text({ message });
    return isCancel(said) ? null : { text: said };
  }
  if (decision.multiple) {
    const chosen = await multiselect({
      message,
      options,
      required: true,
      initialValues: options.map((one) => one.value).filter((one) => one !== skip),
    });
    if (isCancel(chosen)) return null;
    return chosen.includes(skip) ? { skip: true } : { options: chosen };
  }
  const chosen = await select({
    message,
    options,
    ...(defaultOption === null ? {} : { initialValue: defaultOption }),
  });
  if (isCancel(chosen)) return null;
  return chosen === skip ? { skip: true } : { option: chosen };
}
