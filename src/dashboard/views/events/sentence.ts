// Sentence: what an event says, in one readable sentence.

import { inWords, moneyOf, percent, sizeOf } from '../../components/words.ts';
import type { Event } from '../../session/view.ts';

type Of<Name extends Event['__typename']> = Extract<Event, { __typename: Name }>;

/** Never empty, however little the event says. */
export function sentenceOf(event: Event): string {
  switch (event.__typename) {
    case 'ManagerThinking': {
      const sure = event.confidence == null ? '' : ` (${percent(event.confidence)} sure)`;
      return `${inWords(event.thinkingType)}: ${event.analysis}${goesOn(event)}${sure}`;
    }
    case 'AgentSubstep':
      return stepOf(event);
    case 'WorkflowStateChange':
      return turnOf(event);
    case 'BrainAllocation': {
      const instead = event.fallbackFrom == null ? '' : ` instead of ${event.fallbackFrom}`;
      return `${inWords(event.agentName)} gets ${event.modelSelected}${instead}: ${event.reasoning}`;
    }
    case 'CostIncurred':
      return `${inWords(event.agentName)} used ${event.model} ${priceOf(event)}`;
    case 'UserDecisionNeeded':
      return `Asked of you: ${event.decision.prompt}`;
    case 'UserDecisionMade':
      return `${answerOf(event)}: ${event.decision.prompt}`;
    case 'ErrorRecovery':
      return recoveryOf(event);
    case 'ArtifactReady':
      return `${event.artifact.name} is ready (${sizeOf(event.artifact.byteSize)})`;
    case 'ChatMessage':
      return `${speakers[event.role]}: ${event.text}${goesOn(event)}`;
    case 'NotificationRaised':
      return [event.title, event.body].filter((one) => one !== '').join(': ');
    case 'RecommendationMade': {
      const { title, rationale } = event.recommendation;
      return `Advised: ${title}${rationale === '' ? '' : `, because ${rationale}`}`;
    }
  }
}

const priceOf = ({ cost, workflowTotal }: Of<'CostIncurred'>) =>
  Number(cost.amount) === 0 ? 'at no cost' : `for ${moneyOf(cost)}; ${moneyOf(workflowTotal)} so far`;

/** Of words that are told in parts. */
const goesOn = ({ partial }: { partial: boolean }) => (partial ? ' …' : '');

const speakers: Record<Of<'ChatMessage'>['role'], string> = {
  USER: 'A person said',
  ASSISTANT: 'The manager said',
  SYSTEM: 'The server said',
};

function stepOf({
  agentName,
  attempt,
  progressPercentage,
  substep,
  substepDetails,
}: Of<'AgentSubstep'>): string {
  const { operation, itemsProcessed, itemsTotal } = substepDetails;
  const items = itemsProcessed == null || itemsTotal == null ? '' : `, ${itemsProcessed} of ${itemsTotal}`;
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  // A term of the vocabulary is spelled out, a sentence goes on with how far it is.
  const isTerm = operation === '' || /^[a-z]+(_[a-z]+)+$/.test(operation);
  const doing = isTerm ? inWords(operation || substep).toLowerCase() : operation.replace(/\.$/, '');
  const agent = inWords(agentName);
  const who = doing.startsWith(agent) ? '' : `${agent}: `;
  return `${who}${doing}${items}${again}, ${percent(progressPercentage / 100)}`;
}

function turnOf(event: Of<'WorkflowStateChange'>): string {
  const { changeType, changedAgent, currentStage, reason, request } = event;
  const agent = changedAgent == null ? 'The manager' : inWords(changedAgent);
  const why = reason == null || reason === '' ? '' : ` (${reason})`;
  switch (changeType) {
    case 'workflow_started':
      return `The work began${request?.instructions ? `: ${request.instructions}` : ''}`;
    case 'workflow_completed':
      return `The work is done${why}`;
    case 'workflow_failed':
      return `The work failed${why}`;
    case 'phase_transition':
      return `Now at: ${currentStage}${why}`;
    case 'agent_started':
      return `${agent} began${why}`;
    case 'agent_completed':
      return `${agent} is done${why}`;
    case 'agent_failed':
      return `${agent} failed${why}`;
    case 'agent_skipped':
      return `${agent} is left out${why}`;
    // The question stands beside it, so it is not told twice.
    case 'waiting_for_decision':
      return `${agent} waits for an answer`;
    case 'decision_applied':
      return `${agent} goes on with the answer`;
    case 'paused':
      return `The work is paused${why}`;
    case 'resumed':
      return `The work goes on${why}`;
    case 'retried':
      return `The work is tried again${why}`;
    case 'cancelled':
      return `The work was cancelled${why}`;
    default:
      return `${inWords(changeType)}${changedAgent == null ? '' : `: ${agent}`}${why}`;
  }
}

function answerOf({ outcome, answer, answeredBy, comment }: Of<'UserDecisionMade'>): string {
  const who = answeredBy?.kind === 'CLOCK' ? 'the clock' : (answeredBy?.name ?? 'somebody');
  const said = comment == null || comment === '' ? '' : ` («${comment}»)`;
  switch (outcome) {
    case 'ANSWERED':
      return `${upper(who)} chose ${answerWords(answer)}${said}`;
    case 'DEFAULTED':
      return `By default ${answerWords(answer)}${said}`;
    case 'SKIPPED':
      return `Skipped by ${who}${said}`;
    case 'EXPIRED':
      return 'Time ran out';
    case 'WITHDRAWN':
      return 'No longer asked';
  }
}

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function answerWords(answer: unknown): string {
  if (typeof answer === 'string') return `«${answer}»`;
  if (Array.isArray(answer)) return answer.map(answerWords).join(', ');
  return answer == null ? 'nothing' : JSON.stringify(answer);
}

function recoveryOf({
  recoveryStatus,
  errorMessage,
  recoveryStrategy,
  attempt,
}: Of<'ErrorRecovery'>): string {
  const next = inWords(recoveryStrategy).toLowerCase();
  switch (recoveryStatus) {
    case 'STARTED':
    case 'IN_PROGRESS':
      return `${errorMessage} Next: ${next}${attempt > 1 ? `, attempt ${attempt}` : ''}`;
    case 'WAITING_FOR_USER':
      return `${errorMessage} A person is asked`;
    case 'RECOVERED':
      return `Recovered by ${next}: ${errorMessage}`;
    case 'EXHAUSTED':
      return `Nothing helped: ${errorMessage}`;
  }
}
