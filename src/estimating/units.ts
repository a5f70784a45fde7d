// Units: the spellings of bills brought to canonical codes, and exact conversion within a dimension.
//
//   U1. A conversion is exact as defined (1 ft = 0.3048 m); units without a fixed size, such as a day of hire
//       or a set, convert to themselves only.
//   U2. A spelling that means two things is read by the system of units around it; without one it is
//       reported as ambiguous.

import Big from 'big.js';

export type Dimension = 'length' | 'area' | 'volume' | 'mass' | 'count' | 'time' | 'lump';
export type UnitSystem = 'metric' | 'us';

export interface Unit {
  code: string;
  name: string;
  dimension: Dimension;
  /** Size in the base unit of the dimension (m, m2, m3, kg, each, h); null where the size is not fixed. */
  factor: string | null;
  system: UnitSystem | null;
  /** Lower case, without blanks, dots and hyphens. */
  spellings: readonly string[];
}

type Row = [
  code: string,
  name: string,
  dimension: Dimension,
  factor: string | null,
  system: UnitSystem | null,
  spellings: string,
];

const rows: Row[] = [
  ['mm', 'millimetre', 'length', '0.001', 'metric', 'mm millimetre millimeter'],
  ['cm', 'centimetre', 'length', '0.01', 'metric', 'cm centimetre centimeter'],
  [
    'm',
    'metre',
    'length',
    '1',
    'metric',
    'm metre meter mtr rm rmt rmtr lm lmt linm linmetre linearmetre linearmeter runningmetre runningmeter runningmtr runmtr rnm mrun linmtr lfm lfdm lfdmtr m1',
  ],
  ['km', 'kilometre', 'length', '1000', 'metric', 'km kilometre kilometer'],
  ['in', 'inch', 'length', '0.0254', 'us', 'in inch inches "'],
  [
    'ft',
    'foot',
    'length',
    '0.3048',
    'us',
    "ft foot feet lf lft linft linfoot linearfoot linearfeet rft rf rnft lnft runningfoot runningfeet vlf '",
  ],
  ['yd', 'yard', 'length', '0.9144', 'us', 'yd yard ly linyd linearyard'],
  ['mi', 'mile', 'length', '1609.344', 'us', 'mi mile'],
  ['cm2', 'square centimetre', 'area', '0.0001', 'metric', 'cm2 sqcm'],
  [
    'm2',
    'square metre',
    'area',
    '1',
    'metric',
    'm2 sqm sqmt sqmtr sqmetre sqmeter squaremetre squaremeter smt sm msq mq qm',
  ],
  ['ha', 'hectare', 'area', '10000', 'metric', 'ha hectare hect'],
  [
    'ft2',
    'square foot',
    'area',
    '0.09290304',
    'us',
    'ft2 sf sft sqft sqfoot sqfeet squarefoot squarefeet sfca',
  ],
  ['yd2', 'square yard', 'area', '0.83612736', 'us', 'yd2 sy sys syd sqyd sqyard squareyard'],
  ['square', 'roofing square (100 square feet)', 'area', '9.290304', 'us', 'square roofingsquare'],
  ['acre', 'acre', 'area', '4046.8564224', 'us', 'acre ac'],
  ['l', 'litre', 'volume', '0.001', 'metric', 'l ltr lit litre liter'],
  [
    'm3',
    'cubic metre',
    'volume',
    '1',
    'metric',
    'm3 cum cumt cumtr cumetre cumeter cubicmetre cubicmeter cbm cmt cmtr mcu mc',
  ],
  [
    'ft3',
    'cubic foot',
    'volume',
    '0.028316846592',
    'us',
    'ft3 cf cft cuft cufoot cufeet cubicfoot cubicfeet',
  ],
  ['yd3', 'cubic yard', 'volume', '0.764554857984', 'us', 'yd3 cy cys cyd cuyd cuyard cubicyard'],
  ['bf', 'board foot', 'volume', '0.002359737216', 'us', 'bf bdft fbm boardfoot boardfeet'],
  ['mbf', 'thousand board feet', 'volume', '2.359737216', 'us', 'mbf mbm'],
  ['gal', 'US gallon', 'volume', '0.003785411784', 'us', 'gal gallon usgal'],
  ['mgal', 'thousand US gallons', 'volume', '3.785411784', 'us', 'mgal mg kgal'],
  ['g', 'gram', 'mass', '0.001', 'metric', 'g gm gram'],
  ['kg', 'kilogram', 'mass', '1', 'metric', 'kg kgs kilogram kilo'],
  ['q', 'quintal (100 kg)', 'mass', '100', 'metric', 'q qtl qntl quintal'],
  ['t', 'tonne', 'mass', '1000', 'metric', 'tonne mt te tne metricton metrictonne'],
  ['lb', 'pound', 'mass', '0.45359237', 'us', 'lb lbs pound #'],
  ['cwt', 'hundredweight (100 lb)', 'mass', '45.359237', 'us', 'cwt'],
  ['ton', 'US ton (2,000 lb)', 'mass', '907.18474', 'us', 'shortton uston ustn tn'],
  [
    'each',
    'each',
    'count',
    '1',
    null,
    'each ea no nos nr number numbers unit units u pc pcs piece pieces stk stck stück st und un ud pce pza pz n° nº point pt pts',
  ],
  ['pair', 'pair', 'count', '2', null, 'pair pr prs'],
  ['dozen', 'dozen', 'count', '12', null, 'dozen doz'],
  ['hundred', 'hundred', 'count', '100', null, 'hundred %nos %no'],
  ['thousand', 'thousand', 'count', '1000', null, 'thousand mille'],
  ['set', 'set', 'count', null, null, 'set assembly assy jgo satz'],
  ['bag', 'bag', 'count', null, null, 'bag sack'],
  ['roll', 'roll', 'count', null, null, 'roll coil'],
  ['sheet', 'sheet', 'count', null, null, 'sheet board sht'],
  ['load', 'load', 'count', null, null, 'load trip'],
  ['brass', 'brass (100 cubic feet)', 'volume', '2.8316846592', null, 'brass'],
  ['h', 'hour', 'time', '1', null, 'h hr hrs hour mhr manhour std'],
  ['day', 'day', 'time', null, null, 'day days manday md tag'],
  ['week', 'week', 'time', null, null, 'week wk wks'],
  ['month', 'month', 'time', null, null, 'month mo mos mth mnth'],
  [
    'ls',
    'lump sum',
    'lump',
    null,
    null,
    'ls lsum lump lumpsum sum lot job item ps pcsum provsum provisionalsum psch pauschal ens ff fft forfait pa gl glb global it 1item allow allowance',
  ],
  ['percent', 'percent of another amount', 'lump', null, null, 'percent pct'],
];

const all: Unit[] = rows.map(([code, name, dimension, factor, system, spellings]) => ({
  code,
  name,
  dimension,
  factor,
  system,
  spellings: spellings.split(' '),
}));

const byCode = new Map(all.map((unit) => [unit.code, unit]));
const bySpelling = new Map(
  all.flatMap((unit) => unit.spellings.map((spelling) => [spelling, unit.code] as const)),
);

/** Spellings with two meanings: by system, and the guess where no system is known. */
const twofold = new Map<string, Record<UnitSystem | 'unknown', string>>([
  ['T', { metric: 't', us: 'ton', unknown: 't' }],
  ['t', { metric: 't', us: 'ton', unknown: 't' }],
  ['ton', { metric: 't', us: 'ton', unknown: 'ton' }],
  ['M', { metric: 'm', us: 'thousand', unknown: 'm' }],
  ['C', { metric: 'hundred', us: 'hundred', unknown: 'hundred' }],
  ['sq', { metric: 'm2', us: 'square', unknown: 'square' }],
  ['ml', { metric: 'm', us: 'm', unknown: 'm' }],
]);

/** All units, in a fixed order. */
export const units: readonly Unit[] = all;

/** The unit of a canonical code, or null. */
export function unitOf(code: string | null): Unit | null {
  return code === null ? null : (byCode.get(code) ?? null);
}

export interface UnitReading {
  /** Canonical code. */
  unit: string;
  /** True when the spelling means something else elsewhere and nothing told which. */
  ambiguous: boolean;
}

/** Reads a unit as a bill writes it: "Cu. Yd.", "m³", "Nos.", "L.F.", "per sqm". Null when it is none. */
export function normalizeUnit(text: string | null, system: UnitSystem | null = null): UnitReading | null {
  const written = (text ?? '')
    .normalize('NFKC')
    .replace(/^\s*(?:per\s+|\/\s*)/i, '')
    .replace(/['’](?=s\b)/i, '')
    .replace(/[\s.,_\-–^()/]/g, '');
  if (written === '') return null;
  if (written === '%') return { unit: 'percent', ambiguous: true };
  const key = written.toLowerCase();
  const meanings = twofold.get(written) ?? twofold.get(key) ?? twofold.get(key.replace(/s$/, ''));
  // A lower-case m is a metre everywhere; only the capital may mean a thousand.
  if (meanings !== undefined && written !== 'm') {
    return { unit: meanings[system ?? 'unknown'], ambiguous: system === null };
  }
  const found = bySpelling.get(key) ?? bySpelling.get(key.replace(/s$/, ''));
  if (found !== undefined) return { unit: found, ambiguous: false };
  // Schedules of rates write what a rate is for: "1 cum", "One Cum".
  const single = /^\s*(?:1\s*|one\s+)(?=\p{L})/iu;
  return text !== null && single.test(text) ? normalizeUnit(text.replace(single, ''), system) : null;
}

/** What a spelling stands for in either system of units; null when it is the same thing in both. */
export function meaningsOf(text: string | null): Record<UnitSystem, string> | null {
  if (normalizeUnit(text)?.ambiguous !== true) return null;
  const [metric, us] = [normalizeUnit(text, 'metric')?.unit, normalizeUnit(text, 'us')?.unit];
  return metric === undefined || us === undefined || metric === us ? null : { metric, us };
}

/** The system that most of these spellings belong to; null when neither leads. */
export function systemOf(texts: Iterable<string | null>): UnitSystem | null {
  const votes = { metric: 0, us: 0 };
  const counts = new Map<string | null, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const [text, count] of counts) {
    const reading = normalizeUnit(text);
    if (reading === null || reading.ambiguous) continue;
    const system = byCode.get(reading.unit)?.system;
    if (system) votes[system] += count;
  }
  if (votes.metric === votes.us) return null;
  return votes.metric > votes.us ? 'metric' : 'us';
}

/** How many of `to` one of `from` is; null when they do not convert. */
export function unitRatio(from: string, to: string): Big | null {
  return convertQuantity(new Big(1), from, to);
}

/** A quantity in another unit of the same dimension; null when they do not convert. */
export function convertQuantity(quantity: Big, from: string, to: string): Big | null {
  if (from === to) return quantity;
  const a = byCode.get(from);
  const b = byCode.get(to);
  if (!a?.factor || !b?.factor || a.dimension !== b.dimension) return null;
  return quantity.times(a.factor).div(b.factor);
}

/** A price per `from` as a price per `to`; null when they do not convert. */
export function convertPrice(price: Big, from: string, to: string): Big | null {
  return convertQuantity(price, to, from);
}
