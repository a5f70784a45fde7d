// Trade knowledge: everything that the classifier of trades learns from, and what a unit says against a trade.

import { costBook } from './cost-book.ts';
import type { LabelledPhrase } from './trade-rules.ts';
import { vocabulary } from './trade-vocabulary.ts';
import { vocabularyAbroad } from './trade-vocabulary-abroad.ts';
import { vocabularyOfWorks } from './trade-vocabulary-works.ts';
import { trades } from './trades.ts';
import { type Dimension, normalizeUnit, unitOf } from './units.ts';

export interface TradeKnowledge {
  /** Short phrases that are looked for in a line. */
  phrases: readonly LabelledPhrase[];
  /** Whole descriptions, which a line may only resemble. */
  descriptions: readonly LabelledPhrase[];
}

const listed = (texts: Readonly<Record<string, string>>): LabelledPhrase[] =>
  Object.entries(texts).flatMap(([trade, text]) =>
    text.split(',').map((phrase) => ({ trade, text: phrase.trim() })),
  );

export const tradeKnowledge: TradeKnowledge = {
  phrases: [
    ...trades.flatMap(({ code, phrases }) => phrases.map((text) => ({ trade: code, text }))),
    ...listed(vocabulary),
    ...listed(vocabularyOfWorks),
    ...listed(vocabularyAbroad).flatMap(({ trade, text }) =>
      // As a keyboard without accents writes it.
      [text, text.normalize('NFD').replace(/\p{M}/gu, '')].map((spelling) => ({ trade, text: spelling })),
    ),
  ],
  descriptions: [
    ...trades.map(({ code, name }) => ({ trade: code, text: name })),
    ...costBook.lines.flatMap(({ trade, description, synonyms }) =>
      [description, ...synonyms].map((text) => ({ trade, text })),
    ),
  ],
};

const pieces = 'doors_windows specialties equipment furnishings conveying';
const services = 'fire_protection plumbing hvac electrical communications';
/** Trades that are hardly ever measured in a dimension: no door has cubic metres. */
const unusual: Partial<Record<Dimension, Set<string>>> = {
  volume: new Set(
    `${pieces} ${services} painting finishes flooring roofing steel traffic general`.split(' '),
  ),
  area: new Set(
    'conveying equipment electrical communications plumbing fire_protection site_utilities'.split(' '),
  ),
  mass: new Set(
    `${pieces} ${services} painting finishes flooring roofing masonry carpentry piling`.split(' '),
  ),
  length: new Set('equipment conveying furnishings'.split(' ')),
  count: new Set('earthwork painting'.split(' ')),
  time: new Set(
    `${pieces} ${services} painting finishes flooring roofing masonry carpentry steel insulation`.split(' '),
  ),
};
const unusualShare = 0.35;

/** By how much a line's unit, as written, lowers the likelihood of a trade: 1 where it says nothing. */
export function unitShare(unit: string | null | undefined): (trade: string) => number {
  const dimension = unitOf(normalizeUnit(unit ?? null)?.unit ?? null)?.dimension;
  const against = dimension === undefined ? undefined : unusual[dimension];
  return (trade) => (against?.has(trade) === true ? unusualShare : 1);
}
