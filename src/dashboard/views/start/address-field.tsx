// Web addresses: documents that the server fetches by itself.

import { useId } from 'react';

export function AddressField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <details className="addresses" open={value !== '' || undefined}>
      <summary>Documents on the web</summary>
      <div className="stack tight">
        <label htmlFor={id}>Web addresses</label>
        <textarea
          id={id}
          className="field"
          rows={2}
          value={value}
          placeholder="https://…"
          aria-describedby={`${id} hint`}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
        <p id={`${id} hint`} className="small soft">
          One a line. The server fetches each of them once; addresses inside its network are refused.
        </p>
      </div>
    </details>
  );
}

/** The addresses that somebody wrote, in their order. */
export function addressesIn(text: string): string[] {
  return text.split(/\s+/).filter((one) => one !== '');
}
