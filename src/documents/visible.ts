// Visible: texts without what cannot be seen, so that nothing is read that a person would not read.

/** Joiners that shape letters of some scripts are kept; what hides, breaks or turns text around is not. */
const invisible =
  /[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;
const anything = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/** The text without characters that have no width or turn the direction; "" when nothing else is in it. */
export function visible(text: string): string {
  const left = text.replace(invisible, '');
  return anything.test(left) ? left : '';
}
