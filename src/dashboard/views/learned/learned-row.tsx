// Learned row: an entry, or the form that changes it.

import { memo, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { dayOf } from '../../components/words.ts';
import type { Entry } from './entries.ts';
import { TeachForm } from './teach-form.tsx';
import type { Trades } from './trade-select.tsx';
import type { Refusal } from './use-learned.ts';

interface LearnedRowProps {
  entry: Entry;
  trades: Trades;
  onTeach: (text: string, trade: string, changed: Entry) => Promise<Refusal>;
  onForget: (entry: Entry) => void;
  mayTeach: boolean;
}

export const LearnedRow = memo(function LearnedRow({
  entry,
  trades,
  onTeach,
  onForget,
  mayTeach,
}: LearnedRowProps) {
  const [isEdited, setIsEdited] = useState(false);
  const wasEdited = useRef(false);
  const change = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasEdited.current && !isEdited) change.current?.focus();
    wasEdited.current = isEdited;
  }, [isEdited]);
  const { text, tradeName, times, lastUsedAt, learnedFrom } = entry;

  if (isEdited && mayTeach)
    return (
      <tr className="learned-row" data-edited="">
        <td colSpan={4}>
          <TeachForm
            trades={trades}
            entry={entry}
            onTeach={async (words, trade) => {
              const refusal = await onTeach(words, trade, entry);
              if (refusal === null) setIsEdited(false);
              return refusal;
            }}
            onCancel={() => setIsEdited(false)}
          />
        </td>
      </tr>
    );
  return (
    <tr className="learned-row">
      <th scope="row" className="words" dir="auto">
        {text}
      </th>
      <td className="learned-trade">{tradeName}</td>
      <td className="learned-facts small soft">
        {learnedFrom === null ? (
          'Entered here'
        ) : (
          <Link href={`/sessions/${encodeURIComponent(learnedFrom)}/asked`}>From an answer</Link>
        )}
        {times > 1 && `, taught ${times} times`}
        <span className="learned-used">
          Last used <time dateTime={lastUsedAt}>{dayOf(lastUsedAt)}</time>
        </span>
      </td>
      <td>
        {mayTeach && (
          <span className="row learned-actions">
            <button ref={change} type="button" className="button small" onClick={() => setIsEdited(true)}>
              Change<span className="hidden-text"> {text}</span>
            </button>
            <button type="button" className="button plain small" onClick={() => onForget(entry)}>
              Remove<span className="hidden-text"> {text}</span>
            </button>
          </span>
        )}
      </td>
    </tr>
  );
});
