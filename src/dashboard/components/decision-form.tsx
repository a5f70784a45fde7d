// Decision form: choosing an answer, saying something with it, and sending it.

import { type RefObject, useId, useLayoutEffect, useState } from 'react';
import type { DecisionPartsFragment } from '../generated/graphql.ts';
import type { Answering, Outcome } from './answer-decision.ts';
import { commentOf, emptyDraft, type Given, givenOf, withOption, withOwnWords } from './answer-draft.ts';
import { useKeys } from './decision-keys.ts';
import { DecisionOptions } from './decision-options.tsx';
import { answerWords } from './decision-words.ts';

interface DecisionFormProps {
  decision: DecisionPartsFragment;
  card: RefObject<HTMLElement | null>;
  onAnswer: Answering;
  onOutcome: (outcome: Outcome) => void;
}

export function DecisionForm({ decision, card, onAnswer, onOutcome }: DecisionFormProps) {
  const { options, multiple, freeText, canSkip, defaultOption } = decision;
  const [draft, setDraft] = useState(() => emptyDraft(decision));
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<{ message: string; again: Given | null } | null>(null);
  const id = useId();

  async function send(given: Given) {
    if (sending) return;
    setSending(true);
    setProblem(null);
    const outcome = await onAnswer(decision.id, given);
    setSending(false);
    onOutcome(outcome);
    if ('message' in outcome)
      setProblem({ message: outcome.message, again: outcome.kind === 'unsent' ? given : null });
  }

  function answer() {
    const given = givenOf(draft, decision);
    if (given !== null) return void send(given);
    setProblem({
      message: options.length > 0 ? 'Choose an answer first.' : 'Say something first.',
      again: null,
    });
    card.current?.querySelector<HTMLElement>('.decision-option input, textarea')?.focus();
  }

  // Whoever has the focus in what goes away keeps it on the card.
  useLayoutEffect(
    () => () => {
      // While this form begins, its card is not there yet.
      if (card.current?.contains(document.activeElement)) card.current.focus({ preventScroll: true });
    },
    [card],
  );

  const comment = commentOf(draft.comment);
  const takeDefault = () => void send({ answer: { useDefault: true }, comment });
  const skip = () => void send({ answer: { skip: true }, comment });
  const choose = (value: string) => setDraft((before) => withOption(before, value, multiple));

  useKeys(card, (meaning, { repeat }) => {
    switch (meaning.kind) {
      case 'choose': {
        const option = options[meaning.index];
        if (option === undefined || repeat) return false;
        choose(option.value);
        card.current?.querySelectorAll<HTMLElement>('.decision-option input')[meaning.index]?.focus();
        return true;
      }
      case 'answer':
        if (!repeat) answer();
        return true;
      case 'default':
        if (defaultOption === null || repeat) return false;
        takeDefault();
        return true;
      case 'skip':
        if (!canSkip || repeat) return false;
        skip();
        return true;
      case 'next':
      case 'previous':
        return false;
    }
  });

  return (
    <form
      className="stack tight decision-form"
      onSubmit={(event) => {
        event.preventDefault();
        answer();
      }}
    >
      <fieldset className="decision-options">
        <legend className="hidden-text">{multiple ? 'Choose one or more' : 'Choose an answer'}</legend>
        <DecisionOptions decision={decision} name={`${id}-option`} chosen={draft.chosen} onChoose={choose} />
        {freeText && (
          <OwnWords
            alone={options.length === 0}
            chosen={draft.inOwnWords}
            words={draft.ownWords}
            name={`${id}-option`}
            onChange={(words) => setDraft((before) => withOwnWords(before, words))}
          />
        )}
      </fieldset>
      <details className="decision-comment">
        <summary className="small">Add a comment</summary>
        <textarea
          className="field"
          rows={2}
          aria-label="Comment"
          value={draft.comment}
          onChange={({ target }) => setDraft((before) => ({ ...before, comment: target.value }))}
        />
      </details>
      {problem !== null && (
        <div className="notice words small" data-tone="bad" role="alert">
          {problem.again === null ? problem.message : <Unsent message={problem.message} />}
          {problem.again !== null && (
            <button type="button" className="button small" onClick={() => void send(problem.again!)}>
              Send it again
            </button>
          )}
        </div>
      )}
      <div className="decision-buttons">
        <button type="submit" className="button main" aria-disabled={sending}>
          {sending ? 'Sending …' : 'Answer'}
        </button>
        {defaultOption !== null && (
          <button
            type="button"
            className="button decision-default"
            aria-disabled={sending}
            onClick={takeDefault}
          >
            <span className="decision-ellipsis">
              Take the default
              <DefaultName decision={decision} />
            </span>
          </button>
        )}
        {canSkip && (
          <button type="button" className="button plain" aria-disabled={sending} onClick={skip}>
            Skip
          </button>
        )}
      </div>
    </form>
  );
}

/** It is named where it stands nowhere else. */
function DefaultName({ decision: { defaultOption, options } }: { decision: DecisionPartsFragment }) {
  return options.some(({ value }) => value === defaultOption)
    ? null
    : `: ${answerWords({ answer: defaultOption, options }).join('')}`;
}

function Unsent({ message }: { message: string }) {
  return (
    <p>
      No answer came from the server ({message}). What you chose is kept; sent again, it still counts once.
    </p>
  );
}

interface OwnWordsProps {
  alone: boolean;
  chosen: boolean;
  words: string;
  name: string;
  onChange: (words: string) => void;
}

function OwnWords({ alone, chosen, words, name, onChange }: OwnWordsProps) {
  return (
    <div className="decision-option decision-own" data-alone={alone || undefined}>
      {!alone && (
        <input
          type="radio"
          name={name}
          aria-label="In your own words"
          checked={chosen}
          onChange={() => onChange(words)}
        />
      )}
      <textarea
        className="field"
        rows={alone ? 3 : 1}
        aria-label="Your own words"
        placeholder="In your own words"
        value={words}
        onFocus={() => alone || chosen || words === '' || onChange(words)}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
