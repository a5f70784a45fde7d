// Patterns: of every regular expression that is not proved to be safe, four times the text takes about four times as long.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Verdict {
  status: 'safe' | 'vulnerable' | 'unknown';
  complexity: string;
  attack?: { parts: { prefix: string; pump: string }[]; suffix: string };
  because?: string;
}

const verdicts: Record<string, Verdict> = JSON.parse(readFileSync('scripts/patterns.json', 'utf8'));

/** Those with an attack that was found, and those that are called safe because none was. */
const suspects = Object.entries(verdicts).filter(
  ([, { status, complexity, because }]) =>
    because === undefined && (status !== 'safe' || complexity.includes('fuzz')),
);

const length = 64 * 1024;
/** 4 would be exact; 16 is what a text takes that is gone through once for each of its characters. */
const mostGrowth = 8;
/** Milliseconds; below that it is quick whatever it grows by, and a clock says little. */
const quick = 40;

/** By the time of the processor, which is no longer when others use the machine, and the best of three. */
function timeOf(pattern: RegExp, text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && best > quick; run++) {
    const before = process.cpuUsage();
    // Over the whole text, wherever the first match is.
    text.replace(pattern, '');
    best = Math.min(best, process.cpuUsage(before).user / 1000);
  }
  return best;
}

/** Texts of nothing but one piece, of the worst that was found, and of what the pattern itself looks for. */
function texts(source: string, attack: Verdict['attack'], size: number): string[] {
  const words = [...new Set(source.match(/[a-z]{2,}/gi))].slice(0, 12);
  const pieces = [
    ...[' ', '\n', 'a', '1', '.', '-', '(', "'", 'a ', '1 ', '1.', '1x', 'Aa1', ', ', '\u00e9 '],
    ...words.map((word) => `${word} `),
    `${words.join(' 1 ')} `,
  ];
  const repeated = [...new Set(pieces)].map((piece) => piece.repeat(Math.ceil(size / piece.length)));
  const parts = attack?.parts ?? [];
  const worst = parts
    .map(
      ({ prefix, pump }) => prefix + pump.repeat(Math.ceil(size / parts.length / Math.max(1, pump.length))),
    )
    .join('');
  return [...repeated.map((text) => `${text}\u0001`), worst + (attack?.suffix ?? '')];
}

test('there are such patterns, and some with an attack', () => {
  expect(suspects.filter(([, { attack }]) => attack !== undefined).length).toBeGreaterThan(5);
});

test.each(suspects)('%s', (key, { attack }) => {
  const end = key.lastIndexOf('/');
  const source = key.slice(1, end);
  const flags = key.slice(end + 1).replace('y', '');
  const pattern = new RegExp(source, flags.includes('g') || source.startsWith('^') ? flags : `${flags}g`);
  const [short, long] = [texts(source, attack, length / 4), texts(source, attack, length)];
  for (const [at, text] of long.entries()) {
    const growth = () => {
      const whole = timeOf(pattern, text);
      return whole <= quick ? 0 : whole / Math.max(quick / 16, timeOf(pattern, short[at]!));
    };
    // A pause of the machine's own may fall into one of them.
    const least = () => Math.min(growth(), growth(), growth());
    const seen = growth();
    expect([text.slice(0, 40), seen <= mostGrowth ? seen : least()], key).toEqual([
      text.slice(0, 40),
      expect.toSatisfy((grown: number) => grown <= mostGrowth),
    ]);
  }
});
