// Labelled line: a description with the trade and the unit that an estimator gives it.

/** Whose manner of writing a line is in. */
export type Hand = 'uk' | 'us' | 'india' | 'gulf' | 'australia';

export interface LabelledLine {
  hand: Hand;
  /** A code of src/estimating/trades.ts. */
  trade: string;
  /** A canonical code of src/estimating/units.ts. */
  unit: string;
  description: string;
}

/** Reads «trade | unit | description», one a line. */
export function linesFrom(texts: Partial<Record<Hand, string>>): LabelledLine[] {
  return Object.entries(texts).flatMap(([hand, text]) =>
    text
      .trim()
      .split('\n')
      .map((line): LabelledLine => {
        const [trade = '', unit = '', ...words] = line.split('|').map((part) => part.trim());
        return { hand: hand as Hand, trade, unit, description: words.join(' | ') };
      }),
  );
}
