// Stream entry: one result of a subscription: when, what, a line of words, and all of it as JSON.

import { memo } from 'react';
import { DecisionAnswer } from './decision-answer.tsx';
import type { Decisions } from './decisions.ts';
import type { Received } from './stream.ts';
import { summaryOf } from './summary.ts';

/** Types that are to be found at a glance; all others look alike. */
const tones: Record<string, string> = {
  UserDecisionNeeded: 'asks',
  UserDecisionMade: 'good',
  ArtifactReady: 'good',
  ErrorRecovery: 'bad',
  ManagerThinking: 'thought',
};

const clock = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

export interface StreamEntryProps {
  received: Received;
  decisions: Decisions;
  isOpen: boolean;
  onToggle(number: number): void;
}

export const StreamEntry = memo(({ received, decisions, isOpen, onToggle }: StreamEntryProps) => {
  const { label, timestamp, sequence, line, failed, decisionId } = summaryOf(received.result);
  const time = new Date(timestamp ?? received.arrivedAt);
  const tone = failed ? 'bad' : (tones[label] ?? 'plain');
  return (
    <article className={`stream-entry stream-tone-${tone}`}>
      <button
        type="button"
        className="stream-line"
        aria-expanded={isOpen}
        onClick={() => onToggle(received.number)}
      >
        <span className="stream-mark" aria-hidden="true" />
        <time dateTime={time.toISOString()} title={timestamp === null ? 'When it arrived' : timestamp}>
          {clock.format(time)}
        </time>
        <span className="stream-label">{label}</span>
        <span className="stream-number">{sequence ?? received.number}</span>
        <span className="stream-words" dir="auto">
          {line}
        </span>
      </button>
      {decisionId !== null && <DecisionAnswer id={decisionId} decisions={decisions} />}
      {isOpen && <pre className="stream-json">{JSON.stringify(received.result, null, 2)}</pre>}
    </article>
  );
});
