// Scrubber: the session from its first event to now, to look at it as it was at any place.

import './scrubber.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useShown } from '../../session/use-live-session.ts';
import { spread, useLandmarks } from './landmarks.ts';
import { placeShown, placeWords } from './past.ts';

/** The whole session plays in about this many steps. */
const playSteps = 120;
const stepMs = 250;

export function Scrubber() {
  const shown = useShown();
  const { sessionId, live, view, recent, at, goTo } = shown;
  const place = placeShown(shown);
  const { first, last, value } = place;
  const marks = useLandmarks(sessionId, live.recent);
  // A mark moves only when it is worth a pixel.
  const end = at === null ? last : Math.max(last, value);
  const ticks = useMemo(() => spread(marks, first, end), [marks, first, end]);
  const [playing, setPlaying] = useState(false);

  // The next step is taken when the state of this one is shown.
  const ready = at !== null && recent !== live.recent && view.session.lastSequence >= Math.min(at, last);
  useEffect(() => {
    if (!playing || !ready || at === null) return;
    const timer = setTimeout(() => {
      const next = at + Math.max(1, Math.ceil((last - first) / playSteps));
      if (next >= last) setPlaying(false);
      goTo(next >= last ? null : next);
    }, stepMs);
    return () => clearTimeout(timer);
  }, [playing, ready, at, first, last, goTo]);

  const chosen = (next: number) => {
    setPlaying(false);
    goTo(next >= last ? null : next);
  };
  const play = () => {
    if (!playing && at === null) goTo(first);
    setPlaying(!playing);
  };

  const range = useRef<HTMLInputElement>(null);
  const toNow = () => {
    // The button has nothing more to do, so the focus may not stay on it.
    range.current?.focus();
    chosen(last);
  };

  if (last <= first) return null;
  return (
    <section className="scrubber" aria-label="Go through time" data-past={at !== null || undefined}>
      <button
        type="button"
        className="button small plain scrubber-play"
        onClick={play}
        aria-pressed={playing}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={playing ? 'M4 3h3v10H4zM9 3h3v10H9z' : 'M4.5 2.5v11l9-5.5z'} />
        </svg>
        <span className="hidden-text">Play through</span>
      </button>
      <div className="scrubber-track">
        <input
          ref={range}
          type="range"
          className="scrubber-range"
          aria-label="Place in the session"
          aria-valuetext={placeWords(place, at)}
          min={first}
          max={last}
          step={1}
          value={value}
          onChange={(event) => chosen(event.target.valueAsNumber)}
        />
        <div className="scrubber-marks" aria-hidden="true">
          {ticks.map(({ share, mark }) => (
            <span key={share} data-mark={mark} style={{ insetInlineStart: `${share * 100}%` }} />
          ))}
        </div>
      </div>
      <p className="scrubber-place small number">{placeWords(place, at)}</p>
      <button type="button" className="button small" onClick={toNow} disabled={at === null}>
        Now
      </button>
    </section>
  );
}

/** Only says that the page shows the past, and leads back; for where the scrubber is not in sight. */
export function PastBar() {
  const shown = useShown();
  const { at, goTo } = shown;
  if (at === null) return null;
  return (
    <div className="scrubber past-bar" data-past>
      <p className="scrubber-place small number">{placeWords(placeShown(shown), at)}</p>
      <button type="button" className="button small" onClick={() => goTo(null)}>
        Now
      </button>
    </div>
  );
}
