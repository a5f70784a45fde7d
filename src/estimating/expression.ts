// Expression: sums and products as people write them into a bill, such as 2 × (3.5 + 4.2) × 3.0.

import Big from 'big.js';

/** The value of an expression of numbers, + - × x * / and brackets; null when it is anything else or divides by 0. */
export function evaluate(text: string): Big | null {
  const tokens = tokensOf(text);
  if (tokens === null || tokens.length === 0) return null;
  let at = 0;

  function sum(): Big | null {
    let left = product();
    while (left !== null && (tokens?.[at] === '+' || tokens?.[at] === '-')) {
      const operator = tokens[at];
      at += 1;
      const right = product();
      left = right === null ? null : operator === '+' ? left.plus(right) : left.minus(right);
    }
    return left;
  }

  function product(): Big | null {
    let left = factor();
    while (left !== null && (tokens?.[at] === '*' || tokens?.[at] === '/')) {
      const operator = tokens[at];
      at += 1;
      const right = factor();
      if (right === null || (operator === '/' && right.eq(0))) return null;
      left = operator === '*' ? left.times(right) : left.div(right);
    }
    return left;
  }

  function factor(): Big | null {
    const token = tokens?.[at];
    at += 1;
    if (token === '-') {
      const value = factor();
      return value === null ? null : value.neg();
    }
    if (token === '(') {
      const value = sum();
      const closed = tokens?.[at] === ')';
      at += 1;
      return closed ? value : null;
    }
    return token !== undefined && /^\d/.test(token) ? new Big(token) : null;
  }

  const value = sum();
  return at === tokens.length ? value : null;
}

/** An expression with its result, such as «2 × 3.5 = 7»: the value, checked against nothing. Null for bare numbers, dates and ranges. */
export function evaluateNote(text: string): { value: Big; working: string } | null {
  const working = (text.split('=')[0] ?? '').trim();
  if (!/[+×x*]/i.test(working) || working.length > 200) return null;
  const value = evaluate(working);
  return value === null ? null : { value, working };
}

function tokensOf(text: string): string[] | null {
  const compact = text
    .replace(/[×xX·]/g, '*')
    .replace(/[÷]/g, '/')
    .replace(/[–−]/g, '-')
    .replace(/\s+/g, '');
  const tokens = compact.match(/\d+(?:\.\d+)?|\.\d+|[-+*/()]/g) ?? [];
  if (tokens.join('') !== compact) return null;
  return tokens.map((token) => (token.startsWith('.') ? `0${token}` : token));
}
