// Recommending: what would make the result of a workflow better, from its figures and questions. Pure.
//
//   R1. At most three, those first that the price hangs on most.
//   R2. Each names figures of this result. Where there is nothing to say, nothing is said.
//   R3. What somebody dismissed in the session is not said again in the same words.

import { Big } from 'big.js';
import { counted } from '../base/counted.ts';
import { idFrom } from '../base/id.ts';
import type { Estimate, EstimateIssue, EstimateLine } from '../estimating/estimate.ts';
import { groupThousands } from '../estimating/money.ts';
import type { Recommendation, Session, Workflow } from '../events/session.ts';
import type { Severity } from '../events/shapes.ts';
import { lineageOf } from './lineage.ts';
import { basisOf, findResult } from './plan.ts';

type Advice = Pick<Recommendation, 'kind' | 'title' | 'rationale' | 'apply'>;

const most = 3;
const namedAtMost = 3;
/** A share of prices from elsewhere that is worth a word. */
const muchFromElsewhere = 0.05;
const manyGuesses = 3;

/** `estimate`: what this workflow itself estimated; null when it did not. `mayPrice`: whether there is an estimator. */
export function recommend(
  session: Session,
  workflow: Workflow,
  estimate: Estimate | null,
  mayPrice: boolean,
): Recommendation[] {
  const found = [
    unanswered(session, workflow),
    ...(estimate === null
      ? [mayPrice ? goOn(session, workflow) : null]
      : [unpriced(estimate), openPoints(estimate), fromElsewhere(estimate), guessedTrades(estimate)]),
  ];
  const isDismissed = ({ kind, title }: Advice) =>
    session.recommendations.some(
      (one) => one.status === 'dismissed' && one.kind === kind && one.title === title,
    );
  return found
    .filter((one) => one !== null && !isDismissed(one))
    .slice(0, most)
    .map((one) => ({
      id: idFrom('recommendation', workflow.id, one!.kind),
      ...one!,
      status: 'open',
    }));
}

function unanswered(session: Session, workflow: Workflow): Advice | null {
  const byClock = Object.values(session.decisions).filter(
    (one) => one.workflowId === workflow.id && one.answeredBy?.kind === 'clock',
  );
  if (byClock.length === 0) return null;
  return {
    kind: 'answer_questions',
    title: `Answer ${counted(byClock.length, 'question')} that nobody answered in time`,
    rationale: `The result rests on their defaults: ${named(byClock.map(({ prompt }) => prompt))}`,
    apply: null,
  };
}

function unpriced({ lines, issues, currency, likely }: Estimate): Advice | null {
  // What the documents leave out needs no price.
  const leftOut = new Set(
    issues.filter(({ code }) => code === 'NOT_COUNTED').map(({ source }) => placeOf(source)),
  );
  const without = lines.filter((line) => isUnpriced(line) && !leftOut.has(placeOf(line.source)));
  if (without.length === 0) return null;
  return {
    kind: 'price_lines',
    title: `Give ${counted(without.length, 'line')} a price`,
    rationale: `${without.length === 1 ? 'It counts' : 'They count'} nothing in the ${money(likely, currency)}: ${named(
      without.map(({ description }) => description),
    )}`,
    apply: 'Which lines have no price?',
  };
}

const grave: ReadonlySet<Severity> = new Set(['medium', 'high', 'critical']);
/** Told by a recommendation of their own. */
const toldElsewhere: ReadonlySet<string> = new Set(['NO_PRICE', 'NO_QUANTITY', 'UNSURE_TRADE']);

function openPoints({ issues, lines, currency, net }: Estimate): Advice | null {
  const open = issues.filter(({ severity, code }) => grave.has(severity) && !toldElsewhere.has(code));
  if (open.length === 0) return null;
  // What is missing stands at a line that is itself in order.
  const atLines = open.filter(({ code }) => code !== 'MISSING_COMPANION');
  const places = new Set(atLines.flatMap(({ source }) => placeOf(source) ?? []));
  const sum = sumOf(lines.filter(({ source }) => places.has(placeOf(source) ?? '')));
  const hang = sum.gt(0)
    ? `${money(sum, currency)} of ${money(net.likely, currency)} before mark-ups ${open.length === 1 ? 'hangs on it' : 'hang on them'}: `
    : '';
  const gravest = [...open].sort((a, b) => rank(b) - rank(a)).map(({ message }) => message);
  return {
    kind: 'resolve_issues',
    title: `Look at ${counted(open.length, 'open point')} first`,
    rationale: `${hang}${named(gravest)}`,
    apply: 'What are the issues?',
  };
}

const order: readonly Severity[] = ['low', 'medium', 'high', 'critical'];
const rank = ({ severity }: EstimateIssue) => order.indexOf(severity);

const ownBases: ReadonlySet<string> = new Set(['document', 'user', 'none']);

function fromElsewhere({ lines, currency, net }: Estimate): Advice | null {
  const priced = lines.filter((line) => !ownBases.has(line.priceBasis) && !isUnpriced(line));
  const sum = sumOf(priced);
  const total = new Big(net.likely);
  if (total.lte(0) || sum.div(total).lt(muchFromElsewhere)) return null;
  const percent = sum.div(total).times(100).toFixed(0);
  return {
    kind: 'import_prices',
    title: `Import your own prices for ${counted(priced.length, 'line')}`,
    rationale: `${percent} % of the price, ${money(sum, currency)}, is from built-in prices; neither the documents nor a price list of yours have them. Upload a price list and estimate again.`,
    apply: null,
  };
}

function guessedTrades({ issues }: Estimate): Advice | null {
  const guessed = issues.filter(({ code }) => code === 'UNSURE_TRADE');
  if (guessed.length < manyGuesses) return null;
  return {
    kind: 'teach_trades',
    title: `Teach the trades of ${counted(guessed.length, 'line')}`,
    rationale: `They were priced by a guessed trade: ${named(guessed.map(({ message }) => message))} What is taught holds in every later session.`,
    apply: null,
  };
}

/** After less than an estimate: what is there serves again. */
function goOn(session: Session, workflow: Workflow): Advice | null {
  if (workflow.request === null) return null;
  const own = session.artifacts.filter((one) => one.workflowId === workflow.id);
  const basis = basisOf(workflow.request);
  const isPriced = findResult(lineageOf(session, workflow), 'estimate', basis) !== undefined;
  if (isPriced || !own.some(({ kind }) => ['takeoff', 'trade_map', 'scope_report'].includes(kind)))
    return null;
  const done = workflow.visualization.nodes.filter(({ status }) => status === 'succeeded').length;
  return {
    kind: 'price_quantities',
    title: 'Price what was read, and export the estimate',
    rationale: `The results of ${counted(done, 'agent')} serve again, so only those after ${done === 1 ? 'it' : 'them'} run.`,
    apply: 'Make a full estimate and export it',
  };
}

const isUnpriced = ({ amount, priceBasis }: EstimateLine) => amount === null || priceBasis === 'none';

const sumOf = (lines: readonly EstimateLine[]) =>
  lines.reduce((sum, { amount }) => (amount === null ? sum : sum.plus(amount)), new Big(0));

const money = (amount: Big | string, currency: string) =>
  `${currency} ${groupThousands(new Big(amount).toFixed(2))}`;

function placeOf(source: EstimateIssue['source']): string | null {
  return source === null ? null : [source.documentId, source.sheet, source.page, source.row].join(' ');
}

const longestName = 120;

/** What is too long ends with a sentence, or else with a word; a quotation that was begun is closed. */
function shortened(text: string): string {
  if (text.length <= longestName) return text;
  const head = text.slice(0, longestName - 2);
  const sentence = /^.{40,}(?=\. \p{Lu})/su.exec(head);
  if (sentence !== null) return sentence[0];
  const words = head.includes(' ') ? head.slice(0, head.lastIndexOf(' ')) : head;
  return `${words}…${words.lastIndexOf('«') > words.lastIndexOf('»') ? '»' : ''}`;
}

/** The first few, and how many more. */
function named(texts: readonly string[]): string {
  const shown = texts.slice(0, namedAtMost).map((text) => shortened(text.trim().replace(/\.$/, '')));
  const more = texts.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}
