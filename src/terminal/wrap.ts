// Wrap: what is longer than a line of the screen, broken between words.

/** Lines of at most `width` characters where the words allow it; all but the first begin with `indent` spaces. */
export function wrap(text: string, width: number, indent: number): string {
  const [lead = ''] = /^\s*/.exec(text) ?? [];
  const [first = '', ...words] = text.slice(lead.length).split(/ +/);
  const lines: string[] = [];
  let line = lead + first;
  for (const word of words) {
    if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = ' '.repeat(indent) + word;
    }
  }
  return [...lines, line].join('\n');
}
