// Open brains: the brains that the settings switch on. Without any, no library of models is even loaded.

import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import { askModels } from './ask-models.ts';
import type { Brain } from './brain.ts';
import { type Brains, createBrains } from './brains.ts';
import { type Catalog, openCatalog } from './catalog.ts';
import type { OfferedModel } from './providers/provider.ts';
import { type Switched, switchedOn } from './providers.ts';
import type { BrainSettings } from './settings.ts';

export interface OpenBrains extends Brains, AsyncDisposable {
  /** When servers that had to be asked for their models have answered, or have not. Never rejects. */
  readonly asked: Promise<void>;
}

const askingMs = 5000;
const free = { input: '0', output: '0' };

/**
 * The caller's own brains first, then those of the settings. Says in one line of the log what there is.
 * @throws INVALID_INPUT that names the variable
 */
export async function openBrains(
  settings: BrainSettings,
  { clock, logger, own = [] }: { clock: Clock; logger: Logger; own?: readonly Brain[] },
): Promise<OpenBrains> {
  const list: Brain[] = [...own];
  const closing = new AbortController();
  const asked: Promise<void>[] = [];
  const all = switchedOn(settings);
  if (all.length > 0) {
    const catalog = await openCatalog();
    for (const one of all) {
      const make = await makerOf(one, settings, catalog, clock);
      if (one.models !== null) list.push(...one.models.map(make));
      else asked.push(ask(one, make, list, closing.signal, logger));
    }
  }
  const names = list.map(({ provider, model }) => `${provider}/${model}`);
  if (names.length > 0 || asked.length > 0) logger.info({ models: names }, 'Models are switched on.');
  else logger.info('No model is switched on: the local brain does it all.');
  const brains = createBrains(list, clock);
  const done = Promise.all(asked).then(() => {});
  return {
    ...brains,
    asked: done,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await done;
    },
  };
}

async function makerOf(
  { provider, access, local }: Switched,
  settings: BrainSettings,
  catalog: Catalog,
  clock: Clock,
): Promise<(offered: OfferedModel) => Brain> {
  const { createModelBrain } = await import('./model-brain.ts');
  const languageModel = await provider.open(access);
  const usual = provider.models.length > 0;
  const place = usual ? { id: provider.id } : { address: access.address };
  return ({ model, tier, contextWindow }) => {
    const known = local ? null : catalog(place, model, clock.now());
    return createModelBrain({
      model,
      provider: provider.id,
      tier: tier ?? known?.tier ?? 'low',
      contextWindow: contextWindow ?? known?.contextWindow ?? settings.brainContextWindow,
      priceAt: (now) => (local ? free : (catalog(place, model, now)?.price ?? null)),
      local,
      languageModel: languageModel(model),
      style: provider.style(model),
      shapeInWords: provider.shapeInWords,
      secrets: [access.key],
      timeoutMs: settings.brainTimeoutSeconds * 1000,
      clock,
    });
  };
}

async function ask(
  { provider, access }: Switched,
  make: (offered: OfferedModel) => Brain,
  list: Brain[],
  closing: AbortSignal,
  logger: Logger,
): Promise<void> {
  try {
    const names = await askModels(access, AbortSignal.any([closing, AbortSignal.timeout(askingMs)]));
    list.push(...names.map((model) => make({ model, tier: null })));
    logger.info({ provider: provider.id, models: names }, 'The server told its models.');
  } catch (error) {
    if (closing.aborted) return;
    logger.warn(
      { provider: provider.id, reason: messageOf(error).slice(0, 200) },
      'The server of OPENAI_COMPATIBLE_BASE_URL did not tell its models; name them in OPENAI_COMPATIBLE_MODELS.',
    );
  }
}
