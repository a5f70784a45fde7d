// Words: descriptions cut into comparable words, for rules and for search.

/** Words that start or join a description and say nothing of the work. */
const fillers = new Set(
  (
    'a an and as at all any be by complete etc for from in incl including into is it its of on or other over per the ' +
    'that this to under up with without required approved necessary directed drawing drawings specification shall ' +
    'providing provide provided supply supplying supplied install installing installation furnish furnishing laying ' +
    'lay fixing fix position place placing type no nos item work works new existing'
  ).split(' '),
);

/** Words whose ending makes another thing of them: flooring is no floor. */
const whole = new Set(['flooring', 'building', 'railing', 'opening', 'covering']);

const fillerStems = new Set([...fillers].map(stem));

const spellings = new Map(
  Object.entries({
    kerb: 'curb',
    kerbing: 'curb',
    kerbstone: 'curb',
    aluminium: 'aluminum',
    tarmac: 'asphalt',
    bituminous: 'asphalt',
    bitumen: 'asphalt',
    asphaltic: 'asphalt',
    hma: 'asphalt',
    timber: 'wood',
    wooden: 'wood',
    shuttering: 'formwork',
    rebar: 'reinforcement',
    reinforcing: 'reinforcement',
    storey: 'story',
    colour: 'color',
    mould: 'mold',
    plastering: 'plaster',
    galvanised: 'galvanized',
    centre: 'center',
    gypboard: 'gypsum board',
    plasterboard: 'gypsum board',
    sheetrock: 'gypsum board',
    drywall: 'gypsum board',
    cmu: 'concrete block',
    blockwork: 'block wall',
    brickwork: 'brick wall',
    luminaire: 'light fixture',
    aircon: 'air conditioning',
    earthwork: 'earth work',
    diameter: 'dia',
  }),
);

/** The words of a text in lower case and singular; camelCase, glued digits and dotted letters are taken apart. */
export function allWords(text: string): string[] {
  const spaced = text
    .normalize('NFKC')
    .replace(/\bconcrete masonry units?\b/giu, 'concrete block')
    .replace(/\b((?:\p{L}\.){2,})/gu, (dotted) => `${dotted.replaceAll('.', '')} `)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .toLowerCase();
  return (spaced.match(/\p{L}+|\d+(?:\.\d+)?/gu) ?? []).flatMap((word) => {
    const common = spellings.get(word) ?? spellings.get(singularOf(word)) ?? word;
    return common.split(' ').map(stem);
  });
}

/** The words that say something of the work. */
export function words(text: string): string[] {
  return allWords(text).filter((word) => !fillerStems.has(word) && (word.length > 1 || /\d/.test(word)));
}

/** A text reduced to its words in order, for comparing whole descriptions. */
export function fingerprint(text: string): string {
  return allWords(text).join(' ');
}

/** Brings a word to a stem that its forms share: excavation, excavated and excavating become one. */
function stem(word: string): string {
  const singular = singularOf(word);
  if (singular.length < 6 || whole.has(singular)) return singular;
  const cut = singular.replace(/(?:ing|ed|ion|e)$/, '');
  return /[aeiouy].{0,80}[^aeiou]/.test(cut) ? cut.replace(/([^aeiousl])\1$/, '$1') : singular;
}

function singularOf(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !/(ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}
