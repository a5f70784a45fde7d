// Counted: «1 document», «2 documents».

/** A number with its noun, in the plural where it is not one. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
