import { describe, expect, it } from 'vitest';
import { type AssumptionFacts, assumptionsOf } from '../../src/estimating/assumptions.ts';
import { defaultMarkups } from '../../src/estimating/markups.ts';
import { estimateClass, type RolledLine } from '../../src/estimating/rollup.ts';
import { line } from '../agents/export/fixture.ts';

const missing = ['Haul and dispose', 'Backfill'].map((description) => ({
  topic: description,
  trade: 'earthwork',
  description,
  because: 'there is excavation',
  source: null,
}));
const facts: AssumptionFacts = {
  class: 4,
  classBecause: 'so it is',
  currency: 'USD',
  region: null,
  markups: defaultMarkups,
  generalInBill: false,
  lines: [],
  unknowns: [],
  scope: { inclusions: [], exclusions: [], qualifications: [], issues: [], missing },
  missingAnswers: new Map(),
  included: [],
};
const textOf = (changes: Partial<AssumptionFacts>) => assumptionsOf({ ...facts, ...changes }).join(' ');
const decided = (answer: string | null) => textOf({ missingAnswers: new Map([['earthwork', answer]]) });

describe('assumptions', () => {
  it('speak of several missing things in the plural and of one in the singular', () => {
    expect(decided(null)).toContain(
      'Earthwork: Haul and dispose, Backfill are not in the bill and not included.',
    );
    expect(decided('by_others')).toContain('Haul and dispose, Backfill are done by others and not included.');
    const scope = { ...facts.scope, missing: missing.slice(0, 1) };
    expect(textOf({ scope })).toContain('Earthwork: Haul and dispose is not in the bill');
  });

  it('say that nobody has decided only where nobody has', () => {
    expect(decided(null)).toContain('Nobody has decided');
    for (const answer of ['exclude', 'by_others', 'include']) {
      expect(decided(answer), answer).not.toContain('Nobody has decided');
    }
  });

  it('say whole what rates of documents are assumed to contain', () => {
    expect(textOf({})).toContain(
      'since public bids contain them and rates of documents are assumed to do so.',
    );
  });
});

describe('the reason of a class', () => {
  const rolled = (priceBasis: 'document' | 'composed', likely: bigint): RolledLine => ({
    line: line('1', { priceBasis }),
    amounts: { low: likely, likely, high: likely },
  });

  it('calls nothing nothing, and a little not nothing', () => {
    expect(estimateClass([rolled('composed', 100n)]).because).toBe(
      'none of the amount comes from rates of the documents, and built-in prices are concept-level',
    );
    expect(estimateClass([]).because).toMatch(/^none of the amount/);
    expect(estimateClass([rolled('composed', 100_000n), rolled('document', 100n)]).because).toMatch(
      /^only less than 1 % of the amount/,
    );
    expect(estimateClass([rolled('composed', 300n), rolled('document', 100n)]).because).toMatch(/^only 25 %/);
  });
});
