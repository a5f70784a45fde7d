// Broken: what is shown in place of a view that failed, so that the rest of the page goes on.

import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';

export function Broken({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary
      fallbackRender={({ error, resetErrorBoundary }) => (
        <div className="notice" data-tone="bad" role="alert">
          <p>This part of the page failed: {error instanceof Error ? error.message : String(error)}</p>
          <p>Nothing is lost: what happened is kept by the server.</p>
          <button type="button" className="button small" onClick={resetErrorBoundary}>
            Show it again
          </button>
        </div>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
