// Printable: words from outside as a terminal may show them. They cannot move its cursor, colour it, or turn a line around.

/** As ECMA-48 has them: with parameters, with a text, and short ones. */
const sequences = new RegExp(
  [
    String.raw`(?:\u001b\[|\u009b)[0-?]{0,30}[ -/]{0,5}[@-~]`,
    String.raw`\u001b\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)?`,
    String.raw`\u001b[@-Z\\-_]`,
  ].join('|'),
  'g',
);
/** Controls but tab and line feed, and marks that turn the direction. */
const unprintable = /(?![\t\n])\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Without sequences of control; line ends and tabs stay. */
export function printable(text: string): string {
  return text.replace(sequences, '').replace(unprintable, '');
}
