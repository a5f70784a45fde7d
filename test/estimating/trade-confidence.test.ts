import { beforeAll, describe, expect, it } from 'vitest';
import { createTradeClassifier, type TradeClassifier } from '../../src/brains/local/trade-classifier.ts';
import { tradeKnowledge, unitShare } from '../../src/estimating/trade-knowledge.ts';
import type { LabelledPhrase } from '../../src/estimating/trade-rules.ts';
import { tradeOf } from '../../src/estimating/trades.ts';
import { allWords } from '../../src/estimating/words.ts';
import { random } from '../support/random.ts';
import { everydayLines } from './everyday-lines.ts';

const noPause = async () => {};
const guess = (classifier: TradeClassifier, description: string, unit: string | null = null) =>
  classifier.classify({ code: null, section: null, item: null, description, unit });

describe('confidence of a trade', () => {
  let classifier: TradeClassifier;
  beforeAll(async () => {
    classifier = await createTradeClassifier(noPause);
  }, 30_000);

  it('is right nine times in ten where it is sure, with half of the known words hidden', async () => {
    const draw = random(5);
    const hidden = new Map<string, boolean>();
    const isHidden = (word: string) => {
      const known = hidden.get(word) ?? draw(2) === 0;
      hidden.set(word, known);
      return known;
    };
    const kept = (phrases: readonly LabelledPhrase[]) =>
      phrases.filter(({ text }) => !allWords(text).some(isHidden));
    const ignorant = await createTradeClassifier(noPause, {
      phrases: kept(tradeKnowledge.phrases),
      descriptions: kept(tradeKnowledge.descriptions),
    });
    const sure = everydayLines
      .map(([trade, description]) => ({ trade, found: guess(ignorant, description) }))
      .filter(({ found }) => found.confidence >= 0.6);
    expect(sure.length).toBeGreaterThan(5);
    expect(sure.filter(({ trade, found }) => found.trade === trade).length / sure.length).toBeGreaterThan(
      0.9,
    );
  }, 30_000);

  it('is not sure of a line that only resembles what is known', () => {
    for (const text of ['Widgetry to be alligned', 'Sundry plumes', 'Electrifying parquetesque'])
      expect(guess(classifier, text).confidence).toBeLessThan(0.6);
  });

  it('never ranks another trade above its guess', () => {
    for (const [, description] of everydayLines) {
      const { confidence, alternatives } = guess(classifier, description);
      for (const other of alternatives) expect(other.confidence).toBeLessThanOrEqual(confidence);
    }
  });

  it('knows the words of sites in several countries', () => {
    for (const [trade, description] of [
      ['concrete', 'Mud mat, 3 in'],
      ['flooring', 'Kadappa platform'],
      ['masonry', 'Besser 190 series, core filled'],
      ['finishes', 'Plasterboard on dabs'],
      ['masonry', 'Maçonnerie en parpaings creux'],
      ['masonry', 'Maconnerie en parpaings creux'],
      ['plumbing', 'Waschtisch mit Einhandmischer'],
      ['site_utilities', 'Arqueta de registro'],
    ])
      expect([description, guess(classifier, description as string).trade]).toEqual([description, trade]);
  });

  it('takes what a unit measures as evidence', () => {
    expect(unitShare('m3')('doors_windows')).toBeLessThan(1);
    expect(unitShare('Nos.')('doors_windows')).toBe(1);
    expect(unitShare(null)('doors_windows')).toBe(1);
    const text = 'Glass and concrete';
    const share = (unit: string) => {
      const { trade, confidence, alternatives } = guess(classifier, text, unit);
      return trade === 'concrete'
        ? confidence
        : (alternatives.find((other) => other.trade === 'concrete')?.confidence ?? 0);
    };
    expect(share('m3')).toBeGreaterThan(share('nr'));
  });

  it('learns of trades that exist only', () => {
    for (const { trade, text } of [...tradeKnowledge.phrases, ...tradeKnowledge.descriptions]) {
      expect(tradeOf(trade)).not.toBeNull();
      expect(text.trim()).not.toBe('');
    }
  });
});
