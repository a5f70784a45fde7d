// IFC names: the names that programs give to declared quantities, as those of the standard.

/** Names of the standard by which elements are measured (ifc.ts). */
export const usualNames: ReadonlySet<string> = new Set(
  'NetVolume GrossVolume Volume NetSideArea GrossSideArea NetArea GrossArea ProjectedArea Area Length NetLength GrossLength NetWeight GrossWeight Weight'.split(
    ' ',
  ),
);
const bySpelling = new Map([...usualNames].map((name) => [name.toLowerCase(), name]));
const measures: [RegExp, string][] = [
  [/volum|rauminhalt/, 'Volume'],
  [/(side|wall|seiten|wand).{0,80}(area|fl(ä|ae)che)/, 'SideArea'],
  [/area|fl(ä|ae)che|surface|superfi/, 'Area'],
  [/weight|mass\b|gewicht|masse|poids|peso/, 'Weight'],
  [/length|l(ä|ae)nge|longueur|longitud/, 'Length'],
];

/**
 * The name of the standard for «Net Volume», «Volume (Net)», «Nettovolumen» and the like; any other name as it is.
 * Surfaces that are part of one, such as «Top area», keep their names.
 */
export function usualName(name: string): string {
  const known = bySpelling.get(name.replace(/[\s_.-]/g, '').toLowerCase());
  if (known !== undefined) return known;
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFC');
  const measure = measures.find(([pattern]) => pattern.test(words))?.[1];
  const kind = /\bnett?o?/.test(words) ? 'Net' : /\b(gross|brutt?o|brut)/.test(words) ? 'Gross' : null;
  const rest = words.replace(
    /nett?o?|gross|brutt?o|brut|volumen?s?|volumes?|rauminhalt|area|fläche|flaeche|surface|superficie|superfície|weight|mass|gewicht|masse|poids|peso|length|länge|laenge|longueur|longitud|side|wall|wand|seiten|[^\p{L}]/gu,
    '',
  );
  if (measure === undefined || kind === null || rest !== '') return name;
  const usual = `${kind}${measure}`;
  return usualNames.has(usual) ? usual : name;
}
