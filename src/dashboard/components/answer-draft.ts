// Answer draft: what a person has chosen and typed so far, before it is sent.

import type { DecisionAnswerInput, DecisionPartsFragment } from '../generated/graphql.ts';

/** What is sent. */
export interface Given {
  answer: DecisionAnswerInput;
  comment: string | null;
}

export interface AnswerDraft {
  chosen: readonly string[];
  /** The answer is `ownWords` and none of the options. */
  inOwnWords: boolean;
  ownWords: string;
  comment: string;
}

/** Where there is nothing to choose from, words are the answer from the start. */
export function emptyDraft({ options }: Pick<DecisionPartsFragment, 'options'>): AnswerDraft {
  return { chosen: [], inOwnWords: options.length === 0, ownWords: '', comment: '' };
}

/** With an option chosen; where several may be, the same one again takes it back. */
export function withOption(draft: AnswerDraft, value: string, multiple: boolean): AnswerDraft {
  if (!multiple) return { ...draft, chosen: [value], inOwnWords: false };
  const chosen = draft.chosen.includes(value)
    ? draft.chosen.filter((one) => one !== value)
    : [...draft.chosen, value];
  return { ...draft, chosen, inOwnWords: false };
}

export function withOwnWords(draft: AnswerDraft, ownWords: string): AnswerDraft {
  return { ...draft, chosen: [], inOwnWords: true, ownWords };
}

/** Null while there is no answer in it yet. Several are answered in the order of the options. */
export function givenOf(
  { chosen, inOwnWords, ownWords, comment: typed }: AnswerDraft,
  { multiple, options }: Pick<DecisionPartsFragment, 'multiple' | 'options'>,
): Given | null {
  const comment = commentOf(typed);
  if (inOwnWords) return ownWords.trim() === '' ? null : { answer: { text: ownWords }, comment };
  const values = options.map(({ value }) => value).filter((value) => chosen.includes(value));
  if (values.length === 0) return null;
  return { answer: multiple ? { options: values } : { option: values[0]! }, comment };
}

/** Nothing typed is no comment. */
export const commentOf = (typed: string): string | null => (typed.trim() === '' ? null : typed);
