// With recommendations: the end of a workflow, and before it what would make its result better, in one append.

import { isFault } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import type { Estimate } from '../estimating/estimate.ts';
import type { Draft } from '../events/event.ts';
import type { Session } from '../events/session.ts';
import type { Log } from '../log/log.ts';
import { draft } from './drafts.ts';
import { recommend } from './recommend.ts';
import type { ManagerRules } from './rules.ts';

interface Means {
  log: Pick<Log, 'getBlob'>;
  logger: Logger;
  roster: ManagerRules['roster'];
}

/** The drafts as they are unless a workflow completes in them. @throws STORAGE_UNAVAILABLE */
export async function withRecommendations(
  drafts: Draft[],
  session: Session,
  { log, logger, roster }: Means,
  now: number,
): Promise<Draft[]> {
  const end = drafts.findIndex(
    ({ type, data }) => type === 'workflow_state_change' && data.changeType === 'workflow_completed',
  );
  const workflow = session.workflows.find(({ id }) => id === drafts[end]?.workflowId);
  // A question changes no result.
  if (workflow === undefined || workflow.intent?.goal === 'advisor') return drafts;
  const own = session.artifacts.findLast(
    ({ workflowId, kind }) => workflowId === workflow.id && kind === 'estimate',
  );
  try {
    const estimate = own === undefined ? null : await readEstimate(log, own.sha256);
    const mayPrice = roster.some(({ gives }) => gives.includes('estimate'));
    const advised = recommend(session, workflow, estimate, mayPrice).map((recommendation) =>
      draft('recommendation', workflow.id, now, { recommendation }),
    );
    return [...drafts.slice(0, end), ...advised, ...drafts.slice(end)];
  } catch (error) {
    if (isFault(error, 'STORAGE_UNAVAILABLE')) throw error;
    // An agent of one's own may estimate in a shape of its own; the workflow ends all the same.
    logger.warn({ err: error, sessionId: session.id }, 'no recommendations could be made');
    return drafts;
  }
}

async function readEstimate(log: Pick<Log, 'getBlob'>, sha256: string): Promise<Estimate> {
  const { buffer, byteOffset, byteLength } = await log.getBlob(sha256);
  return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString()) as Estimate;
}
