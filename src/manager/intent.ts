// Intent: what an instruction asks for, by the words in it.
//
// The goal is the last agent that is needed; agents before it follow from its needs (plan.ts). Confidence comes from
// the words found: a clear request is 0.9, one that also names less than it asks is lower, none is 0.3.

import { findState } from '../estimating/region.ts';
import type { Intent } from '../events/session.ts';

export type Goal =
  | 'file_reader'
  | 'trade_mapper'
  | 'scope_analyzer'
  | 'takeoff_calculator'
  | 'estimator'
  | 'exporter';

export interface Understanding {
  goals: Goal[];
  formats: Intent['formats'];
  markups: Intent['markups'];
  region: string | null;
  confidence: number;
  /** The words that led to it. */
  because: string[];
  /** What else could have been meant, best first. */
  alternatives: Goal[];
}

/** Below this the manager asks what was meant. */
export const clearEnough = 0.5;

/** From the deepest goal to the shallowest; the first that matches is meant. */
const cues: [Goal, RegExp][] = [
  [
    'exporter',
    /\b(full estimate|complete estimate|export\w*|download\w*|deliver\w*|spreadsheet|workbook|excel|xlsx|csv|json|files? (?:out|to take))\b/i,
  ],
  ['estimator', /\b(estimat\w+|re-?pric\w+|pric(?:e|es|ed|ing)|cost(?:s|ed|ing)?|how much|budget|quote)\b/i],
  ['takeoff_calculator', /\b(take-?\s?offs?|quantit(?:y|ies)|measure\w*|quantity survey)\b/i],
  ['scope_analyzer', /\b(scope|exclusions?|inclusions?|excluded|gaps?|missing|review)\b/i],
  ['trade_mapper', /\b(trades?|classif\w+|categori[sz]\w+)\b/i],
  ['file_reader', /\b(read\w*|extract\w*|list|tables?|what(?:'s| is) in)\b/i],
];

const negated = /\b(?:no|not|without|don't|do not|skip)\s+(?:any\s+|the\s+)?([\w-]+(?:\s+[\w-]+)?)/gi;
const only = /\b(only|just|nothing but)\b/i;
const formatWords: [string, RegExp][] = [
  ['xlsx', /\b(xlsx|excel|workbook|spreadsheet)\b/i],
  ['csv', /\bcsv\b/i],
  ['json', /\bjson\b/i],
];
const markupNames: [string, RegExp][] = [
  ['contingency', /contingenc(?:y|ies)/],
  ['overhead', /overheads?/],
  ['profit', /profit/],
  ['general conditions', /general conditions|preliminaries|prelims/],
  ['tax', /(?:sales )?tax|vat/],
  ['bond', /bonds?/],
];

/** Reads an instruction. Pure. */
export function understand(instructions: string): Understanding {
  const denied = [...instructions.matchAll(negated)].map((match) => match[1] ?? '').join(' | ');
  const found = cues.filter(([, cue]) => cue.test(instructions) && !cue.test(denied));
  const markups = readMarkups(instructions);
  const region = findState(instructions);
  const formats = formatWords.filter(([, cue]) => cue.test(instructions)).map(([name]) => name);
  const because = found.map(([, cue]) => cue.exec(instructions)?.[0].toLowerCase() ?? '');
  const rest = { formats: formats.length > 0 ? formats : ['xlsx', 'csv', 'json'], markups, region, because };

  const deepest = found[0]?.[0];
  if (deepest === undefined && markups.length + (region === null ? 0 : 1) === 0) {
    return {
      ...rest,
      goals: ['exporter'],
      confidence: 0.3,
      alternatives: ['takeoff_calculator', 'scope_analyzer', 'file_reader'],
    };
  }
  const deniesExport = cues[0]![1].test(denied);
  const goals = goalsOf(
    deepest ?? 'estimator',
    found.map(([goal]) => goal),
    markups.length > 0 || region !== null,
    deniesExport,
  );
  // «only» beside several goals can be read in more than one way.
  const confidence = only.test(instructions) && found.length > 1 ? 0.7 : found.length === 0 ? 0.75 : 0.9;
  return { ...rest, goals, confidence, alternatives: found.slice(1).map(([goal]) => goal) };
}

/** A price that nobody can take away is rarely what is wanted: an estimate is exported unless that was denied. */
function goalsOf(deepest: Goal, found: Goal[], changesPrices: boolean, deniesExport: boolean): Goal[] {
  const goals: Goal[] = deepest === 'estimator' && !deniesExport ? ['estimator', 'exporter'] : [deepest];
  // New mark-ups or another region change the estimate, so it is made anew even when only an export was named.
  if ((changesPrices || found.includes('estimator')) && !goals.includes('estimator'))
    goals.unshift('estimator');
  if (
    found.includes('scope_analyzer') &&
    !goals.includes('scope_analyzer') &&
    deepest === 'takeoff_calculator'
  )
    goals.unshift('scope_analyzer');
  return goals;
}

/** «10 % contingency», «contingency of 7.5 percent». */
function readMarkups(text: string): Intent['markups'] {
  const amount = String.raw`(\d{1,2}(?:\.\d{1,4})?)\s*(?:%|percent\b|per cent\b)`;
  return markupNames.flatMap(([name, word]) => {
    const before = new RegExp(`${amount}\\s*(?:of\\s+|for\\s+)?(?:${word.source})\\b`, 'i').exec(text);
    const after = new RegExp(`\\b(?:${word.source})\\s*(?:of|at|to|by|:|=)?\\s*${amount}`, 'i').exec(text);
    const percent = before?.[1] ?? after?.[1];
    return percent === undefined ? [] : [{ name, percent }];
  });
}
