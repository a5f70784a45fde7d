// Vocabulary: the words that head the columns of bills and schedules, in the languages they are met in.

import type { ColumnRole } from './document.ts';

/** What a column heading means; the first pattern that fits decides. Tried on normalised words. */
const patterns: [ColumnRole, RegExp][] = [
  ['remark', /^(remarks?|notes?|comments?|observations?|bemerkung(en)?|remarques?|clarifications?)$/],
  [
    'code',
    /\b(code|csi|masterformat|uniformat|sor|dsr)\b|^pay item( no)?$|\bspec(ification)? (section|ref|no|clause)\b/,
  ],
  [
    'quantity',
    /^(mg|qte|cant|cantid|medicion|quantita|hoeveelheid|how (many|much))$|\b(qty|qnty|qnt|quant|q ty|quantit\w*|menge|cantidad(es)?)\b/,
  ],
  [
    'other',
    /\b(total|unit) (area|length|weight|volume|height|width|depth|nos?)\b|\bdate\b|^(tax|vat|gst)( \d+| rate)?$/,
  ],
  ['rate', /\b(rates?|price|cost|precio|prix|preis)s? (per )?(unit|each|unitario|unitaire)\b/],
  [
    'rate',
    /\b(unit|per|each|basic|quoted|bid|tendered|estimated) (bid )?(rate|price|cost)s?\b|\b(einheitspreis|ep)\b|^p u$/,
  ],
  ['rate', /\b(total|net|all in|composite|final) rates?\b/],
  [
    'rate',
    /^(rates?|prices?|costs?) (per )?(m ?[123]?|sqm|cum|sqft|sq ft|sft|sf|lf|cy|sy|kg|tonne|ton|nr|no|each|ea|unit)$/,
  ],
  ['amount', /\b(amounts?|extended|extension|gesamtpreis|gesamtbetrag|montant|importe|betrag|gp)\b/],
  [
    'amount',
    /\btotals?$|\btotals? (prices?|costs?|values?|sum|bid|excl\w*|incl\w*|ex|inc|without|with|per item)\b/,
  ],
  [
    'amount',
    /\b(scheduled|contract|tender|bid|line|item|net) (values?|sums?)\b|^total (ht|ttc|general|geral)$|^ext( (price|cost|amt|amount|total))?$/,
  ],
  ['rate', /\b(rates?|price)\b|^(p u|pu|p unit\w*|precio|prix|prezzo)( ht)?$/],
  ['amount', /^(value|sum|cost|costs|price total|line value|bid value|net value)$|\bcosts?$/],
  [
    'description',
    /\b(description|descriptions|descr|desc|particulars?|designation|descripcion|descrizione|omschrijving|libelle|denominacion|concepto|bezeichnung|beschreibung|\w*beschreibung|kurztext|langtext|leistung)\b/,
  ],
  [
    'description',
    /\b(scope of works?|items? of works?|works? items?|name of works?|nature of works?|work description|activity|activities|(details?|text) of (works?|items?)|item (details?|text|specification))\b/,
  ],
  [
    'description',
    /^(work|works|scope|element|component|details?|specification|title|text|item and description|item name|name of (items?|materials?|products?)|material|product|trades?|trade (package|section)|(work )?package|section|division|building)$/,
  ],
  [
    'unit',
    /^(units?|uom|u o m|u m|um|per|measure|units? of (measure|measurement|quantity|qty)|einheit|einh|me|unite|unita|unidad(es)?|uds?|udm|eenheid|measurement unit)$/,
  ],
  [
    'item',
    /^((boq|bid|bill|line|work) )?(items?|item (no|nr|num|number|ref|id|s)|items? nos?|item and ref)$/,
  ],
  [
    'item',
    /^(no|nr|s no|s nr|s n|sn|sr|sr no|sl|sl no|si no|sno|srno|slno|serial|serial (no|number)|#|id|tag|pos|pos nr|position|mark|door (no|mark)|window (no|mark)|ref|refs|ref (no|nr)|reference|bill ref|boq ref|line|line (no|ref)|number|lfd nr|oz|ordnungszahl|partida|poste|art|article|numero)$/,
  ],
  [
    'number',
    /^(nos|no s|no of( \w+){0,2}|number of( \w+){0,2}|pcs|pieces|count|times|timesing|multiplier|anzahl|nombre)$/,
  ],
  ['length', /^(l|length|len|lg|long|laenge|lange|longueur)( (m|mm|ft|cm|in|mtr|meter|metre)s?)?$/],
  ['breadth', /^(b|br|breadth|width|w|wide|wid|l w|breite|largeur)( (m|mm|ft|cm|in|mtr|meter|metre)s?)?$/],
  [
    'depth',
    /^(d|h|ht|depth|height|thickness|thk|thick|d h|h d|depth height|height depth|hohe|hoehe|hauteur)( (m|mm|ft|cm|in|mtr|meter|metre)s?)?$/,
  ],
];

const wholeWords: Record<string, ColumnRole> = {
  description: 'description',
  particulars: 'description',
  quantity: 'quantity',
  unit: 'unit',
  units: 'unit',
  rate: 'rate',
  unitrate: 'rate',
  unitprice: 'rate',
  amount: 'amount',
  totalamount: 'amount',
  total: 'amount',
  remarks: 'remark',
};

/** Words that can head a column of item numbers or one of counts. */
const eitherItemOrCount = /^(no|nr|number|#)$/;

const longestHeading = 80;
const known = new Map<string, ColumnRole | null>();
const mostKnown = 20_000;

/** Lower case, without accents, brackets with their content, currency and punctuation. */
export function normaliseHeading(text: string): string {
  const bare = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/ß/g, 'ss');
  const outside = bare.replace(/[([{][^)\]}]*[)\]}]?/g, ' ');
  // A heading that stands wholly in brackets is read with them.
  return (outside.trim() === '' ? bare : outside)
    .replace(/[€£₹$¥₦]/g, ' ')
    .replace(/\b(rs|inr|usd|eur|gbp|aed|sar|kes|kshs?|ngn|zar|aud|cad|sgd|myr|figures?|in figures)\b/g, ' ')
    .replace(/[^a-z0-9#]+/g, ' ')
    .replace(/\b(in|of)\s*$/, '')
    .trim()
    .replace(/\s+/g, ' ');
}

let told: ReadonlyMap<string, ColumnRole> = new Map();

/** Works with meanings for headings that are known to nobody else. */
export function withHeadings<T>(headings: ReadonlyMap<string, ColumnRole>, work: () => T): T {
  told = headings;
  try {
    return work();
  } finally {
    told = new Map();
  }
}

/** The meaning of one heading, or null; the same words always mean the same, but for what is told. */
export function roleOf(text: string): ColumnRole | null {
  return ruledRoleOf(text) ?? (told.size === 0 ? null : (told.get(text) ?? null));
}

function ruledRoleOf(text: string): ColumnRole | null {
  if (text === '' || text.length > longestHeading) return null;
  const found = known.get(text);
  if (found !== undefined) return found;
  const role = meaningOf(text);
  if (known.size < mostKnown) known.set(text, role);
  return role;
}

function meaningOf(text: string): ColumnRole | null {
  if (headsMoney(text)) return 'amount';
  // «Unit $» is the money for one, «Ext. $» that for all.
  if (/^\W{0,20}unit\W{0,9}[$€£₹]\W{0,20}$/i.test(text)) return 'rate';
  const words = normaliseHeading(text);
  if (words === '') return null;
  // A share of the whole beside the amounts.
  if (/^\W*(%|per ?cent)/i.test(text)) return 'other';
  // Titles such as «Bill of quantities» name the whole, not a column.
  if (/\b(bills?|schedules?|abstract|list|summary) of\b/.test(words)) return null;
  // Prices spelled out beside the figures.
  if (/\bwords\b/i.test(text)) return 'other';
  const meant = patterns.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
  if (meant !== null || !words.includes(' ')) return meant;
  // A narrow cell breaks words: «Rat e», «Quanti ty».
  return wholeWords[words.replaceAll(' ', '')] ?? null;
}

const moneyOnly =
  /^\W{0,9}([€£₹$¥₦]|rs|inr|usd|us\$|eur|gbp|aed|dhs?|sar|qar|omr|kes|k ?shs?|ug ?x|ushs?|tshs?|ngn|zar|aud|cad|sgd|myr|rm|rupees|dollars|pounds)\W{0,9}(([.,:/|-]?\s{0,9})(p|ps|paise|cts|cents|fils|[0¢c]))?\W{0,9}$/i;

/** True for a currency alone, which heads the amounts where nothing above it says otherwise. */
export function headsMoney(text: string): boolean {
  return text.length <= 16 && moneyOnly.test(text);
}

/** True for «No.» and the like, which head item numbers at the left edge and counts among dimensions. */
export function headsItemsOrCounts(text: string): boolean {
  return eitherItemOrCount.test(normaliseHeading(text));
}

const component =
  /\b(supply|supplying|install\w*|erection|fixing|laying|labou?r|materials?|equipment|plant|machinery|workmanship|freight)\b/i;

/** True when a price column's name is a part of one price, such as labour or material, rather than a bidder. */
export function namesComponent(name: string): boolean {
  return component.test(name);
}

const unitWord =
  /^(sq\.? ?m(tr|et(er|re)|ts?)?s?|m2|m²|sqft|sq\.? ?ft|s\.?f\.?t?|cu\.? ?m(tr|t)?s?|m3|m³|c\.?f\.?t|cy|sy|lf|r\.? ?m(tr?|ts?)?s?|rft|mtrs?|met(er|re)s?|m|nos?|nr|each|ea|sets?|kgs?|tons?|tonnes?|mt|l\.? ?s|lump ?sum|lot|jobs?|pairs?|bags?|lit(er|re)s?|ltrs?)\.?$/i;

/** True for the most frequent spellings of units, by which a table without a header is recognised. */
export function isUnitWord(text: string): boolean {
  return text.length <= 12 && unitWord.test(text.replace(/\s+/g, ' ').trim());
}
