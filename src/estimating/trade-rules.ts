// Trade rules: what an explicit code, a section heading or a telling phrase says about the trade of a line.

import { tradeOf, trades } from './trades.ts';
import { allWords } from './words.ts';

/** UNIFORMAT II groups (NISTIR 6389) that narrow a line down to a few of our trades. */
const uniformatGroups: Record<string, string[]> = {
  A10: ['concrete', 'piling', 'masonry'],
  A20: ['earthwork', 'concrete', 'masonry', 'insulation'],
  B10: ['concrete', 'steel', 'carpentry', 'masonry'],
  B20: ['masonry', 'doors_windows', 'insulation', 'finishes', 'roofing'],
  B30: ['roofing', 'insulation'],
  C10: ['finishes', 'doors_windows', 'specialties', 'masonry', 'carpentry'],
  C20: ['concrete', 'steel', 'carpentry', 'flooring'],
  C30: ['finishes', 'flooring', 'painting'],
  D10: ['conveying'],
  D20: ['plumbing'],
  D30: ['hvac'],
  D40: ['fire_protection'],
  D50: ['electrical', 'communications'],
  E10: ['equipment'],
  E20: ['furnishings'],
  F10: ['equipment', 'steel', 'general'],
  F20: ['demolition'],
  G10: ['earthwork', 'demolition', 'piling'],
  G20: ['roads', 'landscaping', 'traffic', 'concrete'],
  G30: ['site_utilities', 'earthwork'],
  G40: ['electrical', 'communications'],
};

/** Division numbers that no trade has as its alias, because another one covers them. */
const otherDivisions: Record<string, string[]> = {
  '13': ['equipment', 'steel'],
  '25': ['communications'],
  '28': ['communications'],
};

/** Headings that name a part of the job rather than a trade. */
const broadHeadings: [RegExp, string[]][] = [
  [
    /\b(sub-?structure|foundations?|basement|below ground|plinth)\b/i,
    ['earthwork', 'concrete', 'piling', 'masonry', 'insulation'],
  ],
  [
    /\b(super-?structure|structural works?|frame|upper floors)\b/i,
    ['concrete', 'steel', 'masonry', 'carpentry'],
  ],
  [
    /\b(civil works?|building works?|builder'?s works?)\b/i,
    [
      'earthwork',
      'concrete',
      'masonry',
      'finishes',
      'flooring',
      'painting',
      'doors_windows',
      'roofing',
      'insulation',
      'steel',
      'carpentry',
      'demolition',
    ],
  ],
  [
    /\b(external works?|site works?|sitework|site development|site improvements?)\b/i,
    ['earthwork', 'roads', 'landscaping', 'site_utilities', 'concrete', 'traffic', 'masonry', 'demolition'],
  ],
  [/\bfinish(es|ing)?\b/i, ['finishes', 'flooring', 'painting']],
  [
    /\b(mechanical|m\.?e\.?p\.?|m\s*&\s*e|building services|services installation)\b/i,
    ['hvac', 'plumbing', 'fire_protection', 'electrical', 'communications', 'conveying'],
  ],
  [/\bthermal and moisture\b/i, ['insulation', 'roofing']],
  [/\b(elv|low voltage|extra low voltage)\b/i, ['communications']],
  [/\b(drainage|sewerage)\b/i, ['site_utilities', 'plumbing']],
  [/\b(bridge|structures?)\b/i, ['concrete', 'steel', 'piling', 'earthwork', 'insulation', 'demolition']],
];

/** The trades that a code allows: one for a clear code, several for a shared division, none when it says nothing. */
export function tradesOfCode(code: string | null): string[] {
  const text = (code ?? '').trim();
  if (text === '') return [];
  if (tradeOf(text.toLowerCase()) !== null) return [text.toLowerCase()];
  const uniformat = /^([A-G]\d0)\d{0,2}(\.\d+)?$/i.exec(text)?.[1];
  if (uniformat !== undefined) return uniformatGroups[uniformat.toUpperCase()] ?? [];
  const division = /^(\d\d)([ .-]?)\d\d\2\d\d(\.\d{2})?$/.exec(text)?.[1];
  return division === undefined ? [] : tradesOfDivision(division);
}

/** The trades that a heading allows, the phrases it is made of being as good as a name. */
export function tradesOfHeading(heading: string | null): string[] {
  const text = (heading ?? '').trim();
  if (text === '') return [];
  const division = /\bdiv(?:ision|\.)?\s*(\d{1,2})\b/i.exec(text)?.[1] ?? /^(\d\d) 00 00\b/.exec(text)?.[1];
  const byNumber = division === undefined ? [] : tradesOfDivision(division.padStart(2, '0'));
  if (byNumber.length === 1) return byNumber;
  const narrowed = (found: string[]) => {
    const kept = found.filter((trade) => byNumber.includes(trade));
    return kept.length > 0 ? kept : found;
  };
  const broad = broadHeadings.find(([pattern]) => pattern.test(text));
  const scores = phraseScores(text);
  const best = Math.max(0, ...scores.values());
  const named = [...scores].filter(([, score]) => score >= best * 0.6).map(([trade]) => trade);
  if (named.length === 1) return narrowed(named);
  if (broad !== undefined) return narrowed(broad[1]);
  return named.length > 0 && named.length <= 4 ? narrowed(named) : byNumber;
}

function tradesOfDivision(division: string): string[] {
  const found = trades.filter((entry) => entry.masterFormat === division).map((entry) => entry.code);
  return found.length > 0 ? found : (otherDivisions[division] ?? []);
}

interface Phrase {
  trade: string;
  words: string[];
}

export interface LabelledPhrase {
  trade: string;
  text: string;
}

/** How strongly the phrases of each trade speak in a text; the higher, the stronger. */
export type PhraseRules = (text: string) => Map<string, number>;

/** A description that begins with taking something away is about that, whatever the thing is. */
const takingAway =
  /^\W*(careful(ly)?\s+)?(saw ?cut(ting)?\s+(and|&)\s+)?(remov(e|al|ing)|demoli\w+|dismantl\w+|strip(ping)? out|tear(ing)? (off|out|down)|tak(e|ing) (down|out|off|up)|break(ing)? (up|out))\b/i;
const takingAwayScore = 5;

/** Words before the place, the base or the parts of the work: «tanking to basement walls», «piers incl. spoil removal». */
const aside = new Set(
  allWords('incl including excluding excl with on to over under for between behind against by'),
);
const asideShare = 0.5;

type Phrases = Map<string, Phrase[]>;

/** The same as `createPhraseRules`, with a pause after each phrase. */
export async function trainPhraseRules(
  phrases: readonly LabelledPhrase[],
  pause: () => Promise<void>,
): Promise<PhraseRules> {
  const byFirstWord: Phrases = new Map();
  const known = new Set<string>();
  for (const phrase of phrases) {
    learn(phrase, byFirstWord, known);
    await pause();
  }
  return rulesOf(byFirstWord);
}

/** Rules of phrases: longer phrases, earlier places and the work itself count for more. */
function createPhraseRules(phrases: readonly LabelledPhrase[]): PhraseRules {
  const byFirstWord: Phrases = new Map();
  const known = new Set<string>();
  for (const phrase of phrases) learn(phrase, byFirstWord, known);
  return rulesOf(byFirstWord);
}

/** By how much a phrase of words that many trades use says less; found by trying with a part of the words hidden. */
const commonness = 0.8;

/** From 1 for a phrase with a word that only one trade uses, such as «tanking», down to 0.2 for «two coat». */
function specificityIn(byFirstWord: Phrases): (words: readonly string[]) => number {
  const users = new Map<string, Set<string>>();
  for (const { trade, words } of [...byFirstWord.values()].flat()) {
    for (const word of words) {
      const known = users.get(word);
      if (known === undefined) users.set(word, new Set([trade]));
      else known.add(trade);
    }
  }
  return (words) => {
    const fewest = Math.min(...words.map((word) => users.get(word)?.size ?? 1));
    return 1 - (commonness * Math.log(fewest)) / Math.log(trades.length);
  };
}

function learn({ trade, text }: LabelledPhrase, byFirstWord: Phrases, known: Set<string>): void {
  const words = allWords(text);
  // Spellings of one phrase count once.
  const spelling = `${trade}: ${words.join(' ')}`;
  if (words.length === 0 || known.has(spelling)) return;
  known.add(spelling);
  const first = words[0] ?? '';
  const others = byFirstWord.get(first);
  if (others === undefined) byFirstWord.set(first, [{ trade, words }]);
  else others.push({ trade, words });
}

function rulesOf(byFirstWord: Phrases): PhraseRules {
  const specific = specificityIn(byFirstWord);
  return (text) => {
    const found = allWords(text);
    const scores = new Map<string, number>();
    const turn = found.findIndex((word, at) => at > 0 && aside.has(word));
    for (const [at, word] of found.entries()) {
      const matching = (byFirstWord.get(word) ?? []).filter((phrase) =>
        phrase.words.every((wanted, offset) => found[at + offset] === wanted),
      );
      const longest = Math.max(0, ...matching.map((phrase) => phrase.words.length));
      for (const phrase of matching) {
        // A part of a longer phrase says less than the whole: «steel door» is not steel.
        if (phrase.words.length < longest) continue;
        const length = (1 + 1.5 * (phrase.words.length - 1)) * specific(phrase.words);
        const place = (1 / (1 + at / 8)) * (turn > 0 && at > turn ? asideShare : 1);
        scores.set(phrase.trade, (scores.get(phrase.trade) ?? 0) + length * place);
      }
    }
    if (takingAway.test(text)) scores.set('demolition', (scores.get('demolition') ?? 0) + takingAwayScore);
    return scores;
  };
}

const telling = createPhraseRules(
  trades.flatMap(({ code, phrases }) => phrases.map((text) => ({ trade: code, text }))),
);

/** What the telling phrases of trades.ts say, which also judge headings. */
export function phraseScores(text: string): Map<string, number> {
  return telling(text);
}
