// Confidence: how sure the manager is, as a meter and in words.

import './confidence.css';
import { sureness } from './thought-words.ts';
import { percent } from './words.ts';

/** From 0 to 1. */
export function Confidence({ of }: { of: number }) {
  const words = `${percent(of)}, ${sureness(of)}`;
  return (
    <div className="row confidence">
      <meter min={0} max={1} value={of} aria-label="How sure" aria-valuetext={words} />
      <span className="small number" aria-hidden="true">
        <strong>{percent(of)}</strong> {sureness(of)}
      </span>
    </div>
  );
}
