// Trace: the id under which everything that is told of a workflow elsewhere (spans, log lines) can be found.

import { sha256 } from '../base/id.ts';

/**
 * 32 hexadecimal digits, a W3C trace id: the first half of the SHA-256 of the workflow's id. So whoever knows the
 * workflow knows its trace, before and after a restart and without asking.
 */
export function traceIdOf(workflowId: string): string {
  return sha256(workflowId).slice(0, 32);
}

/** 16 hexadecimal digits: the span that all spans of a workflow hang from. Nobody records it. */
export function rootSpanIdOf(workflowId: string): string {
  return sha256(`root of ${workflowId}`).slice(0, 16);
}
