// Elapsed of: the time between begin and end, in words.

import type { ExecutionStatus } from '../generated/graphql.ts';
import { spanOf } from './words.ts';

export interface Timed {
  status: ExecutionStatus;
  startedAt: string | null;
  finishedAt: string | null;
}

/** Whether its time still grows. */
export const takesTime = ({ status, startedAt, finishedAt }: Timed) =>
  startedAt !== null && finishedAt === null && (status === 'RUNNING' || status === 'WAITING_FOR_DECISION');

const dayMs = 24 * 60 * 60 * 1000;

/** Null where there is nothing to say: not begun, or held. */
export function elapsedOf(of: Timed, now: number): string | null {
  if (of.startedAt === null) return null;
  const end = of.finishedAt !== null ? Date.parse(of.finishedAt) : takesTime(of) ? now : null;
  if (end === null) return null;
  const ms = end - Date.parse(of.startedAt);
  if (ms >= 2 * dayMs) return `${Math.floor(ms / dayMs)} days`;
  return of.finishedAt !== null && ms < 1000 ? '< 1 s' : spanOf(ms);
}
