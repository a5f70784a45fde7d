// Narrowing: words that make special work of plain work, such as the bridge in «concrete in bridge footings».

import { allWords } from './words.ts';

/** Forms of a word that narrow to the same work. An abutment belongs to a bridge; a pier may hold up a house. */
const kinds = new Map(
  Object.entries({
    bridge: 'bridge bridges abutment abutments viaduct',
    pier: 'pier piers',
    structure: 'structure structures structural',
    culvert: 'culvert culverts',
    railroad: 'railroad railway',
    median: 'median medians',
    traffic: 'traffic',
    veneer: 'veneer veneers',
    tunnel: 'tunnel tunnels',
    airfield: 'airfield runway taxiway',
  }).flatMap(([kind, forms]) => allWords(forms).map((form): [string, string] => [form, kind])),
);

/** Where a word is what the trade is about it narrows nothing: structural steel, roads for light traffic. */
const ordinary: Record<string, readonly string[]> = {
  structure: ['steel', 'carpentry', 'demolition'],
  traffic: ['traffic', 'roads'],
  culvert: ['site_utilities'],
};

/** The kinds of special work that a text names; those that are ordinary in the trade are left out. */
export function narrowingIn(text: string, trade: string | null = null): ReadonlySet<string> {
  return new Set(
    allWords(text)
      .map((word) => kinds.get(word))
      .filter((kind) => kind !== undefined)
      .filter((kind) => trade === null || !ordinary[kind]?.includes(trade)),
  );
}
