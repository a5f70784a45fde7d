// Redact: takes out of a text what no model needs: addresses, telephone numbers, keys, card and account numbers.
//
//   R1. What a bill is about stays as it was: quantities, prices, item numbers and codes.
//   R2. Redacting twice is redacting once.

interface Rule {
  marker: string;
  pattern: RegExp;
  /** Says no to what only looks like it. */
  real?(match: string): boolean;
}

/** A word that says what comes next, and the number after it. */
const labelled = (words: string) =>
  new RegExp(`\\b(?:${words})[ \\t]{0,3}[:#.]?[ \\t]{0,3}(?=[+(\\d])[-+()\\d./ \\t]{6,24}\\d\\b`, 'gi');

const rules: Rule[] = [
  {
    marker: '[key]',
    pattern: /-----BEGIN [A-Z ]{3,40}-----[A-Za-z0-9+/=\s]{1,8000}(?:-----END [A-Z ]{3,40}-----)?/g,
  },
  { marker: '[key]', pattern: /\beyJ[\w-]{8,2000}\.[\w-]{8,4000}(?:\.[\w-]{0,2000})?/g },
  {
    marker: '[key]',
    pattern:
      /\b(?:sk-|pk-|rk_live_|sk_live_|gh[opsu]_|github_pat_|glpat-|xox[abps]-|AIza|AKIA|ASIA|hf_|ya29\.)[\w.-]{12,400}/g,
  },
  {
    marker: '[key]',
    pattern:
      /\b(?:password|passwort|passwd|api[_ -]?key|secret|access[_ -]?token|bearer)\b[ \t]{0,3}(?:[:=][ \t]{0,3}|[ \t])[^\s,;"'<>[\]]{8,400}/gi,
    real: (match) => /[:=]/.test(match) || /\d/.test(match),
  },
  { marker: '[key]', pattern: /(?<![\w/+=-])[\w/+=-]{32,400}(?![\w/+=-])/g, real: isRandom },
  { marker: '[email]', pattern: /[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g },
  {
    marker: '[account]',
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g,
    real: isIban,
  },
  {
    marker: '[account]',
    pattern: labelled(
      'account(?: no| number)?|acct|a\\/c|sort code|routing(?: no| number)?|konto(?:nummer)?|IBAN',
    ),
  },
  {
    marker: '[card]',
    pattern: /(?<![\d.,])[3-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\d.,]\d|\d)/g,
    real: isCard,
  },
  { marker: '[card]', pattern: /(?<![\d.,])3[47]\d{2}([ -]?)\d{6}\1\d{5}(?![\d.,]\d|\d)/g, real: isCard },
  {
    marker: '[phone]',
    pattern: labelled('tel(?:ephone|efon)?|phone|mobile|mob|cell|fax|whatsapp|call us(?: on| at)?'),
  },
  { marker: '[phone]', pattern: /(?<![\w.,+])\+\d[\d ().-]{6,20}\d(?![\w,]|\.\d)/g, real: isPhone },
  { marker: '[phone]', pattern: /(?<![\w.,(])\(0?\d{2,5}\) ?\d{3,4}[ -]\d{3,4}(?![\w,]|\.\d)/g },
];

/** The text with markers such as `[email]` in place of what is nobody's business. */
export function redact(text: string): string {
  let told = text;
  // What stood beside something that was taken out may show only then.
  for (let pass = 0; pass < 10; pass += 1) {
    const before = told;
    for (const { marker, pattern, real } of rules) {
      told = told.replace(pattern, (match) => (real === undefined || real(match) ? marker : match));
    }
    if (told === before) break;
  }
  return told;
}

/** Upper and lower case and digits all through, as in keys; words, codes and paths are not. */
function isRandom(match: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(match)).length;
  return (
    kinds === 3 &&
    (match.match(/\d/g)?.length ?? 0) >= 4 &&
    !/[a-z]{10}|[A-Z]{10}|[/=-].*[/=-].*[/=-]/.test(match)
  );
}

/** ISO 13616: the check digits fit. */
function isIban(match: string): boolean {
  const letters = match.replaceAll(' ', '');
  if (letters.length < 15 || letters.length > 34) return false;
  const digits = (letters.slice(4) + letters.slice(0, 4)).replace(/[A-Z]/g, (one) =>
    String(one.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}

/** ISO/IEC 7812: the last digit fits the others. */
function isCard(match: string): boolean {
  let sum = 0;
  for (const [at, digit] of [...match.replace(/\D/g, '')].reverse().entries()) {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** ITU E.164: up to 15 digits after the country's. +1 250 000 is an amount, and +120.5 - 30.25 a sum. */
function isPhone(match: string): boolean {
  const digits = match.replace(/\D/g, '').length;
  if (digits < 8 || digits > 15) return false;
  if (/^\+\d+$/.test(match)) return digits >= 10;
  const amount = /^\+\d{1,3}(?:[ .]\d{3})+(?:\.\d{1,2})?$|^\+\d+\.\d+$/.test(match);
  const sum = / - |\.\d*[ -]|[ -]\d*\.|--/.test(match);
  return !amount && !sum && /^\+\d{1,3}\D/.test(match);
}
