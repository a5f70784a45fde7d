// Found issue: an issue of the closed list, and money as its message shows it.

import type Big from 'big.js';
import type { Source } from '../documents/document.ts';
import type { EstimateIssue } from './estimate.ts';
import type { IssueCode } from './issues.ts';
import { groupThousands, showMoney, toMinor } from './money.ts';

/** As other messages show money; a bill that names no currency gets the figure alone. */
export function shownMoney(amount: Big, currency: string | null): string {
  return currency === null
    ? groupThousands(amount.toFixed(2))
    : showMoney(toMinor(amount, currency), currency);
}

/** An issue whose code is in the list. */
export function foundIssue(
  severity: EstimateIssue['severity'],
  code: IssueCode,
  message: string,
  source: Source | null,
): EstimateIssue {
  return { severity, code, message, source };
}
