// Teach form: the words of a line and their trade, to enter or to change.

import { useId, useState } from 'react';
import { TradeSelect, type Trades } from './trade-select.tsx';
import type { Refusal } from './use-learned.ts';

interface TeachFormProps {
  trades: Trades;
  /** What is changed; null for a new entry. */
  entry: { text: string; trade: string } | null;
  onTeach: (text: string, trade: string) => Promise<Refusal>;
  onCancel?: () => void;
}

/** Empties itself when a new entry was taken, and keeps what was typed when it was refused. */
export function TeachForm({ trades, entry, onTeach, onCancel }: TeachFormProps) {
  const [text, setText] = useState(entry?.text ?? '');
  const [trade, setTrade] = useState(entry?.trade ?? '');
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>(null);
  const id = useId();

  async function teach() {
    if (isSending) return;
    setIsSending(true);
    const refused = await onTeach(text, trade);
    setIsSending(false);
    setRefusal(refused);
    if (refused === null && entry === null) {
      setText('');
      setTrade('');
    }
  }

  return (
    <form
      className="stack tight"
      aria-label={entry === null ? 'Add a line' : 'Change the entry'}
      onSubmit={(event) => {
        event.preventDefault();
        void teach();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel?.();
      }}
    >
      <div className="teach-fields">
        <div className="stack teach-field">
          <label htmlFor={`${id}-text`} className="small">
            Words of the line
          </label>
          <input
            id={`${id}-text`}
            className="field"
            required
            maxLength={2000}
            placeholder={entry === null ? 'Such as: Granite bench, 6 ft' : undefined}
            value={text}
            // biome-ignore lint/a11y/noAutofocus: whoever asked to change the entry goes on here
            autoFocus={entry !== null}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <div className="stack teach-field">
          <label htmlFor={`${id}-trade`} className="small">
            Trade
          </label>
          <TradeSelect id={`${id}-trade`} trades={trades} value={trade} onChange={setTrade} />
        </div>
        <div className="row teach-buttons">
          <button type="submit" className="button main" aria-disabled={isSending}>
            {entry === null ? 'Add' : 'Save'}
          </button>
          {onCancel !== undefined && (
            <button type="button" className="button" onClick={onCancel}>
              Cancel
            </button>
          )}
        </div>
      </div>
      {refusal !== null && (
        <p className="notice words small" data-tone="bad" role="alert">
          {refusal}
        </p>
      )}
    </form>
  );
}
