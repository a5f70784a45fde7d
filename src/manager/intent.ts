// Intent: what an instruction asks for, by the words in it.
//
// The goal is the last agent that is needed; agents before it follow from its needs (plan.ts). Confidence comes from
// the words found: a clear request is 0.9, one that also names less than it asks is lower, none is 0.3.

import { isQuestion } from '../agents/advisor/question.ts';
import { findState } from '../estimating/region.ts';
import type { Intent } from '../events/session.ts';
import { readMarkups } from './requested-markups.ts';

export type Goal =
  | 'file_reader'
  | 'trade_mapper'
  | 'scope_analyzer'
  | 'takeoff_calculator'
  | 'estimator'
  | 'exporter'
  | 'advisor';

export interface Understanding {
  goals: Goal[];
  formats: Intent['formats'];
  markups: Intent['markups'];
  region: string | null;
  confidence: number;
  /** The words that led to it. */
  because: string[];
  /** Words that ask for something that was not understood or cannot be done. */
  unclear: string[];
  /** What else could have been meant, best first. */
  alternatives: Goal[];
}

/** Below this the manager asks what was meant. */
export const clearEnough = 0.5;

/** What a price word names rather than asks for: «the budget spreadsheet», «bid form». */
const notAThing = String.raw`(?!\s+(?:spreadsheet|sheet|file|workbook|report|list|book|form|document|tab|package|set)s?\b)`;

/** From the deepest goal to the shallowest; the first that matches is meant. */
const cues: [Goal, RegExp][] = [
  [
    'exporter',
    /\b(full estimate|complete estimate|export\w*|download\w*|deliver\w*|files? (?:out|to take))\b/i,
  ],
  [
    'estimator',
    new RegExp(
      String.raw`\b(estimat\w+|re-?pric\w+|pric(?:e|es|ed|ing)|cost(?:s|ed|ing)?|how much|budget|quote|bid|tender|again|redo|re-?run)\b${notAThing}`,
      'i',
    ),
  ],
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
  // «The PDF drawings» are to be read; «as PDF», «and a PDF» is to be written.
  [
    'pdf',
    /\b(?:as|to|into|in|and|or|plus|give me|send|export)\s+(?:an?\s+)?pdf\b(?!\s+(?:drawings?|documents?|plans?|files?|specs?|specification|schedules?))|,\s*pdf\b|\bpdf\s+(?:report|export|for)\b/i,
  ],
];
/** A state counts where it is a place or a price level; «Washington school» and «Indiana State Museum» are names. */
/** Up to four words. Each ends with what parts it from the next: words that could be cut anywhere take for ever. */
const parting = String.raw`(?:\.?,?\s|\.,?|,)`;
const place = `([a-z]{1,30}(?:${parting}[a-z]{1,30}){0,3}${parting}?)`;
const placed = [
  new RegExp(String.raw`\b(?:in|state of)\s+(?:the\s+)?${place}`, 'gi'),
  new RegExp(String.raw`\b(?:for|at|to|of|use|using)\s+(?:the\s+)?${place}`, 'gi'),
  new RegExp(String.raw`\b${place}(?:prices?|price level|rates?|costs?)\b`, 'gi'),
];
const partOfAName =
  /^\s{0,9}(?:state|county|city|avenue|street)?\s{0,9}(?:museum|school|college|university|hospital|building|center|centre|project|hall)\b/i;
const cannot: RegExp[] = [
  /\b(?:as|in|to|give me|send|export)\s+(?:a\s+|an\s+)?(docx?|word)\b/i,
  /\b(?:in|to|into)\s+(euros?|eur|pounds?|gbp|rupees|inr|cad|aud)\b/i,
  /\b((?:except|excluding|exclude|but not|without|leave out|skip)\s{1,3}(?:the\s{1,3})?(?:painting|concrete|electrical|plumbing|hvac|roofing|masonry|doors?|windows?|flooring|demolition|earthworks?|steel|finishes|landscaping)[\w ]{0,20})/i,
  /\b(mark-?\s?ups?|discount|escalation|inflation)\b(?=[^.;]{0,200}\d)|\d[^.;]{0,200}?\b(mark-?\s?ups?|discount|escalation|inflation)\b/i,
];

/** A question that asks for work to be done: «can you reprice it?». */
const wantsWork =
  /\b(?:can|could|would|will) you\s+(?:please\s+)?(?:re-?pric|re-?do|re-?run|estimat|export|add|change|update|make|measure|send|give me (?:a|the) (?:full )?(?:estimate|workbook|file))|\bagain\b/i;

/** Reads an instruction; with an estimate there, it may be a question about it. Pure. */
export function understand(instructions: string, hasEstimate = false): Understanding {
  const denied = [...instructions.matchAll(negated)].map((match) => match[1] ?? '').join(' | ');
  const named = cues.filter(([, cue]) => cue.test(instructions) && !cue.test(denied));
  const asked = formatWords
    .filter(([, cue]) => cue.test(instructions) && !cue.test(denied))
    .map(([name]) => name);
  // A format alone asks for an export; beside a smaller goal it only says how that should look.
  const found: typeof cues = named.length === 0 && asked.length > 0 ? [cues[0]!] : named;
  const { markups, unclear: unplaced } = readMarkups(instructions);
  const region = findRegion(instructions);
  const unclear = [
    ...unplaced,
    ...cannot.flatMap(
      (cue) =>
        cue
          .exec(instructions)
          ?.slice(1)
          .find((word) => word !== undefined) ?? [],
    ),
  ];
  const because = found.map(([, cue]) => cue.exec(instructions)?.[0].toLowerCase() ?? asked.join(', '));
  const rest = {
    formats: asked.length > 0 ? asked : ['xlsx', 'csv', 'json', 'pdf'],
    markups,
    region,
    because,
    unclear,
  };

  const changes = markups.length > 0 || region !== null || asked.length > 0 || wantsWork.test(instructions);
  if (hasEstimate && isQuestion(instructions) && !changes && unclear.length === 0) {
    const because = instructions.trim().split(/\s+/).slice(0, 3).join(' ').toLowerCase();
    return { ...rest, goals: ['advisor'], because: [because], confidence: 0.85, alternatives: ['exporter'] };
  }
  const deepest = found[0]?.[0];
  const changesPrices = markups.length > 0 || region !== null;
  if (deepest === undefined && !changesPrices) {
    return {
      ...rest,
      goals: ['exporter'],
      confidence: 0.3,
      alternatives: ['takeoff_calculator', 'scope_analyzer', 'file_reader'],
    };
  }
  const names = found.map(([goal]) => goal);
  const goals = goalsOf(deepest ?? 'estimator', names, changesPrices, cues[0]![1].test(denied));
  // «only» beside several goals can be read in more than one way.
  // What was asked for and not understood is not passed over: the manager asks.
  const confidence =
    unclear.length > 0
      ? 0.4
      : only.test(instructions) && found.length > 1
        ? 0.7
        : found.length === 0
          ? 0.75
          : 0.9;
  return { ...rest, goals, confidence, alternatives: names.slice(1) };
}

function findRegion(instructions: string): string | null {
  for (const cue of placed) {
    for (const match of instructions.matchAll(cue)) {
      const words = match[1] ?? '';
      const state = findState(words);
      if (state === null) continue;
      const after = instructions.slice(
        instructions.toLowerCase().indexOf(state.toLowerCase(), match.index) + state.length,
      );
      if (state === 'District of Columbia' || !partOfAName.test(after)) return state;
    }
  }
  return null;
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
