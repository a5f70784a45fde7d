// Requested mark-ups: «10 % contingency», «overhead 10%, profit 5%», «no overhead», «without mark-ups».
//
// The names and percentages of a text are read from left to right. Whether a percentage belongs to the names before
// or after it is decided once for the text, by which comes first. What cannot be placed is told, not guessed.

import type { Intent } from '../events/session.ts';

const names: [string, string][] = [
  ['general conditions', 'general conditions|preliminaries|prelims'],
  ['overhead', 'overheads?'],
  ['profit', 'profits?'],
  ['contingency', 'contingenc(?:y|ies)'],
  ['tax', '(?:sales )?tax|vat'],
  ['bond', 'bonds?'],
];
const numbers =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' ');

const anyName = names.map(([, word]) => word).join('|');
const token = new RegExp(
  String.raw`\b(${anyName})\b|((?<![\d.,])-?\d{1,9}(?:[.,]\d{1,9})?)\s{0,9}(?:%|percent\b|per cent\b)`,
  'gi',
);
const removed = new RegExp(
  String.raw`\b(?:no|without|remove|drop|delete|exclude|less|zero)\s+(?:any\s+|the\s+)?((?:${anyName})(?:\s*(?:,|and|or|&)\s*(?:${anyName}))*)\b|\b(${anyName})\s+(?:to|of|at)\s+(?:zero|nothing)\b`,
  'gi',
);
const noneAtAll =
  /\b(?:(?:no|without|remove|drop|delete)\s+(?:any\s+|the\s+|all\s+)?(?:mark-?\s?ups?)|direct costs?\s+only)\b/i;
/** «Increase the profit by 2 %» may mean two percent or two points. */
const relative = /\b(?:increase|raise|reduce|lower|decrease|cut)\b[^.;]{0,200}\bby\b/i;

export interface RequestedMarkups {
  /** By name, each at most once; 0 takes a mark-up away. */
  markups: Intent['markups'];
  /** Percentages in the text that could not be placed, in its own words. */
  unclear: string[];
}

interface Token {
  name: string | null;
  percent: string | null;
  words: string;
}

/** Pure. */
export function readMarkups(instructions: string): RequestedMarkups {
  const text = instructions.replace(
    new RegExp(`\\b(${numbers.join('|')})(?=\\s+per\\s?cent)`, 'gi'),
    (word) => String(numbers.indexOf(word.toLowerCase())),
  );
  const percents = new Map<string, string>();
  for (const match of text.matchAll(removed))
    for (const name of namesIn(match[1] ?? match[2] ?? '')) percents.set(name, '0');
  if (noneAtAll.test(text)) for (const [name] of names) percents.set(name, '0');

  const kept = text.replace(removed, ' ');
  const tokens: Token[] = [...kept.matchAll(token)].map(([words, name, percent]) => ({
    name: name === undefined ? null : (namesIn(name)[0] ?? null),
    percent: percent?.replace(',', '.') ?? null,
    words: words.trim(),
  }));
  const unclear = place(tokens, percents);
  if (relative.test(kept) && tokens.some((one) => one.percent !== null)) {
    return { markups: [], unclear: tokens.filter((one) => one.percent !== null).map((one) => one.words) };
  }
  const markups = names.flatMap(([name]) => {
    const percent = percents.get(name);
    return percent === undefined ? [] : [{ name, percent }];
  });
  return { markups, unclear };
}

/** Gives each percentage to its names; returns those that have none, or that no mark-up can have. */
function place(tokens: readonly Token[], percents: Map<string, string>): string[] {
  const nameFirst = tokens[0]?.name != null;
  const ordered = nameFirst ? tokens : tokens.toReversed();
  const unclear: string[] = [];
  let waiting: string[] = [];
  for (const { name, percent, words } of ordered) {
    if (name !== null) waiting.push(name);
    else if (percent !== null) {
      const legal = waiting.length > 0 && Number(percent) >= 0 && Number(percent) <= 100;
      if (legal) for (const one of waiting) percents.set(one, percent);
      else unclear.push(words);
      waiting = [];
    }
  }
  return unclear;
}

function namesIn(list: string): string[] {
  return names.filter(([, word]) => new RegExp(`\\b(?:${word})\\b`, 'i').test(list)).map(([name]) => name);
}
