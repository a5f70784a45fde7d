// The table of doors and rules as docs/doors-and-rules.md shows it.

import { doors, type Rule } from '../../src/guard/guard.ts';

export function doorsAndRules(rules: readonly Rule[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const reasons = [...new Set(rules.flatMap(({ covers }) => doors.map((door) => covers[door])))].filter(
    (one) => typeof one === 'string',
  );
  return [
    '# Doors and rules',
    '',
    'Every door asks the rules of `src/guard/` in this order. Written by `test/guard/doors-rules.test.ts`, which tries an attack at every ●.',
    '',
    row(['rule', ...doors]),
    row(['---', ...doors.map(() => ':-:')]),
    ...rules.map(({ name, covers }) =>
      row([
        name,
        ...doors.map((door) => (covers[door] === true ? '●' : `${reasons.indexOf(covers[door]) + 1}`)),
      ]),
    ),
    '',
    'Where a rule does not hold, the number says why:',
    '',
    ...reasons.map((reason, index) => `${index + 1}. ${reason}`),
    '',
    '| rule | refuses |',
    '|---|---|',
    ...rules.map(({ name, doc }) => row([name, doc])),
    '',
  ].join('\n');
}
