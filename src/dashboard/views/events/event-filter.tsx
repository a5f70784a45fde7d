// Event filter: which kinds and whose events are listed, with what is on in sight when it is folded.

import { memo } from 'react';
import { inWords } from '../../components/words.ts';
import type { Event } from '../../session/view.ts';
import { everything, type Filter, nobody, toggled } from './filter.ts';
import { kinds } from './kinds.ts';
import { Mark } from './mark.tsx';

export interface EventFilterProps {
  filter: Filter;
  agents: readonly string[];
  onChange: (filter: Filter) => void;
}

const all = Object.entries(kinds) as [Event['__typename'], (typeof kinds)[Event['__typename']]][];
const agentWords = (name: string) => (name === nobody ? 'Manager and people' : inWords(name));

export const EventFilter = memo(function EventFilter({ filter, agents, onChange }: EventFilterProps) {
  const { types, agents: chosen } = filter;
  const on = [
    ...all.filter(([, { type }]) => types?.has(type)).map(([, { words }]) => words),
    ...[...(chosen ?? [])].map(agentWords),
  ];
  return (
    <details className="events-filter">
      <summary className="button small">
        {on.length === 0 ? 'All events' : <span className="events-on words">Only {on.join(', ')}</span>}
      </summary>
      <div className="events-choices stack tight">
        <fieldset className="row">
          <legend className="small soft">Kinds</legend>
          {all.map(([name, { type, words }]) => (
            <button
              key={type}
              type="button"
              className="events-choice"
              aria-pressed={types?.has(type) ?? false}
              onClick={() => onChange({ ...filter, types: toggled(types, type) })}
            >
              <Mark of={name} />
              {words}
            </button>
          ))}
        </fieldset>
        <fieldset className="row">
          <legend className="small soft">Agents</legend>
          {[nobody, ...agents].map((name) => (
            <button
              key={name}
              type="button"
              className="events-choice words"
              aria-pressed={chosen?.has(name) ?? false}
              onClick={() => onChange({ ...filter, agents: toggled(chosen, name) })}
            >
              {agentWords(name)}
            </button>
          ))}
        </fieldset>
        {on.length > 0 && (
          <button
            type="button"
            className="button small plain events-all"
            onClick={() => onChange(everything)}
          >
            Show everything
          </button>
        )}
      </div>
    </details>
  );
});
