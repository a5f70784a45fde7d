// Learned: the trades that people gave to lines, over all sessions, to see, search and change.

import './learned.css';
import { useDeferredValue, useRef, useState } from 'react';
import { useMay } from '../../api/may.ts';
import { countOf } from '../../components/words.ts';
import { LookersOn } from '../access/lookers-on.tsx';
import type { Entry } from './entries.ts';
import { LearnedRow } from './learned-row.tsx';
import { TeachForm } from './teach-form.tsx';
import { useTrades } from './trade-select.tsx';
import { useLearned } from './use-learned.ts';

export default function LearnedTrades() {
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const learned = useLearned(search);
  const { entries, phase } = learned;
  const { trades, problem: noTrades } = useTrades();
  const [removed, setRemoved] = useState<Entry | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const back = useRef<HTMLButtonElement>(null);

  async function forget(entry: Entry) {
    const refusal = await learned.forget(entry);
    setProblem(refusal);
    if (refusal !== null) return;
    setRemoved(entry);
    // The button that was pressed is gone.
    requestAnimationFrame(() => back.current?.focus());
  }

  async function putBack({ text: words, trade }: Entry) {
    const refusal = await learned.teach(words, trade);
    setProblem(refusal);
    if (refusal === null) setRemoved(null);
  }

  const mayTeach = useMay('teachTrade', 'forgetTrades');
  const isFirst = phase === 'asking' && entries.shown.length === 0;
  return (
    <div className="stack learned">
      <div className="stack tight">
        <h1>Learned trades</h1>
        <p className="soft">
          When you say which trade a line belongs to, lines of the same words get that trade in every session.
          What you change here counts for runs that start after it; finished estimates stay as they are.
        </p>
      </div>
      <section className="card stack tight" aria-labelledby="teach-head">
        <h2 id="teach-head">Add a line</h2>
        {noTrades !== null && (
          <p className="notice words" data-tone="bad" role="alert">
            The list of trades could not be asked for: {noTrades}
          </p>
        )}
        {mayTeach ? (
          <TeachForm trades={trades} entry={null} onTeach={(words, trade) => learned.teach(words, trade)} />
        ) : (
          <LookersOn what="Teaching" change="teachTrade" />
        )}
      </section>
      <section className="card stack tight" aria-labelledby="learned-head" aria-busy={phase === 'asking'}>
        <h2 id="learned-head">
          Entries {phase === 'known' && <span className="soft number">{countOf(entries.total)}</span>}
        </h2>
        <search>
          <input
            type="search"
            className="field"
            placeholder="Words, or the code of a trade"
            aria-label="Search the entries"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </search>
        <div role="status">
          {removed !== null && mayTeach && (
            <p className="notice row apart small">
              <span className="words learned-removed">Removed: {removed.text}</span>
              <button ref={back} type="button" className="button small" onClick={() => void putBack(removed)}>
                Put it back
              </button>
            </p>
          )}
        </div>
        {problem !== null && (
          <p className="notice words" data-tone="bad" role="alert">
            {problem}
          </p>
        )}
        {isFirst && <p className="empty">One moment …</p>}
        {phase === 'known' && entries.shown.length === 0 && (
          <p className="empty">
            {search === ''
              ? 'Nothing was learned yet. It begins when you answer a question about a trade, or add a line above.'
              : 'No entry fits.'}
          </p>
        )}
        {entries.shown.length > 0 && (
          <table className="learned-table" aria-labelledby="learned-head">
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">Trade</th>
                <th scope="col">Learned</th>
                <th scope="col">
                  <span className="hidden-text">Change or remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.shown.map((entry) => (
                <LearnedRow
                  key={entry.id}
                  entry={entry}
                  trades={trades}
                  onTeach={learned.teach}
                  onForget={(one) => void forget(one)}
                  mayTeach={mayTeach}
                />
              ))}
            </tbody>
          </table>
        )}
        {typeof phase === 'object' && (
          <p className="notice row apart" data-tone="bad" role="alert">
            <span className="words">The entries could not be asked for: {phase.failed}</span>
            <button type="button" className="button small" onClick={learned.more}>
              Try again
            </button>
          </p>
        )}
        {phase === 'known' && entries.hasMore && (
          <button type="button" className="button small learned-more" onClick={learned.more}>
            More entries
          </button>
        )}
      </section>
    </div>
  );
}
