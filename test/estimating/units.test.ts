import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convertPrice,
  convertQuantity,
  normalizeUnit,
  systemOf,
  unitOf,
  units,
} from '../../src/estimating/units.ts';

describe('units', () => {
  it('reads what bills of several countries write', () => {
    const written = {
      ha: ['Hect.'],
      day: ['Man-days'],
      yd3: ['C.Y.', 'Cu. Yd.', 'CYS', 'cubic yards'],
      yd2: ['SYS', 'S.Y.', 'sq yd'],
      ft: ['L.F.', 'LFT', 'Rft', 'linear feet'],
      ft2: ['SF', 'Sq. Ft.', 'sft'],
      m3: ['m³', 'M3', 'cum', 'Cu.M', 'm^3', 'per cum'],
      m2: ['sqm', 'Sq.M.', 'm²', '㎡'],
      m: ['m', 'Rmt', 'LM', 'mtr', 'Running Mtr.', 'lfd. m', 'R.Mtr'],
      each: ['EACH', 'Nos.', 'No', 'ea', 'Pcs', 'Stk', 'Stück', 'ud', 'N°', 'No’s', 'PCE'],
      ls: ['L.S.', 'Lump Sum', 'LOT', 'Item', 'psch'],
      kg: ['kg', 'KGS'],
      lb: ['LBS', 'lb'],
      q: ['Qtl'],
      h: ['HRS', 'hour'],
      bag: ['Bags'],
      brass: ['Brass'],
    };
    for (const [unit, spellings] of Object.entries(written)) {
      for (const spelling of spellings) {
        expect([spelling, normalizeUnit(spelling)]).toEqual([spelling, { unit, ambiguous: false }]);
      }
    }
  });

  it('knows about ninety spellings of at least thirty units, none of them twice', () => {
    const spellings = units.flatMap((unit) => unit.spellings);
    expect(units.length).toBeGreaterThanOrEqual(30);
    expect(spellings.length).toBeGreaterThanOrEqual(90);
    expect(new Set(spellings).size).toBe(spellings.length);
    for (const { code } of units.filter((unit) => unit.code !== 't'))
      expect([code, normalizeUnit(code)?.unit]).toEqual([code, code]);
  });

  it('says when a spelling means two things, and lets the other units decide', () => {
    expect(normalizeUnit('T')).toEqual({ unit: 't', ambiguous: true });
    expect(normalizeUnit('T', 'us')).toEqual({ unit: 'ton', ambiguous: false });
    expect(normalizeUnit('TON', 'metric')).toEqual({ unit: 't', ambiguous: false });
    expect(normalizeUnit('M', 'us')).toEqual({ unit: 'thousand', ambiguous: false });
    expect(normalizeUnit('SQ', 'us')).toEqual({ unit: 'square', ambiguous: false });
    expect(normalizeUnit('%')?.ambiguous).toBe(true);
  });

  it('reads the unit of a rate that is written with a leading one', () => {
    expect(['1 Cum', 'ONE CUM', '1 No.', '1Sqm', 'one kg'].map((text) => normalizeUnit(text)?.unit)).toEqual([
      'm3',
      'm3',
      'each',
      'm2',
      'kg',
    ]);
    expect(['10 m', '1', 'one', '1 apple'].map((text) => normalizeUnit(text))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('takes no other word for a unit', () => {
    for (const text of ['', ' ', 'concrete', '100 kg', null]) expect(normalizeUnit(text)).toBeNull();
  });

  it('finds the system that most units belong to', () => {
    expect(systemOf(['CY', 'SF', 'm2', 'EA'])).toBe('us');
    expect(systemOf(['m3', 'T', 'nos'])).toBe('metric');
    expect(systemOf(['EA', 'LS', null])).toBeNull();
  });

  it('converts by the definitions', () => {
    expect(convertQuantity(new Big(27), 'ft3', 'yd3')?.toFixed()).toBe('1');
    expect(convertQuantity(new Big(1), 'yd3', 'm3')?.toFixed()).toBe('0.764554857984');
    expect(convertQuantity(new Big(2000), 'lb', 'ton')?.toFixed()).toBe('1');
    expect(convertPrice(new Big(9), 'yd2', 'ft2')?.toFixed()).toBe('1');
  });

  it('converts within a dimension only, and units of no fixed size to nothing but themselves', () => {
    expect(convertQuantity(new Big(1), 'm', 'm2')).toBeNull();
    expect(convertQuantity(new Big(1), 'day', 'h')).toBeNull();
    expect(convertQuantity(new Big(1), 'set', 'each')).toBeNull();
    expect(convertQuantity(new Big(3), 'day', 'day')?.toFixed()).toBe('3');
  });

  it('comes back to the same quantity after a round trip', () => {
    const fixed = units.filter((unit) => unit.factor !== null).map((unit) => unit.code);
    fc.assert(
      fc.property(
        fc.constantFrom(...fixed),
        fc.constantFrom(...fixed),
        fc.integer({ min: 1, max: 10_000 }),
        (a, b, n) => {
          fc.pre(unitOf(a)?.dimension === unitOf(b)?.dimension);
          const there = convertQuantity(new Big(n), a, b) as Big;
          const back = convertQuantity(there, b, a) as Big;
          expect(back.minus(n).abs().div(n).lt('1e-9')).toBe(true);
        },
      ),
    );
  });
});
