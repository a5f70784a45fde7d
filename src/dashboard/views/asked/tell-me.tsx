// Tell me: notifications while the page is in the background, when a person wants them.

import { useStore } from 'zustand';
import { telling, tellMe } from '../../shell/attention.ts';

export function TellMe() {
  const { state } = useStore(telling);
  if (state === 'none') return null;
  if (state === 'blocked')
    return (
      <p className="small soft">
        The browser does not let this page notify you; the number of questions stands in its title.
      </p>
    );
  return (
    <button
      type="button"
      className="button small asked-tell"
      aria-pressed={state === 'on'}
      onClick={() => void tellMe(state !== 'on')}
    >
      {state === 'on' && <span aria-hidden="true">✓</span>}
      Tell me when I am asked
    </button>
  );
}
