// Decision answer: a question in the list, to be answered there; once it is closed, who answered what.

import { type FormEvent, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Answer, Decision, Decisions } from './decisions.ts';

export function DecisionAnswer({ id, decisions }: { id: string; decisions: Decisions }) {
  const decision = useStore(decisions.known, (known) => known.get(id));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => decisions.ask(id), [decisions, id]);

  if (decision === undefined) return null;
  if (decision.status === 'CLOSED')
    return (
      <p className="stream-closed" role="status">
        {closedAs(decision)}
        {problem !== null && ` ${problem}`}
      </p>
    );

  async function answer(chosen: Answer): Promise<void> {
    setBusy(true);
    setProblem(await decisions.answer(id, chosen));
    setBusy(false);
  }

  const { prompt, expiresAt, canSkip, defaultOption, freeText } = decision;
  return (
    <fieldset className="stream-decision" disabled={busy}>
      <legend dir="auto">{prompt}</legend>
      <Options decision={decision} answer={answer} />
      {freeText && <FreeText answer={answer} />}
      <p className="stream-others">
        {defaultOption !== null && (
          <button type="button" onClick={() => answer({ useDefault: true })}>
            Take the default
          </button>
        )}
        {canSkip && (
          <button type="button" onClick={() => answer({ skip: true })}>
            Skip
          </button>
        )}
        {expiresAt !== null && (
          <span>
            Open until <time dateTime={expiresAt}>{new Date(expiresAt).toLocaleTimeString('en-GB')}</time>
          </span>
        )}
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
    </fieldset>
  );
}

interface PartProps {
  answer(chosen: Answer): void;
}

function Options({
  decision: { options, multiple, defaultOption },
  answer,
}: PartProps & { decision: Decision }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  if (options.length === 0) return null;
  if (!multiple)
    return (
      <div className="stream-options">
        {options.map(({ value, label, effect }) => (
          <button type="button" key={value} onClick={() => answer({ option: value })}>
            <b dir="auto">{label}</b>
            {value === defaultOption && <i>default</i>}
            {effect !== null && <small dir="auto">{effect}</small>}
          </button>
        ))}
      </div>
    );
  const toggle = (value: string) =>
    setChosen((before) =>
      before.includes(value) ? before.filter((one) => one !== value) : [...before, value],
    );
  return (
    <div className="stream-options">
      {options.map(({ value, label, effect }) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <b dir="auto">{label}</b>
          {effect !== null && <small dir="auto">{effect}</small>}
        </label>
      ))}
      <button
        type="button"
        className="stream-main"
        disabled={chosen.length === 0}
        onClick={() => answer({ options: [...chosen] })}
      >
        Answer
      </button>
    </div>
  );
}

function FreeText({ answer }: PartProps) {
  const [text, setText] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    answer({ text });
  };
  return (
    <form className="stream-text" onSubmit={send}>
      <input
        aria-label="In your own words"
        placeholder="In your own words"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" disabled={text.trim() === ''}>
        Send
      </button>
    </form>
  );
}

function closedAs({ outcome, answer, answeredBy, options }: Decision): string {
  const who = answeredBy?.name ?? 'nobody';
  const labels = [answer].flat().map((one) => options.find(({ value }) => value === one)?.label ?? one);
  const what = labels.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(', ');
  switch (outcome) {
    case 'ANSWERED':
      return `${what} — answered by «${who}».`;
    case 'DEFAULTED':
      return `${what} — the default, taken by «${who}».`;
    case 'SKIPPED':
      return `Skipped by «${who}».`;
    case 'EXPIRED':
      return 'Nobody answered in time.';
    default:
      return 'Withdrawn: its workflow ended first.';
  }
}
