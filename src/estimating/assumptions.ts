// Assumptions: what a reader has to know to judge the figures, in whole sentences.

import type { Estimate, ScopeReport } from './estimate.ts';
import { defaultMarkups, isContained, type Markup } from './markups.ts';
import { tradeName } from './trades.ts';

export interface AssumptionFacts {
  class: number;
  classBecause: string;
  currency: string;
  region: string | null;
  markups: readonly Markup[];
  /** The bill prices general conditions itself, so the default mark-up was left out. */
  generalInBill: boolean;
  lines: Estimate['lines'];
  /** What the estimate does not know, in whole sentences. */
  unknowns: readonly string[];
  scope: ScopeReport;
  /** How missing work was decided, by trade: exclude, include or by_others; null while nobody answered. */
  missingAnswers: ReadonlyMap<string, string | null>;
  included: readonly string[];
}

const mostQuotes = 8;

/** The assumptions of an estimate, in a fixed order. */
export function assumptionsOf(facts: AssumptionFacts): string[] {
  return [
    `Class ${facts.class} estimate (AACE): ${facts.classBecause}.`,
    ...priceSentences(facts),
    ...facts.unknowns,
    'Amounts are figured on net quantities. Rates of documents and public bids cover waste, composed prices have it in their material; the waste of the take-off is for ordering only.',
    ...markupSentences(facts),
    ...missingSentences(facts),
    ...openSentences(facts.scope),
  ];
}

function priceSentences({ lines, currency, region }: AssumptionFacts): string[] {
  const by = (basis: string) => lines.filter(({ priceBasis }) => priceBasis === basis).length;
  const [own, user, bids, composed, none] = [
    by('document'),
    by('user'),
    by('public-bid'),
    by('composed'),
    by('none'),
  ];
  const where = region === null ? 'the national average' : `the general price level of ${region}`;
  return [
    ...(own === 0
      ? []
      : [
          `${count(own)} priced at the documents' own rates, in ${currency}, which are taken to be all-in and were not adjusted for the region.`,
        ]),
    ...(user === 0 ? [] : [`${count(user)} priced from the price list among the documents.`]),
    ...(bids === 0
      ? []
      : [
          `${count(bids)} priced at medians of public bids (Indiana, letting of 2026-04-08); low and high are the quartiles.`,
        ]),
    ...(composed === 0
      ? []
      : [
          `${count(composed)} priced from hours × national mean wage (BLS, May 2024) × burden plus allowances for material and equipment; low is 25 % below, high 35 % above.`,
        ]),
    ...(bids + composed === 0
      ? []
      : [
          `Built-in prices were brought to ${where} by the BEA regional price parities of 2023, which measure consumer prices and are no index of construction cost. They are concept-level prices.`,
        ]),
    ...(none === 0
      ? []
      : [`${count(none)} not priced and ${none === 1 ? 'counts' : 'count'} nothing; see the issues.`]),
  ];
}

function markupSentences({ markups, generalInBill }: AssumptionFacts): string[] {
  const contained = markups.filter(({ name }) => isContained(name));
  const listed = (some: readonly Markup[]) =>
    some.map(({ name, percent }) => `${name} ${percent} %`).join(', ');
  const byDefault = contained.filter(({ instructed }) => instructed !== true);
  const asked = contained.filter(({ instructed }) => instructed === true);
  const others = markups.filter(({ name }) => !isContained(name));
  return [
    ...(byDefault.length === 0
      ? []
      : [
          `${listed(byDefault)}: on composed prices only, since public bids contain them and rates of documents are assumed to do so.`,
        ]),
    ...(asked.length === 0
      ? []
      : [
          `${listed(asked)}: as instructed, on composed prices and on the rates of documents and price lists, not on public bids, which contain them.`,
        ]),
    ...(others.length === 0 ? [] : [`${listed(others)}: on all lines and the mark-ups before.`]),
    ...(markups.length < 2
      ? []
      : ['Each mark-up is a percentage of the lines it applies to and of the mark-ups before it.']),
    ...(generalInBill
      ? [
          `The bill prices general conditions itself, so the ${defaultMarkups[0]?.name.toLowerCase()} mark-up was not added.`,
        ]
      : []),
    ...(markups.some(({ name }) => /contingenc/i.test(name)) ? [] : ['No contingency is included.']),
  ];
}

function missingSentences({ scope, missingAnswers, included }: AssumptionFacts): string[] {
  const sentences = [...Map.groupBy(scope.missing, ({ trade }) => trade)].flatMap(([trade, missing]) => {
    const names = missing.map(({ description }) => description).join(', ');
    const answer = missingAnswers.get(trade) ?? null;
    if (answer === 'include') return [];
    const verb = missing.length === 1 ? 'is' : 'are';
    if (answer === 'by_others')
      return [`${tradeName(trade)}: ${names} ${verb} done by others and not included.`];
    const open = answer === null ? ' Nobody has decided on it yet.' : '';
    return [`${tradeName(trade)}: ${names} ${verb} not in the bill and not included.${open}`];
  });
  return [...included, ...sentences];
}

function openSentences({ qualifications, exclusions }: ScopeReport): string[] {
  const texts = qualifications.filter(({ source }) => source.row === null || source.sheet === null);
  return [
    ...quoted(
      'Not counted unless they are lines of the bill',
      texts.map(({ text }) => text),
    ),
    ...quoted(
      'Excluded by the documents',
      exclusions.map(({ text }) => text),
    ),
  ];
}

function quoted(label: string, texts: readonly string[]): string[] {
  const shown = [...new Set(texts)];
  const more =
    shown.length > mostQuotes ? [`${label}: ${shown.length - mostQuotes} more, see the scope report.`] : [];
  return [...shown.slice(0, mostQuotes).map((text) => `${label}: «${text}»`), ...more];
}

function count(lines: number): string {
  return lines === 1 ? 'One line is' : `${lines} lines are`;
}
