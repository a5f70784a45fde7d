// Requested mark-ups: «10 % contingency», «no overhead», «12 % for overhead and profit», «without mark-ups».

import type { Intent } from '../events/session.ts';

const names: [string, string][] = [
  ['general conditions', 'general conditions|preliminaries|prelims'],
  ['overhead', 'overheads?'],
  ['profit', 'profits?'],
  ['contingency', 'contingenc(?:y|ies)'],
  ['tax', '(?:sales )?tax|vat'],
  ['bond', 'bonds?'],
];
const numbers =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' ');

const amount = String.raw`(\d{1,2}(?:\.\d{1,4})?)\s*(?:%|percent\b|per cent\b)`;
const anyName = names.map(([, word]) => word).join('|');
const nameList = String.raw`((?:${anyName})(?:\s*(?:,|and|&|plus)\s*(?:${anyName}))*)\b`;
const rules: RegExp[] = [
  new RegExp(String.raw`${amount}\s*(?:(?:of|for|on)\s+)?(?:the\s+)?${nameList}`, 'gi'),
  new RegExp(String.raw`\b${nameList}\s*(?:of|at|to|by|is|:|=)?\s*${amount}`, 'gi'),
];
const removed = new RegExp(
  String.raw`\b(?:no|without|remove|drop|delete|exclude|less|zero)\s+(?:any\s+|the\s+)?${nameList}`,
  'gi',
);
const noneAtAll =
  /\b(?:(?:no|without|remove|drop|delete)\s+(?:any\s+|the\s+|all\s+)?(?:mark-?\s?ups?)|direct costs?\s+only)\b/i;

/** By name, each at most once; 0 takes a mark-up away. Pure. */
export function readMarkups(instructions: string): Intent['markups'] {
  const text = instructions.replace(
    new RegExp(`\\b(${numbers.join('|')})(?=\\s+per\\s?cent)`, 'gi'),
    (word) => String(numbers.indexOf(word.toLowerCase())),
  );
  const percents = new Map<string, string>();
  const set = (list: string, percent: string) => {
    for (const [name, word] of names)
      if (new RegExp(`\\b(?:${word})\\b`, 'i').test(list) && !percents.has(name)) percents.set(name, percent);
  };
  for (const [, percent = '', list = ''] of text.matchAll(rules[0]!)) set(list, percent);
  for (const [, list = '', percent = ''] of text.matchAll(rules[1]!)) set(list, percent);
  for (const [, list = ''] of text.matchAll(removed)) set(list, '0');
  if (noneAtAll.test(text)) set(names.map(([name]) => name).join(' '), '0');
  return names.flatMap(([name]) => {
    const percent = percents.get(name);
    return percent === undefined ? [] : [{ name, percent }];
  });
}
