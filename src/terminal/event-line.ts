// One line for one event: icon, time, words.

import type { WatchSubscription } from './generated/graphql.ts';
import { wrap } from './wrap.ts';

/** An event as the terminal's subscription selects it. */
export type WatchedEvent = WatchSubscription['events'];

const cut = (text: string, longest: number) =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

function words(event: WatchedEvent): [icon: string, text: string] {
  switch (event.__typename) {
    case 'ManagerThinking':
      return [
        '🧠',
        `Manager: ${event.thinkingType} - ${event.analysis}${event.confidence === null ? '' : ` (${Math.round(event.confidence * 100)}%)`}`,
      ];
    case 'AgentSubstep':
      return [
        '📊',
        `${event.agentName}: ${event.substep} (${Math.round(event.progressPercentage)}%) ${event.substepDetails.operation}`,
      ];
    case 'UserDecisionNeeded':
      return ['🤔', `Decision needed: ${event.prompt}`];
    case 'UserDecisionMade':
      return [
        '🙋',
        `Decision ${event.outcome.toLowerCase()}: ${answerWords(event)}${event.answeredBy === null ? '' : ` (${event.answeredBy.name})`}`,
      ];
    case 'WorkflowStateChange':
      return [
        '🎯',
        `Workflow: ${event.changeType}${event.changedAgent === null ? '' : ` ${event.changedAgent}`} · ${event.currentStage} · ${event.workflowVisualization.completionPercentage}%`,
      ];
    case 'BrainAllocation':
      return ['🤖', `Brain Allocation: ${event.agentName} → ${event.modelSelected} (${event.provider})`];
    case 'ErrorRecovery':
      return [
        '🚨',
        `Recovery: ${event.recoveryStrategy} (${event.recoveryStatus.toLowerCase()}) - ${event.errorMessage}`,
      ];
    case 'ChatMessage':
      return ['💬', `${event.role.toLowerCase()}: ${event.text}`];
    case 'CostIncurred':
      return [
        '💰',
        `Cost: ${event.agentName} with ${event.model}, ${event.cost.amount} ${event.cost.currency}`,
      ];
    case 'ArtifactReady':
      return ['📦', `Ready: ${event.artifact.name} (${Math.ceil(event.artifact.byteSize / 1024)} kB)`];
    case 'NotificationRaised':
      return ['🔔', `${event.title}: ${event.body}`];
    case 'RecommendationMade':
      return ['💡', `Recommendation: ${event.recommendation.title}`];
  }
}

/** What was chosen, as it was offered; a text as it was said. */
function answerWords({
  answer,
  decision: { options },
}: Extract<WatchedEvent, { __typename: 'UserDecisionMade' }>): string {
  if (answer === null) return 'nothing';
  const values = Array.isArray(answer) ? answer : [answer];
  return values.map((one) => options.find(({ value }) => value === one)?.label ?? String(one)).join(', ');
}

/** What is said to people may take a few lines; what is counted takes one. */
const mostLines = 6;
const spoken: ReadonlySet<string> = new Set(['ManagerThinking', 'ChatMessage', 'NotificationRaised']);

/** Before the words stand the icon and the time. */
const lead = 16;

/** Such as `  🧠 [10:30:01] Manager: …`, in the terminal's own time zone, in lines of less than `width` columns. */
export function eventLine(event: WatchedEvent, width: number): string {
  const [icon, text] = words(event);
  const time = new Date(event.timestamp).toTimeString().slice(0, 8);
  const plain = text.replace(/\s+/g, ' ');
  const begin = `  ${icon} [${time}] `;
  const room = width - lead - 1;
  // A question is shown whole: somebody has to answer it.
  if (event.__typename === 'UserDecisionNeeded') return wrap(`${begin}${plain}`, width - 1, lead);
  if (spoken.has(event.__typename)) return wrap(`${begin}${cut(plain, mostLines * room)}`, width - 1, lead);
  return `${begin}${cut(plain, room)}`;
}
