// Providers: all there are, which of them the settings switch on, and with which models.

import { Fault } from '../base/fault.ts';
import { anthropic } from './providers/anthropic.ts';
import { compatible } from './providers/compatible.ts';
import { google } from './providers/google.ts';
import { openai } from './providers/openai.ts';
import type { Access, OfferedModel, Provider } from './providers/provider.ts';
import { type BrainSettings, isNear, listOf } from './settings.ts';

export interface Switched {
  provider: Provider;
  access: Access;
  /** What to use; null to ask the server for its models. */
  models: readonly OfferedModel[] | null;
  local: boolean;
}

interface Entry {
  provider: Provider;
  /** The variable that switches it on. */
  variable: string;
  on(settings: BrainSettings): boolean;
  access(settings: BrainSettings): Access;
}

function entries(settings: BrainSettings): Entry[] {
  return [
    {
      provider: openai,
      variable: 'OPENAI_API_KEY',
      on: (set) => set.openaiApiKey !== '',
      access: (set) => ({ key: set.openaiApiKey, address: set.openaiBaseUrl }),
    },
    {
      provider: anthropic,
      variable: 'ANTHROPIC_API_KEY',
      on: (set) => set.anthropicApiKey !== '',
      access: (set) => ({ key: set.anthropicApiKey, address: set.anthropicBaseUrl }),
    },
    {
      provider: google,
      variable: 'GOOGLE_GENERATIVE_AI_API_KEY',
      on: (set) => set.googleApiKey !== '',
      access: (set) => ({ key: set.googleApiKey, address: set.googleBaseUrl }),
    },
    {
      provider: compatible(settings.compatibleName),
      variable: 'OPENAI_COMPATIBLE_BASE_URL',
      on: (set) => set.compatibleBaseUrl !== '',
      access: (set) => ({ key: set.compatibleApiKey, address: set.compatibleBaseUrl }),
    },
  ];
}

/**
 * Which providers are on, and with which models. Looks at nothing but the settings.
 * @throws INVALID_INPUT that names the variable, for a model of a provider that is unknown or not switched on
 */
export function switchedOn(settings: BrainSettings): Switched[] {
  const all = entries(settings);
  const ids = all.map(({ provider }) => provider.id);
  if (new Set(ids).size < ids.length) {
    throw new Fault(
      'INVALID_INPUT',
      `OPENAI_COMPATIBLE_NAME may not be ${settings.compatibleName}: that is another provider.`,
    );
  }
  const wanted = listOf(settings.brainModels).map((name) => wantedOf(name, all, settings));
  return all.flatMap((entry): Switched[] => {
    if (!entry.on(settings)) return [];
    const { provider } = entry;
    const access = entry.access(settings);
    const named = wanted
      .filter((one) => one.provider === provider.id)
      .map(({ model }) => offered(provider, model));
    if (wanted.length > 0 && named.length === 0) return [];
    const usual = provider.id === settings.compatibleName ? compatibleModels(settings) : provider.models;
    const models = named.length > 0 ? named : usual;
    return [
      {
        provider,
        access,
        models,
        local: access.address !== '' && isNear(access.address) && provider.id === settings.compatibleName,
      },
    ];
  });
}

function wantedOf(name: string, all: Entry[], settings: BrainSettings): { provider: string; model: string } {
  const [, provider = '', model = ''] = /^([^/\s]+)\/(\S+)$/.exec(name) ?? [];
  const entry = all.find((one) => one.provider.id === provider);
  if (model === '' || entry === undefined) {
    const known = all.map((one) => one.provider.id).join(', ');
    throw new Fault(
      'INVALID_INPUT',
      `BRAIN_MODELS: «${name.slice(0, 100)}» is not a provider, a slash and a model. The providers are ${known}.`,
    );
  }
  if (!entry.on(settings)) {
    throw new Fault(
      'INVALID_INPUT',
      `BRAIN_MODELS names ${name.slice(0, 100)}, but ${entry.variable} is not set.`,
    );
  }
  return { provider, model };
}

function compatibleModels(settings: BrainSettings): OfferedModel[] | null {
  const models = listOf(settings.compatibleModels);
  return models.length === 0 ? null : models.map((model) => ({ model, tier: null }));
}

/** A model that is one of the usual ones keeps what is known of it. */
function offered(provider: Provider, model: string): OfferedModel {
  return provider.models.find((one) => one.model === model) ?? { model, tier: null };
}
