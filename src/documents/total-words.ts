// Total words: how a bill calls the rows that add up others.

/** `sum` adds lines or sums; `forward` repeats one on another page; `markup` is a tax or percentage upon one. */
export type TotalKind = 'sum' | 'grand' | 'forward' | 'markup';

const forward =
  /\b(carried|brought|carry|bring)\s+(forward|over|down|to)\b|\b[cb]\s*\/\s*[fd]\b|\bto\s+(general\s+)?(collection|summary)\b|\bvortrag\b|\bà reporter\b/i;
const grand =
  /\b(grand|overall|contract|project|general)\s+total\b|\btotal\s+(bid|tender|contract|project|estimate[d]?)\b|\b(gesamtsumme|total general|total général)\b|\btender\s+sum\b/i;
const sum =
  /^\W*(sub[\s-]*)?totals?\b|\b(sub[\s-]*)totals?\b|\b(net|page|section|bill|element|part|schedule)\s+totals?\b|\btotals?\s{0,9}(\([^)]{0,200}\)|[a-z0-9.]{0,3})?\s{0,9}[:=]?\s{0,9}$|^\W*(sum|summe|zwischensumme|somme|suma|sous[\s-]total)\b\s*(of|der|:|$)/i;
const tax =
  /^\W*((add|plus|zzgl\.?|zuzüglich|más|plus)(?=\W)\W*)?(\d+([.,]\d+)?\s*%\s*)?(vat|v\.a\.t|gst|cgst|sgst|igst|sales tax|service tax|tax|taxes|value added tax|mwst|mehrwertsteuer|ust|tva|iva)\b(?!\w)/i;
const percent =
  /\b(contingenc\w*|overheads?|profit|discount|rebate|mark-?\s?up|escalation|insurance|retention)\b[^%]{0,200}\d\s*%|\d\s*%[^%]{0,200}\b(contingenc\w*|overheads?|profit|discount|rebate|mark-?\s?up|escalation|vat|gst|tax)\b/i;

const inclusive = /\b(totals?|sum)\b.{0,400}\b(incl\w*|excl\w*|with|without|before|after|plus)\b/i;

/** What sort of total the words announce, or null. */
export function totalKindOf(label: string): TotalKind | null {
  if (label.length > 160) return null;
  if (forward.test(label)) return 'forward';
  // «Total including VAT 5%» is a sum that contains the tax, not the tax.
  if (!inclusive.test(label) && (tax.test(label) || percent.test(label))) return 'markup';
  if (grand.test(label)) return 'grand';
  return sum.test(label) ? 'sum' : null;
}

/** True for a tax or percentage upon a sum, also with its number before it: «7.1 VAT 5%». */
export function isMarkup(label: string): boolean {
  const bare = label.replace(/^(?:\d[\d.]*(?!\s*%)[a-z]?|[A-Z])[.)]?\s+/, '');
  return totalKindOf(label) === 'markup' || totalKindOf(bare) === 'markup';
}

/** True for a percentage that is taken off, however its sign is written. */
export function lowersSum(label: string): boolean {
  return /\b(discount|rebate|retention|deduct\w*|less)\b/i.test(label);
}

/** True for the sum of one page, which is that of the lines since the total before it or of all lines so far. */
export function isPageTotal(label: string): boolean {
  return /\b(page|sheet)\s+(sub[\s-]*)?totals?\b|\btotals?\s+(of\s+|for\s+)?(this\s+)?(page|sheet)\b/i.test(
    label,
  );
}

/** True for a sum that goes on with the next page, other than one that goes to a collection or summary. */
export function movesForward(label: string): boolean {
  return /\b(carried|brought|carry|bring)\s+(forward|over|down)\b|\b[cb]\s*\/\s*[fd]\b|\bvortrag\b|\bà reporter\b/i.test(
    label,
  );
}

/** True when the words say nothing but that it is a total. */
export function isTotalOnly(label: string): boolean {
  return /^\W*((grand|net|overall)\s+)?(sub[\s-]*)?totals?\W*$/i.test(label);
}

/** True for the amount spelled out under a total. */
export function isAmountInWords(label: string): boolean {
  return /^\W*(?:(amount|total|rupees|dollars)\W*)?(in words|rupees|dollars)\b/i.test(label);
}
