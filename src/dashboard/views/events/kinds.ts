// Kinds: how each kind of event is named and marked for people.

import type { EventType } from '../../generated/graphql.ts';
import type { Event } from '../../session/view.ts';

export interface Kind {
  type: EventType;
  /** Of many, as a filter says it. */
  words: string;
  tone: 'thought' | 'live' | 'asks' | 'good' | 'bad' | 'none';
  /** Lines of a picture of 16 by 16. */
  lines: string;
}

export const kinds: Record<Event['__typename'], Kind> = {
  ManagerThinking: {
    type: 'MANAGER_THINKING',
    words: 'Thoughts',
    tone: 'thought',
    lines: 'M6 13h4M6.5 10.8C4.9 10 4 8.6 4 6.9a4 4 0 0 1 8 0c0 1.7-.9 3.1-2.5 3.9z',
  },
  AgentSubstep: {
    type: 'AGENT_SUBSTEP',
    words: 'Steps',
    tone: 'live',
    lines: 'M3 12.5h3.5v-3.5H10V5.5h3.5M3 12.5',
  },
  WorkflowStateChange: {
    type: 'WORKFLOW_STATE_CHANGE',
    words: 'Turns of the work',
    tone: 'live',
    lines: 'M4.5 13.5v-11M4.5 3.5h7.5l-2 2.7 2 2.8H4.5',
  },
  BrainAllocation: {
    type: 'BRAIN_ALLOCATION',
    words: 'Brains',
    tone: 'thought',
    lines:
      'M5 5h6v6H5zM6.5 5V2.5M9.5 5V2.5M6.5 13.5V11M9.5 13.5V11M5 6.5H2.5M5 9.5H2.5M13.5 6.5H11M13.5 9.5H11',
  },
  CostIncurred: {
    type: 'COST_INCURRED',
    words: 'Costs',
    tone: 'none',
    lines:
      'M8 2.5v11M10.7 5.2C10.2 4.4 9.2 4 8 4 6.5 4 5.3 4.7 5.3 6S6.5 7.7 8 8s2.8.7 2.8 2S9.5 12 8 12c-1.3 0-2.3-.5-2.8-1.3',
  },
  UserDecisionNeeded: {
    type: 'USER_DECISION_NEEDED',
    words: 'Questions',
    tone: 'asks',
    lines: 'M5.7 6A2.3 2.3 0 1 1 9 8.1C8.3 8.5 8 8.9 8 9.8M8 12.4v.1',
  },
  UserDecisionMade: {
    type: 'USER_DECISION_MADE',
    words: 'Answers',
    tone: 'good',
    lines: 'M3.5 8.5l3 3 6-7',
  },
  ErrorRecovery: {
    type: 'ERROR_RECOVERY',
    words: 'Errors',
    tone: 'bad',
    lines: 'M8 2.8l5.7 10.2H2.3zM8 6.6v3M8 11.3v.1',
  },
  ArtifactReady: {
    type: 'ARTIFACT_READY',
    words: 'Results',
    tone: 'good',
    lines: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
  },
  ChatMessage: {
    type: 'CHAT_MESSAGE',
    words: 'Messages',
    tone: 'none',
    lines: 'M2.5 3.5h11v7.5H7.5l-3 2.5V11h-2z',
  },
  NotificationRaised: {
    type: 'NOTIFICATION',
    words: 'Notices',
    tone: 'asks',
    lines: 'M3.5 11.5h9c-1-1-1.3-2-1.3-4a3.2 3.2 0 0 0-6.4 0c0 2-.3 3-1.3 4zM7 13.5h2',
  },
  RecommendationMade: {
    type: 'RECOMMENDATION',
    words: 'Advice',
    tone: 'thought',
    lines: 'M8 2.5l1.6 3.5 3.9.4-2.9 2.6.8 3.8L8 10.9l-3.4 1.9.8-3.8L2.5 6.4l3.9-.4z',
  },
};
