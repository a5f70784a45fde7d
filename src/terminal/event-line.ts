// One line for one event: icon, time, words.

import type { WatchSubscription } from './generated/graphql.ts';

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
        `Decision ${event.outcome.toLowerCase()}: ${event.answer === null ? 'nothing' : String(event.answer)}${event.answeredBy === null ? '' : ` (${event.answeredBy.name})`}`,
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

/** Such as `  🧠 [10:30:01] Manager: …`, in the terminal's own time zone, in at most `width` columns. */
export function eventLine(event: WatchedEvent, width: number): string {
  const [icon, text] = words(event);
  const time = new Date(event.timestamp).toTimeString().slice(0, 8);
  // A question is shown whole: somebody has to answer it.
  const longest = event.__typename === 'UserDecisionNeeded' ? Number.POSITIVE_INFINITY : width - 17;
  return `  ${icon} [${time}] ${cut(text.replace(/\s+/g, ' '), longest)}`;
}
