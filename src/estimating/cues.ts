// Cues: the words by which documents say what is in, what is out, and what is still open.

import type { TableLine, TextBlock } from '../documents/document.ts';
import { ownAmount, ownRate, placeOf } from './bill.ts';
import type { ScopeNote } from './estimate.ts';
import { phraseScores } from './trade-rules.ts';

export type CueKind = 'inclusion' | 'exclusion' | 'qualification';

interface Cue {
  kind: CueKind;
  /** The word for the cue, in the report. */
  name: string;
  pattern: RegExp;
}

/** In the order of precedence: what is «not included» must not be read as included. */
const cues: Cue[] = [
  cue(
    'exclusion',
    'not in contract',
    /\bnot in (?:the |this )?(?:contract|scope)\b|\bN\.?I\.?C\.?(?=[\s),.;:]|$)/,
  ),
  cue(
    'exclusion',
    'not included',
    /\bnot (?:be |been )?(?:included|part of (?:the|this) (?:scope|work|contract|bid))\b/i,
  ),
  cue(
    'exclusion',
    'by others',
    /(?<!\b(?:TBD|T\.B\.D\.?|determined|confirmed|selected|specified|approved|advised|decided|chosen|directed|accepted|inspected|reviewed|required|requested|given|issued) )\bby (?:the )?(?:others|other contractors?|owner|client|employer|tenant|landlord|utility(?: company)?)\b/i,
  ),
  cue(
    'exclusion',
    'owner-furnished',
    /\b(?:owner|client|employer|customer)[- ](?:furnished|supplied|provided)\b|\bfree[- ]issue\b|\bO\.?F\.?(?:O|C)\.?I\b/i,
  ),
  cue(
    'exclusion',
    'excluded',
    /\bexclud(?:e|es|ed|ing)\b|\bexclusions?\b|\bexclusive of\b|\bexcept(?:ed|ing)? for\b/i,
  ),
  cue(
    'exclusion',
    'separate contract',
    /\b(?:under |in )?(?:a )?separate (?:contract|package|tender|bid)\b/i,
  ),
  cue('qualification', 'provisional sum', /\bprovisional (?:sum|quantit(?:y|ies)|item)s?\b|\bprov\. ?sum\b/i),
  cue('qualification', 'prime cost sum', /\bprime cost\b|\bP\.?C\.? (?:sum|rate)\b/),
  cue(
    'qualification',
    'allowance',
    /\b(?:cash |contingency |an? |include |lump sum )?allowances? (?:of|for)\b|\ballow (?:an? |the )?(?:sum|amount) of\b/i,
  ),
  cue(
    'qualification',
    'alternate',
    /^\W*alt\.? ?(?:no\.? ?)?#?\d|\b(?:bedarfs|eventual|alternativ|wahl)position(?:en)?\b|\b(?:add|deduct|deductive|bid)?[ -]?alternates?\b(?= ?(?:no|#|\d|[A-Z]\b|:|–|-|price|bid))|\badd alternate\b|\bdeduct(?:ive)? alternate\b|\boptional item\b/i,
  ),
  cue(
    'qualification',
    'to be determined',
    /\bT\.?B\.?[DCA]\.?(?=[\s),.;:]|$)|\bto be (?:determined|confirmed|advised|decided|selected|specified)\b/i,
  ),
  cue('qualification', 'rate only', /\brates? only\b|\bR\/O\b|\bnur (?:EP|Einheitspreis|Einh)\b/i),
  cue('qualification', 'if required', /\bif (?:required|needed|so directed)\b/i),
  cue(
    'inclusion',
    'included',
    /\b(?:shall|to|will) (?:also )?(?:be included|include)\b|\b(?:is|are) included\b|\binclusions?\b|\bscope (?:of work )?includes?\b|\binclusive of\b/i,
  ),
];

function cue(kind: CueKind, name: string, pattern: RegExp): Cue {
  return { kind, name, pattern };
}

/** The first cue of a text, in the order of precedence; null when there is none. */
export function cueOf(text: string): { kind: CueKind; cue: string } | null {
  const found = cues.find(({ pattern }) => pattern.test(text));
  return found === undefined ? null : { kind: found.kind, cue: found.name };
}

const leaveOut = new Set([
  'not in contract',
  'not included',
  'by others',
  'owner-furnished',
  'separate contract',
]);
const outHeading =
  /^\W*(?:\d[\d.]*\s*)?(?:exclusions?|excluded|not included|items? not included|by others|n\.?i\.?c\.?)\b/i;
const optionHeading =
  /^\W*(?:\d[\d.]*\s*)?(?:(?:add|deduct(?:ive)?|bid)[ -]?)?(?:alternates?|alternatives?|options?|optional items?|alt\.? ?(?:no\.? ?)?#?\d+|(?:bedarfs|eventual|alternativ|wahl)position(?:en)?)\b/i;

const pricedElsewhere =
  /(?:rates?|prices?|amounts?|costs?|values?|totals?|preis|betrag|montant)\b[^:;]{0,200}:\W{0,9}(?:incl(?:uded|usive)?(?: (?:in|above|with|elsewhere)\b[^;]{0,200})?|nil|no charge|free of charge|n\/c|inkl|enthalten|compris)\W{0,9}(?:;|$)/i;

/** Whether words such as «INCL» stand where its price would: the work is in the job, and paid for with other lines. */
export function isPricedElsewhere(line: TableLine): boolean {
  return ownRate(line) === null && ownAmount(line) === null && pricedElsewhere.test(line.remark ?? '');
}

/**
 * Whether a bill line stands outside the base job: left out by its heading, or by its own words where the document
 * does not price it, or an alternate. «Excluding» inside a description narrows the item and leaves it in.
 */
export function outsideBase(line: TableLine): 'excluded' | 'alternate' | 'rate only' | null {
  const found = cueOf(`${line.description} ${line.remark ?? ''}`);
  const unpriced = ownRate(line) === null && ownAmount(line) === null;
  if (outHeading.test(line.section ?? '')) return 'excluded';
  if (unpriced && found !== null && leaveOut.has(found.cue)) return 'excluded';
  if (found?.cue === 'rate only') return 'rate only';
  const alternate = found?.cue === 'alternate' && optionHeading.test(line.description);
  return alternate || optionHeading.test(line.section ?? '') ? 'alternate' : null;
}

/** Cues of a text block, sentence by sentence. Under a heading such as «Exclusions» every sentence counts. */
export function notesOfText(block: TextBlock): { kind: CueKind; note: ScopeNote }[] {
  if (block.headingLevel !== null) return [];
  const heading = cueOfHeading(block.heading);
  return sentencesOf(block.text).flatMap((text) => {
    const found = cueOf(text) ?? heading;
    if (found === null) return [];
    const note: ScopeNote = { text, cue: found.cue, trade: tradeOfNote(text), source: block.source };
    return [{ kind: found.kind, note }];
  });
}

/** The cue of a bill line that says something of the scope; what a line includes is its own business. */
export function noteOfLine(line: TableLine): { kind: CueKind; note: ScopeNote } | null {
  const text = [line.description, line.remark].filter((part) => part !== null).join(' – ');
  const outside = outsideBase(line);
  const found = cueOf(text);
  if (outside === null && (found === null || found.kind !== 'qualification')) return null;
  const kind: CueKind = outside === 'excluded' ? 'exclusion' : 'qualification';
  return {
    kind,
    note: { text, cue: found?.cue ?? outside ?? kind, trade: tradeOfNote(text), source: placeOf(line) },
  };
}

function cueOfHeading(heading: string | null): { kind: CueKind; cue: string } | null {
  const text = heading ?? '';
  if (/\b(?:exclusions?|excluded|not included|by others)\b/i.test(text))
    return { kind: 'exclusion', cue: 'excluded' };
  if (/\binclusions?\b|\bincluded\b/i.test(text)) return { kind: 'inclusion', cue: 'included' };
  return null;
}

/** The trade that a sentence speaks of; null when its words point to none. */
export function tradeOfNote(text: string): string | null {
  const ranked = [...phraseScores(text)].sort((a, b) => b[1] - a[1]);
  return ranked[0]?.[0] ?? null;
}

function sentencesOf(text: string): string[] {
  const marked = text.replace(/\b((?:[A-Z]\.){2,})/g, (dotted) => dotted.replaceAll('.', '\u0001'));
  return marked
    .split(/(?<=[.;!?])\s+(?=[\p{Lu}\d(•-])|\n+/u)
    .map((sentence) => sentence.replaceAll('\u0001', '.').trim())
    .filter((sentence) => /\p{L}{2}/u.test(sentence));
}
