// Event row: one event as a sentence; opened, all that the page knows of it.

import { memo, useState } from 'react';
import { inWords, timeOf } from '../../components/words.ts';
import type { Event } from '../../session/view.ts';
import { ownersOf } from './filter.ts';
import { Mark } from './mark.tsx';
import { sentence } from './rows.ts';

export interface EventRowProps {
  event: Event;
  open: boolean;
  /** It is the place in the past that the page shows. */
  here: boolean;
  onToggle: (sequence: number) => void;
  onShow: (sequence: number) => void;
}

export const EventRow = memo(function EventRow({ event, open, here, onToggle, onShow }: EventRowProps) {
  const { sequence, timestamp, __typename } = event;
  return (
    <article
      className="events-row"
      data-sequence={sequence}
      data-type={event.type}
      data-open={open || undefined}
      aria-current={here ? 'step' : undefined}
      aria-labelledby={`event-${sequence}`}
    >
      <button type="button" className="events-line" aria-expanded={open} onClick={() => onToggle(sequence)}>
        <Mark of={__typename} />
        <span className="events-words words" id={`event-${sequence}`} dir="auto">
          {sentence(event)}
        </span>
        <span className="events-meta small soft number">
          <time dateTime={timestamp}>{timeOf(timestamp)}</time>
          <span className="events-sequence">#{sequence}</span>
        </span>
      </button>
      {open && <Opened event={event} onShow={onShow} />}
    </article>
  );
});

const whole = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' });

function Opened({ event, onShow }: Pick<EventRowProps, 'event' | 'onShow'>) {
  const [copied, setCopied] = useState(false);
  const json = JSON.stringify(event, null, 2);
  const owners = ownersOf(event);
  return (
    <div className="events-opened stack tight">
      <p className="small soft words">
        {[inWords(event.type), ...owners.map(inWords), whole.format(new Date(event.timestamp))].join(' · ')}
      </p>
      <div className="row">
        <button type="button" className="button small" onClick={() => onShow(event.sequence)}>
          Show the state here
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => navigator.clipboard.writeText(json).then(() => setCopied(true))}
        >
          {copied ? 'Copied' : 'Copy JSON'}
        </button>
      </div>
      <section
        className="events-json"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
        tabIndex={0}
        aria-label={`Event ${event.sequence} as JSON`}
      >
        <pre className="words">{json}</pre>
      </section>
    </div>
  );
}
