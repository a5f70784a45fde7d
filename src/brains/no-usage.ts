// No usage: of a call that was not made, or that the provider refused.

import type { BrainUsage } from './brain.ts';

export const noUsage: BrainUsage = { inputTokens: 0, outputTokens: 0 };
