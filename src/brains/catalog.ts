// Catalogue: what is known of models without asking anybody: context window, prices, tier. Loaded at the first look.

import type { ModelInfo, ModelPrice, Provider } from '@pydantic/genai-prices';
import { Big } from 'big.js';
import type { ModelTier } from '../events/shapes.ts';
import type { TokenPrice, TokenRates } from './brain.ts';

export interface CatalogEntry {
  /** Tokens; null where the catalogue does not say. */
  contextWindow: number | null;
  /** Null where the catalogue has none. */
  price: TokenPrice | null;
  tier: ModelTier;
  deprecated: boolean;
}

/** Where to look: a provider's id in the catalogue, or the address that its calls go to. */
export type CatalogPlace = { id: string } | { address: string };

/** What is known of a model at a time, in milliseconds since 1970; null when the catalogue does not have it. */
export type Catalog = (place: CatalogPlace, model: string, at: number) => CatalogEntry | null;

/** Source: @pydantic/genai-prices, as installed; nothing is fetched. */
export async function openCatalog(): Promise<Catalog> {
  const { calcPrice, findProvider } = await import('@pydantic/genai-prices');
  return (place, model, at) => {
    const provider: Provider | undefined =
      'id' in place
        ? findProvider({ providerId: place.id })
        : findProvider({ providerApiUrl: place.address });
    if (provider === undefined) return null;
    const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, model, {
      provider,
      timestamp: new Date(at),
    });
    return found === null ? null : entryOf(found.model, found.model_price);
  };
}

function entryOf(info: ModelInfo, prices: ModelPrice): CatalogEntry {
  const price = priceOf(prices);
  return {
    contextWindow: info.context_window ?? null,
    price,
    tier: tierOf(price),
    deprecated: info.deprecated ?? false,
  };
}

/** By what a million tokens in and a million out cost together: up to 7 USD low, up to 20 medium. */
export function tierOf(price: TokenPrice | null): ModelTier {
  if (price === null) return 'low';
  const both = new Big(price.input).plus(price.output);
  return both.lte(7) ? 'low' : both.lte(20) ? 'medium' : 'high';
}

function priceOf(prices: ModelPrice): TokenPrice | null {
  const base = ratesAt(prices, 0);
  if (base === null) return null;
  const starts = new Set(
    Object.values(prices).flatMap((price) =>
      typeof price === 'object' ? price.tiers.map(({ start }) => start) : [],
    ),
  );
  const long = [...starts]
    .sort((a, b) => a - b)
    .flatMap((above) => {
      const rates = ratesAt(prices, above + 1);
      return rates === null ? [] : [{ above, ...rates }];
    });
  return long.length === 0 ? base : { ...base, long };
}

function ratesAt(prices: ModelPrice, tokens: number): TokenRates | null {
  const rate = (name: string): string | null => {
    const price = prices[name];
    if (price === undefined) return null;
    if (typeof price === 'number') return new Big(price).toFixed();
    const tier = [...price.tiers].sort((a, b) => a.start - b.start).findLast(({ start }) => tokens > start);
    return new Big(tier?.price ?? price.base).toFixed();
  };
  const input = rate('input_mtok');
  const output = rate('output_mtok');
  if (input === null || output === null) return null;
  const cachedInput = rate('cache_read_mtok');
  const keptInput = rate('cache_write_mtok');
  return {
    input,
    output,
    ...(cachedInput === null ? {} : { cachedInput }),
    ...(keptInput === null ? {} : { keptInput }),
  };
}
