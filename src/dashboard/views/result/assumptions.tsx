// Assumptions: what was taken for granted, the first of it at once.

import { useState } from 'react';

const atOnce = 4;

export function Assumptions({ assumptions }: { assumptions: readonly string[] }) {
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? assumptions : assumptions.slice(0, atOnce);
  return (
    <section className="card stack tight" aria-labelledby="assumptions-head">
      <h2 id="assumptions-head">
        Taken for granted <span className="soft number">{assumptions.length}</span>
      </h2>
      <ul className="result-points small" id="assumptions">
        {shown.map((words, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: assumptions have no names, and their order is stable
          <li key={index} className="words">
            {words}
          </li>
        ))}
      </ul>
      {assumptions.length > atOnce && (
        <button
          type="button"
          className="button small plain result-more"
          aria-expanded={isOpen}
          aria-controls="assumptions"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Fewer' : `All ${assumptions.length}`}
        </button>
      )}
    </section>
  );
}
