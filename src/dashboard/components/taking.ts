// Taking: a click on a file asks for the address that it can be taken from just now, and goes there.

import { type MouseEvent, useState } from 'react';
import type { ArtifactPartsFragment } from '../generated/graphql.ts';

export type AddressOf = (url: string) => Promise<string>;

type Taking = (artifact: ArtifactPartsFragment) => (event: MouseEvent) => void;

/** Null where links are links; and why the last file could not be taken. */
export function useTaking(addressOf: AddressOf | null): [Taking | null, string | null] {
  const [problem, setProblem] = useState<string | null>(null);
  if (addressOf === null) return [null, null];
  const taking: Taking =
    ({ url, name }) =>
    async (event) => {
      event.preventDefault();
      setProblem(null);
      try {
        const link = document.createElement('a');
        link.href = await addressOf(url);
        link.download = name;
        link.click();
      } catch (error) {
        setProblem(`${name} could not be taken: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
  return [taking, problem];
}
