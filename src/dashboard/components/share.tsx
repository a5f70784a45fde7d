// Share: how far something is, as a bar and a figure that both move smoothly.

import './share.css';
import type { CSSProperties } from 'react';

/** From 0 to 100. */
export function Share({ of, label }: { of: number; label: string }) {
  const whole = Math.round(Math.max(0, Math.min(100, of)));
  return (
    <div className="share" style={{ '--share': whole } as CSSProperties}>
      <span className="share-figure number" aria-hidden="true" />
      <progress className="hidden-text" max={100} value={whole} aria-label={label}>
        {whole} %
      </progress>
      <span className="share-bar" aria-hidden="true" />
    </div>
  );
}
