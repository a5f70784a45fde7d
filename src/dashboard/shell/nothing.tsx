// Nothing: an address at which there is nothing, and the way back.

import type { ReactNode } from 'react';
import { Link } from 'wouter';

export function Nothing({ children }: { children: ReactNode }) {
  return (
    <div className="empty stack">
      <h1>Nothing here</h1>
      <p>
        {children} <Link href="/">To the start</Link>
      </p>
    </div>
  );
}
