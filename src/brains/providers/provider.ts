// Provider: the one shape of those who run models. To add one, write a file of this shape and name it in the list.

import type { LanguageModel } from 'ai';
import type { ModelTier } from '../../events/shapes.ts';
import type { CallStyle } from '../call-model.ts';

export interface Access {
  /** Empty for a server that asks for none. */
  key: string;
  /** Empty for the provider's own. */
  address: string;
}

export interface OfferedModel {
  model: string;
  /** Null to go by the price. */
  tier: ModelTier | null;
  /** Tokens, where the catalogue does not say. */
  contextWindow?: number;
}

export interface Provider {
  /** As in `openai/gpt-6-sol`, and in the catalogue. */
  id: string;
  /** What is used when nothing is said: one for each tier. */
  models: readonly OfferedModel[];
  style(model: string): CallStyle;
  shapeInWords: boolean;
  /** Loads the library; makes no connection. */
  open(access: Access): Promise<(model: string) => LanguageModel>;
}
