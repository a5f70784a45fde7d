import { beforeAll, describe, expect, it } from 'vitest';
import { createTradeClassifier, type TradeClassifier } from '../../src/brains/local/trade-classifier.ts';
import { trades } from '../../src/estimating/trades.ts';
import { everydayLines } from './everyday-lines.ts';

let classifier: TradeClassifier;
beforeAll(async () => {
  classifier = await createTradeClassifier(async () => {});
}, 30_000);
const classify = (description: string, fields: { code?: string; section?: string; item?: string } = {}) =>
  classifier.classify({ code: null, section: null, item: null, description, ...fields });

describe('trade classifier', () => {
  it('is right on at least seven in ten everyday lines, and has nine in ten among its first three', () => {
    const guesses = everydayLines.map(([trade, description]) => ({ trade, guess: classify(description) }));
    const right = guesses.filter(({ trade, guess }) => guess.trade === trade).length;
    const near = guesses.filter(({ trade, guess }) =>
      [guess.trade, ...guess.alternatives.slice(0, 2).map((other) => other.trade)].includes(trade),
    ).length;
    expect(right / everydayLines.length).toBeGreaterThanOrEqual(0.7);
    expect(near / everydayLines.length).toBeGreaterThanOrEqual(0.9);
  });

  it('is right on at least nine in ten of the lines that it is sure of, and sure of at least four in ten', () => {
    const sure = everydayLines
      .map(([trade, description]) => ({ trade, guess: classify(description) }))
      .filter(({ guess }) => guess.confidence >= 0.6);
    expect(sure.length / everydayLines.length).toBeGreaterThanOrEqual(0.4);
    expect(
      sure.filter(({ trade, guess }) => guess.trade === trade).length / sure.length,
    ).toBeGreaterThanOrEqual(0.9);
  });

  it('follows an explicit code before anything else', () => {
    expect(classify('Supply and fix', { code: '09 91 23' }).method).not.toBe('code');
    expect(classify('Door painting', { code: '26 05 00', section: 'Masonry' })).toMatchObject({
      trade: 'electrical',
      method: 'code',
    });
    expect(classify('Units', { code: 'D2010' })).toMatchObject({ trade: 'plumbing', method: 'code' });
    expect(classify('Units', { code: 'roofing' })).toMatchObject({ trade: 'roofing', method: 'code' });
  });

  it('narrows a shared division to its trades and lets the words choose', () => {
    expect(classify('Interior emulsion, two coats', { code: '09 91 23' }).trade).toBe('painting');
    expect(classify('Vinyl tile', { code: '09 65 00' }).trade).toBe('flooring');
  });

  it('follows a heading that names one trade', () => {
    expect(classify('Complete as specified', { section: '4. MASONRY' })).toMatchObject({
      trade: 'masonry',
      method: 'heading',
    });
    expect(classify('Complete as specified', { section: 'Division 26' })).toMatchObject({
      trade: 'electrical',
      method: 'heading',
    });
  });

  it('lets a broad heading only narrow what the words say', () => {
    const section = 'FINISHES';
    expect(classify('Vitrified tile 600 x 600', { section }).trade).toBe('flooring');
    expect(classify('Two coats of emulsion', { section }).trade).toBe('painting');
    expect(classify('Gypsum plaster 12 mm', { section }).trade).toBe('finishes');
  });

  it('goes by the work rather than by where it is done or what comes with it', () => {
    expect(classify('Two coat plaster to blockwork walls').trade).toBe('finishes');
    expect(classify('Bituminous membrane to concrete foundations').trade).toBe('insulation');
    expect(classify('Bored piers incl. spoil removal').trade).toBe('piling');
  });

  it('reads glued words and typing errors', () => {
    expect(classify('SupplyAndFix WashBasin WhiteGlazed').trade).toBe('plumbing');
    expect(classify('Elektrical conduitt and wireing').trade).toBe('electrical');
  });

  it('is unsure where there is nothing to go by', () => {
    expect(classify('As directed').confidence).toBeLessThan(0.3);
    expect(classify('—').confidence).toBeLessThan(0.3);
  });

  it('has at least twenty-five trades, each with an alias of two digits and no more', () => {
    expect(trades.length).toBeGreaterThanOrEqual(25);
    for (const { masterFormat, uniformat } of trades) {
      expect(masterFormat).toMatch(/^\d\d$/);
      expect(uniformat ?? 'A').toMatch(/^[A-G]$/);
    }
  });
});
