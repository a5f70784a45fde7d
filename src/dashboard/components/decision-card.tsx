// Decision card: one question to a person, what each answer would change, and how long there is.
//
// With the focus in it: 1–9 choose, Enter answers, d takes the default, s skips.

import './decision-card.css';
import { memo, useEffect, useId, useRef, useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { DecisionPartsFragment } from '../generated/graphql.ts';
import type { Answering, Outcome } from './answer-decision.ts';
import { Deadline, useTimeLeft } from './deadline.tsx';
import { DecisionClosed } from './decision-closed.tsx';
import { DecisionContext } from './decision-context.tsx';
import { DecisionForm } from './decision-form.tsx';
import { OptionList } from './decision-options.tsx';
import { closingOf, typeWords } from './decision-words.ts';
import { LongWords } from './long-words.tsx';
import { dayOf, inWords, timeOf } from './words.ts';

export const decisionParts = graphql(`
  fragment DecisionParts on Decision {
    id sessionId workflowId type status prompt context askedBy askedAt expiresAt
    defaultOption canSkip freeText multiple affectsWorkflow
    options { value label effect costDelta { amount currency } }
    outcome answer comment answeredAt answeredBy { name kind }
  }
`);

interface DecisionCardProps {
  decision: DecisionPartsFragment;
  /** Gives the answer; without it the card only shows. */
  onAnswer?: Answering | null;
  /** The time where it was asked, in milliseconds since 1970. */
  now?: () => number;
}

export const DecisionCard = memo(function DecisionCard({
  decision: told,
  onAnswer = null,
  now = Date.now,
}: DecisionCardProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const card = useRef<HTMLElement>(null);
  const id = useId();
  // What the answer told is newer than what the stream has told so far.
  const made = outcome !== null && 'decision' in outcome ? outcome.decision : null;
  const decision = told.status === 'OPEN' && made !== null ? made : told;
  const isOpen = decision.status === 'OPEN';
  const left = useTimeLeft(decision.askedAt, isOpen && onAnswer !== null ? decision.expiresAt : null, now);
  const urgent = left?.urgent === true;
  return (
    <article
      ref={card}
      className="card decision"
      data-decision={decision.id}
      data-status={isOpen ? 'open' : 'closed'}
      data-urgent={urgent || undefined}
      tabIndex={-1}
      aria-labelledby={`${id}-type ${id}-prompt`}
    >
      <header className="decision-head">
        <h3 id={`${id}-type`} className="small decision-type">
          {typeWords[decision.type]}
        </h3>
        {left !== null && <Deadline left={left} />}
      </header>
      <div id={`${id}-prompt`} className="decision-prompt">
        <LongWords text={decision.prompt} />
      </div>
      <p className="small soft words">
        {decision.askedBy === null ? 'The manager' : inWords(decision.askedBy)} asked at{' '}
        <time dateTime={decision.askedAt} title={dayOf(decision.askedAt)}>
          {timeOf(decision.askedAt)}
        </time>
        {isOpen && (decision.affectsWorkflow ? ', and work waits' : '; work goes on')}
      </p>
      {isOpen && <DecisionContext context={decision.context} />}
      {!isOpen ? (
        <DecisionClosed decision={decision} late={outcome?.kind === 'late'} />
      ) : onAnswer === null ? (
        <OptionList decision={decision} />
      ) : (
        <DecisionForm decision={decision} card={card} onAnswer={onAnswer} onOutcome={setOutcome} />
      )}
      <Spoken decision={decision} urgent={urgent} />
    </article>
  );
});

/** What changes while somebody listens is said once; what was so from the start is not. */
function Spoken({ decision, urgent }: { decision: DecisionPartsFragment; urgent: boolean }) {
  const [words, setWords] = useState('');
  const first = useRef(decision.status);
  useEffect(() => {
    if (decision.status === 'CLOSED') {
      if (first.current === 'CLOSED') return;
      const { how, chosen, by } = closingOf(decision);
      setWords([how, ...chosen, by].join(', ').slice(0, mostSpoken));
    } else if (urgent) setWords(`Less than 30 seconds to answer: ${decision.prompt.slice(0, mostSpoken)}`);
  }, [decision, urgent]);
  return (
    <p role="status" className="hidden-text">
      {words}
    </p>
  );
}

const mostSpoken = 200;
