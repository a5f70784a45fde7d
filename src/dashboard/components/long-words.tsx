// Long words: a text of any length, which does not push everything else away.

import './long-words.css';
import { useId, useState } from 'react';

/** What is shorter is shown whole. */
const longFrom = 360;

interface LongWordsProps {
  text: string;
  className?: string;
}

export function LongWords({ text, className = '' }: LongWordsProps) {
  const [all, setAll] = useState(false);
  const id = useId();
  const long = text.length > longFrom || text.split('\n').length > 5;
  return (
    <>
      <p
        id={id}
        dir="auto"
        className={`long-words words ${className}`}
        data-clamped={(long && !all) || undefined}
      >
        {text}
      </p>
      {long && (
        <button
          type="button"
          className="button plain small long-words-more"
          aria-expanded={all}
          aria-controls={id}
          onClick={() => setAll(!all)}
        >
          {all ? 'Show less' : 'Show all of it'}
        </button>
      )}
    </>
  );
}
