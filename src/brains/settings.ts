// Settings: what may be said about providers, and what of it cannot be right.

import ipaddr from 'ipaddr.js';
import { z } from 'zod';

export interface BrainSettings {
  openaiApiKey: string;
  openaiBaseUrl: string;
  anthropicApiKey: string;
  anthropicBaseUrl: string;
  googleApiKey: string;
  googleBaseUrl: string;
  compatibleBaseUrl: string;
  compatibleApiKey: string;
  compatibleName: string;
  compatibleModels: string;
  /** `provider/model`, with commas between; empty for the usual ones. */
  brainModels: string;
  brainTimeoutSeconds: number;
  /** Tokens of a model whose window nobody knows. */
  brainContextWindow: number;
}

/** What an HTTP header can carry; a key with a space or a line break was copied wrongly. */
export const keySchema = z
  .string()
  .max(1000, 'is longer than any key')
  .regex(/^[\x21-\x7e]*$/, 'has a space, a line break or a character that no key has');

/** Of an API; without a slash at its end. Empty for the provider's own. */
export const addressSchema = z
  .string()
  .refine(
    (text) => text === '' || isAddress(text),
    'is not an http or https address without user, password and query',
  )
  .transform((text) => text.replace(/\/{1,20}$/, ''));

export const nameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'is not a name of small letters, digits, - and _');

function isAddress(text: string): boolean {
  if (!URL.canParse(text) || /\s/.test(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' && search === '' && hash === '';
}

/** The entries of a list with commas between. */
export function listOf(text: string): string[] {
  return [...new Set(text.split(',').map((entry) => entry.trim()))].filter((entry) => entry !== '');
}

/** On this machine or in this network, going by the address alone: what is sent there does not leave. */
export function isNear(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) {
    return ['loopback', 'private', 'uniqueLocal', 'linkLocal'].includes(ipaddr.process(host).range());
  }
  // Names without a dot are not known outside.
  return !host.includes('.') || /\.(?:localhost|local|internal|lan|home\.arpa)$/.test(host);
}
