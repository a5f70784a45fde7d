// Formula words: text that a spreadsheet would take for a formula when it opens a file or a person edits a cell.

const beginsFormula = /^[\t\r\n]|^[\s\p{C}]*(?:["'][\s\p{C}]*)?[=+\-@＝＋－＠]/u;

/** Whether it begins like a formula, in any width, behind spaces, a quote or characters that cannot be seen. */
export function isFormulaLike(words: string): boolean {
  return beginsFormula.test(words);
}
