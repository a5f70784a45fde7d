// Digest: what a model is told of an estimate to answer a question, and the check of what it said. Pure.

import type { EstimateLine } from '../../estimating/estimate.ts';
import { harmlessFacts } from '../thinking/rules.ts';
import { at, linesAbout, type Results } from './answer.ts';
import { readQuestion } from './question.ts';

const mostLines = 40;

/** The totals, the trades, and the lines that the question may be about, the largest first. */
export function digestOf(question: string, { estimate, scope }: Results): string {
  const { trade, subject } = readQuestion(question);
  const about = linesAbout(estimate, trade, subject);
  const lines = [...(about.length > 0 ? about : estimate.lines)]
    .sort((one, other) => Number(other.amount ?? 0) - Number(one.amount ?? 0))
    .slice(0, mostLines);
  const facts = [
    `Total ${estimate.currency} ${estimate.likely}, from ${estimate.low} to ${estimate.high}, AACE class ${estimate.class}, net ${estimate.net.likely}.`,
    ...estimate.markups.map((one) => `Mark-up ${one.name}: ${one.percent} % = ${one.amount}.`),
    ...estimate.byTrade.map(
      (one) => `Trade ${one.name}: ${one.likely}, ${one.lineCount} lines, ${Math.round(one.share * 100)} %.`,
    ),
    ...lines.map(factOf),
    ...estimate.assumptions.slice(0, 20).map((one) => `Assumption: ${one}`),
    ...(scope?.exclusions ?? []).slice(0, 20).map((one) => `Excluded: ${one.text}${at(one.source)}`),
    ...[...estimate.issues, ...(scope?.issues ?? [])].slice(0, 20).map((one) => `Issue: ${one.message}`),
  ];
  return harmlessFacts(
    facts,
    estimate.lines.map((line) => line.description),
  ).join('\n');
}

function factOf(line: EstimateLine): string {
  const price =
    line.unitPrice === null
      ? 'no price'
      : `${line.quantity} ${line.unit} × ${line.unitPrice} = ${line.amount}`;
  return `Line: ${line.description}: ${price}, ${Math.round(line.confidence * 100)} % sure, price from ${line.priceSource ?? line.priceBasis}${at(line.source)}`;
}

const figures = /\d[\d,.]*\d|\d/g;
const plain = (figure: string) => Number(figure.replaceAll(',', '').replace(/\.$/, ''));

/** Tells of a text whether every number of two digits or more is one of the facts', as it is or rounded. */
export function knownFigures(question: string, facts: string): (text: string) => boolean {
  const known = [...`${facts} ${question}`.matchAll(figures)].map(([figure]) => plain(figure));
  return (text) =>
    [...text.matchAll(figures)]
      .map(([figure]) => plain(figure))
      .filter((figure) => figure >= 10)
      .every((figure) =>
        known.some((one) => one === figure || Math.round(one) === figure || Math.abs(one - figure) < 0.0051),
      );
}
