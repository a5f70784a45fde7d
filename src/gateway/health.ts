// Health: /healthz says that the process lives, /readyz whether it takes work, and why not.

import type { ServerResponse } from 'node:http';
import type { HealthChecks } from '../telemetry/health.ts';
import { sendFault, sendJson } from './respond.ts';

/** 200 while the server lives. */
export function answerLive(response: ServerResponse): void {
  sendJson(response, 200, { status: 'ok' });
}

/** 200 when it is ready or does less than it should (`degraded`), else 503; each check with its reason. */
export async function answerReady(
  response: ServerResponse,
  health: HealthChecks,
  draining: AbortSignal,
): Promise<void> {
  response.setHeader('cache-control', 'no-store');
  if (draining.aborted) return sendFault(response, 503, 'SERVER_DRAINING', 'The server is shutting down.');
  const found = await health.look();
  sendJson(response, found.status === 'unavailable' ? 503 : 200, found);
}
