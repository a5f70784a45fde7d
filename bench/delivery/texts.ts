// Texts: words by chance, always the same, so that events differ and compress about as well as prose does.

/** A text of a length that begins with its stamp; no two that follow each other are alike. */
export function textOf(stamp: string, sequence: number, length: number): string {
  const rest = length - stamp.length - 2;
  const from = (sequence * rest) % (prose.length - rest);
  return `@${stamp} ${prose.slice(from, from + rest)}`;
}

const words =
  'the bill has lines in three trades and specification names a roof that no line prices quantities on sheet two are given square feet while drawing counts metres they agree within one percent suppliers quoted for masonry lower without scaffolding so higher is taken as it stands nothing was found lift left out of total listed among assumptions first quarter carry regional factor Indiana rounded to whole cents at end concrete grade strength delivered pumped slab footing wall column beam reinforcement formwork'.split(
    ' ',
  );

/** Half a megabyte of words by chance, always the same; it compresses about as well as prose does. */
const prose = (() => {
  let text = '';
  for (let seed = 1; text.length < 524_288; ) {
    seed = (seed * 48_271) % 2_147_483_647;
    text += seed % 11 === 0 ? `${seed % 10_000} ` : `${words[seed % words.length]} `;
  }
  return text;
})();
