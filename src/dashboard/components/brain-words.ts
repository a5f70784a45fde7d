// Brain words: classes of models and how demanding work is, as people say it.

import type { Complexity, ModelTier } from '../generated/graphql.ts';

export const tierWords: Record<ModelTier, string> = {
  LOCAL: 'in this server',
  LOW: 'a small model',
  MEDIUM: 'a mid-sized model',
  HIGH: 'one of the strongest models',
};

export const complexityWords: Record<Complexity, string> = {
  LOW: 'Easy work',
  MEDIUM: 'Some work, or some doubt',
  HIGH: 'Much work, or much doubt',
};
