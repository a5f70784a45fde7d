// Currency: the one that a table says its money is in.
//
// A code such as USD is taken before a sign; «$» alone is read as US dollars and «Rs» as Indian rupees,
// the most frequent use of either.

const codes =
  'USD EUR GBP INR AUD CAD NZD CHF JPY CNY HKD SGD MYR PHP IDR THB VND KRW TWD PKR LKR NPR BDT AED SAR QAR OMR BHD KWD JOD EGP ILS KES UGX TZS RWF ETB NGN GHS ZAR ZMW BWP NAD MUR MAD TND XOF XAF SEK NOK DKK ISK PLN CZK HUF RON BGN RSD UAH GEL KZT BRL MXN ARS CLP COP PEN'.split(
    ' ',
  );
const code = new RegExp(`\\b(${codes.join('|')})\\b`);

const signs: [RegExp, string][] = [
  [/\bUS\s?\$/, 'USD'],
  [/\bAU?\$/, 'AUD'],
  [/\bCA?\$/, 'CAD'],
  [/\bNZ\$/, 'NZD'],
  [/\bHK\$/, 'HKD'],
  [/\bS\$/, 'SGD'],
  [/\bR\$/, 'BRL'],
  [/€|\beuros?\b/i, 'EUR'],
  [/£/, 'GBP'],
  [/₹|\brupees\b|\bRs\b\.?|\(Rs/i, 'INR'],
  [/₦|\bnaira\b/i, 'NGN'],
  [/₱/, 'PHP'],
  [/₽/, 'RUB'],
  [/₺/, 'TRY'],
  [/₪/, 'ILS'],
  [/\bK\.?\s?Shs?\b\.?|\bKshs?\b/i, 'KES'],
  [/\bU\.?\s?Shs?\b\.?|\bUshs?\b/i, 'UGX'],
  [/\bDhs?\b\.?|\bdirhams?\b/i, 'AED'],
  [/\bRM\b/, 'MYR'],
  [/\bGH[₵¢]/, 'GHS'],
  [/\$|\bUS dollars?\b/i, 'USD'],
];

/** ISO 4217 of the first currency named in the text, or null. */
export function currencyIn(text: string): string | null {
  const named = code.exec(text)?.[1];
  if (named !== undefined) return named;
  return signs.find(([sign]) => sign.test(text))?.[1] ?? null;
}

/** The currency that most of the texts name; the first one where two are equal; null when none does. */
export function currencyOf(texts: Iterable<string>): string | null {
  const votes = new Map<string, number>();
  for (const text of texts) {
    const found = currencyIn(text);
    if (found !== null) votes.set(found, (votes.get(found) ?? 0) + 1);
  }
  let best: string | null = null;
  for (const [name, number] of votes) if (best === null || number > (votes.get(best) ?? 0)) best = name;
  return best;
}
