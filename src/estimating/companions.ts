// Companions: work that seldom comes alone, such as concrete without formwork.
//
// The amounts per unit are rough allowances of this project, so that a person can see what including the work would
// change. They stand for what is missing until it is measured.

import Big from 'big.js';
import type { TableLine } from '../documents/document.ts';
import { plain, toDecimal } from './decimal.ts';
import type { ScopeNote, ScopeReport } from './estimate.ts';
import { actionOf } from './price-search.ts';
import { convertQuantity, normalizeUnit, type UnitSystem } from './units.ts';

interface Companion {
  topic: string;
  /** What seems to be missing, and the trade that it belongs to. */
  description: string;
  trade: string;
  /** The work that calls for it: its trades and words. */
  whenTrades: string[];
  when: RegExp;
  because: string;
  /** Any line with these words means that it is there; a line of `presentIn` where that is given. */
  present: RegExp;
  presentIn?: string[];
  /** So much of it for each unit of the work that calls for it. */
  allowance: { per: string; unit: string; amount: string } | null;
}

const companions: Companion[] = [
  {
    topic: 'formwork',
    description: 'Formwork',
    trade: 'concrete',
    whenTrades: ['concrete'],
    when: /\b(reinforced|r\.?c\.?c?|cast[- ]in|footings?|foundations?|columns?|beams?|slabs?|walls?|stairs?|lintels?|m ?[2-4][05])\b/i,
    because: 'cast concrete needs forms',
    present: /\b(form ?works?|shuttering|centr?e?ring|forms\b|formed|falsework|with forms)/i,
    allowance: { per: 'm3', unit: 'm2', amount: '4' },
  },
  {
    topic: 'reinforcement',
    description: 'Reinforcing steel',
    trade: 'concrete',
    whenTrades: ['concrete'],
    when: /\b(reinforced|r\.?c\.?c|footings?|columns?|beams?|suspended|structural|slabs?|retaining walls?)\b/i,
    because: 'structural concrete is reinforced',
    present:
      /\b(reinforcing|reinforcement|rebars?|tmt|hysd|deformed bars?|steel bars?|fe ?[45]\d\d|welded wire|(brc|steel|fabric) mesh|re-?bar)\b/i,
    allowance: { per: 'm3', unit: 'kg', amount: '80' },
  },
  {
    topic: 'door hardware',
    description: 'Door hardware set',
    trade: 'doors_windows',
    whenTrades: ['doors_windows'],
    when: /^(?!.*\b(overhead|rolling|sectional|shutters?|roller)\b).*\bdoors?\b/i,
    because: 'doors need hinges, locks and closers',
    present:
      /\b(hardware|ironmongery|locksets?|locks?|hinges?|door fittings|fittings to doors|furniture to doors|door closers?)\b/i,
    allowance: { per: 'each', unit: 'each', amount: '1' },
  },
  {
    topic: 'disposal of debris',
    description: 'Haul and dispose of demolition debris',
    trade: 'demolition',
    whenTrades: ['demolition'],
    when: /./,
    because: 'what is taken down has to go somewhere',
    present:
      /\b(dispos\w+|haul\w*|cart\w*|dump\w*|debris|rubbish|land ?fill|off[- ]?site|away|stack\w*|remov\w+ from site|dumpster|skip)\b/i,
    allowance: null,
  },
  {
    topic: 'disposal of surplus soil',
    description: 'Haul and dispose of surplus soil',
    trade: 'earthwork',
    whenTrades: ['earthwork'],
    when: /\b(excavat\w*|dig(ging)?|cut)\b/i,
    because: 'excavated soil is seldom all used again',
    present: /\b(dispos\w+|haul\w*|cart\w*|surplus|spoil|dump\w*|lead|borrow|off[- ]?site|waste)\b/i,
    allowance: { per: 'm3', unit: 'm3', amount: '0.4' },
  },
  {
    topic: 'backfill',
    description: 'Backfill and compact with excavated soil',
    trade: 'earthwork',
    whenTrades: ['earthwork'],
    when: /\b(excavat\w*|trench\w*)\b.*\b(footings?|foundations?|trench\w*|pits?|basement|pipes?|structures?)\b|\b(footings?|foundations?|trench\w*)\b.*\bexcavat/i,
    because: 'excavation around footings and in trenches is filled again',
    present: /\b(back ?-?fill\w*|re-?fill\w*|filling|fill)\b/i,
    allowance: { per: 'm3', unit: 'm3', amount: '0.6' },
  },
  {
    topic: 'roof flashing',
    description: 'Sheet metal flashing',
    trade: 'roofing',
    whenTrades: ['roofing'],
    when: /\b(roof(ing|s)?|shingles?|membrane)\b/i,
    because: 'roof edges and penetrations are flashed',
    present: /\b(flash\w*|drip edge|ridge|coping|gutters?|edge metal|trim)\b/i,
    allowance: null,
  },
  {
    topic: 'roof insulation',
    description: 'Rigid board insulation',
    trade: 'insulation',
    whenTrades: ['roofing'],
    when: /\b(membrane|tpo|epdm|built[- ]up|single[- ]ply|modified bitumen|standing seam|metal roof\w*|shingles?)\b/i,
    because: 'a roof over rooms is insulated',
    present: /\binsulat\w*/i,
    allowance: { per: 'm2', unit: 'm2', amount: '1' },
  },
  {
    topic: 'painting of walls',
    description: 'Painting interior walls and ceilings, primer and two coats',
    trade: 'painting',
    whenTrades: ['finishes'],
    when: /\b(gypsum|drywall|plaster\w*|wall ?board|partitions?)\b/i,
    because: 'board and plaster are painted or covered',
    present: /\b(paint\w*|emulsion|distemper|wall ?paper|wall ?covering|wash(ing)?|coats?)\b/i,
    allowance: { per: 'm2', unit: 'm2', amount: '1' },
  },
  {
    topic: 'pipes to fixtures',
    description: 'Water and waste pipes to the fixtures',
    trade: 'plumbing',
    whenTrades: ['plumbing'],
    when: /\b(water closets?|w\.?c\.?|lavator\w+|basins?|urinals?|sinks?|showers?|toilets?)\b/i,
    because: 'fixtures need water and waste pipes',
    present: /\b(pipes?|piping|tubes?|tubing|plumbing (rough|system)|rough[- ]?in)\b/i,
    presentIn: ['plumbing'],
    allowance: null,
  },
  {
    topic: 'wiring',
    description: 'Wiring and conduit',
    trade: 'electrical',
    whenTrades: ['electrical'],
    when: /\b(fixtures?|luminaires?|lights?|receptacles?|sockets?|outlets?|fans?)\b/i,
    because: 'fixtures and outlets are wired',
    present: /\b(wir(e|es|ing)|cables?|conduits?|points?|rough[- ]?in)\b/i,
    presentIn: ['electrical'],
    allowance: null,
  },
  {
    topic: 'pavement base',
    description: 'Compacted aggregate base',
    trade: 'roads',
    whenTrades: ['roads'],
    when: /\b(asphalt|hma|bituminous|pavers?|concrete pavement|pccp)\b(?!.*\b(overlay|patch|mill|tack|resurfac)\w*)/i,
    because: 'new pavement lies on a base',
    present: /\b(base|sub-?base|aggregate|gravel|gsb|wmm|macadam|crushed|milling|overlay|resurfac\w+)\b/i,
    allowance: null,
  },
  {
    topic: 'pipe trench',
    description: 'Trench excavation by machine',
    trade: 'earthwork',
    whenTrades: ['site_utilities'],
    when: /\b(pipes?|sewers?|water mains?)\b/i,
    because: 'buried pipe needs a trench',
    present: /\b(excavat\w*|trench\w*|earth ?works?)\b/i,
    allowance: { per: 'm', unit: 'm3', amount: '0.9' },
  },
];

export interface TradedLine {
  line: TableLine;
  trade: string;
  system: UnitSystem | null;
}

/** How much of the missing work an allowance makes; null where nothing can be said. */
export interface CompanionQuantity {
  quantity: string;
  unit: string;
  working: string;
}

/** Companion work that is neither in the bill nor excluded, in a fixed order. */
export function missingCompanions(
  lines: readonly TradedLine[],
  exclusions: readonly ScopeNote[],
): ScopeReport['missing'] {
  return companions.flatMap((companion) => {
    const calling = callersOf(companion, lines);
    const [first] = calling;
    if (first === undefined) return [];
    const { present, presentIn } = companion;
    const there = ({ line, trade }: TradedLine) =>
      present.test(line.description) && (presentIn === undefined || presentIn.includes(trade));
    if (lines.some(there)) return [];
    if (exclusions.some(({ text }) => companion.present.test(text))) return [];
    const { method: _method, confidence: _confidence, ...source } = first.line.source;
    const because = `${companion.because}, and «${shorten(first.line.description)}»${calling.length > 1 ? ` and ${calling.length - 1} more` : ''} would call for it`;
    return [
      { topic: companion.topic, trade: companion.trade, description: companion.description, because, source },
    ];
  });
}

/** The rough quantity of a missing companion, from the lines that call for it. */
export function companionQuantity(topic: string, lines: readonly TradedLine[]): CompanionQuantity | null {
  const companion = companions.find((entry) => entry.topic === topic);
  const allowance = companion?.allowance;
  if (companion === undefined || !allowance) return null;
  let base = new Big(0);
  for (const { line, system } of callersOf(companion, lines)) {
    const unit = normalizeUnit(line.unit, system)?.unit;
    const quantity = toDecimal(line.quantity);
    if (unit === undefined || quantity === null) continue;
    base = base.plus(convertQuantity(quantity, unit, allowance.per) ?? 0);
  }
  if (base.lte(0)) return null;
  const rounded = base.round(2, Big.roundHalfUp);
  const quantity = rounded.times(allowance.amount).round(2, Big.roundHalfUp);
  const working = `${plain(quantity)} ${allowance.unit}: ${allowance.amount} ${allowance.unit} for each of ${plain(rounded)} ${allowance.per}`;
  return { quantity: plain(quantity), unit: allowance.unit, working };
}

function callersOf(companion: Companion, lines: readonly TradedLine[]): TradedLine[] {
  return lines.filter(
    ({ line, trade }) =>
      companion.whenTrades.includes(trade) &&
      companion.when.test(line.description) &&
      (companion.trade === 'demolition' || actionOf(line.description) === 'new'),
  );
}

function shorten(text: string): string {
  return text.length > 50 ? `${text.slice(0, 47)}…` : text;
}
