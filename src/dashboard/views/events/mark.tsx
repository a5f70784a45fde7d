// Mark: the small picture of a kind of event.

import { memo } from 'react';
import type { Event } from '../../session/view.ts';
import { kinds } from './kinds.ts';

export const Mark = memo(function Mark({ of }: { of: Event['__typename'] }) {
  return (
    <span className="events-mark" data-tone={kinds[of].tone} aria-hidden="true">
      <svg viewBox="0 0 16 16" role="presentation">
        <path d={kinds[of].lines} />
      </svg>
    </span>
  );
});
