// Pages: connections as Relay names them.

import { Fault } from '../base/fault.ts';
import type { Kit } from './kit.ts';

export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
}

const largestPage = 500;
const usualPage = 50;

export function addPages({ builder }: Kit) {
  return builder.objectRef<PageInfo>('PageInfo').implement({
    description: 'Where a page stands among the others.',
    fields: (t) => ({
      hasNextPage: t.exposeBoolean('hasNextPage', { description: 'There is more after it.' }),
      hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'There is more before it.' }),
      startCursor: t.exposeString('startCursor', { nullable: true, description: 'Of its first edge.' }),
      endCursor: t.exposeString('endCursor', { nullable: true, description: 'Of its last edge.' }),
    }),
  });
}

/** @throws INVALID_INPUT */
export function pageSize(size: number | null | undefined, name: 'first' | 'last'): number {
  if (size == null) return usualPage;
  if (size < 1 || size > largestPage)
    throw new Fault('INVALID_INPUT', `«${name}» has to be from 1 to ${largestPage}.`, { path: [name] });
  return size;
}

/** Of a list that nothing is taken out of: an edge that is not there was never given out. */
export function unknownEdge(): Fault {
  return new Fault('CURSOR_UNKNOWN', 'The cursor is not one of this list.', { path: ['after'] });
}

export function connect<T>(
  nodes: readonly T[],
  cursorOf: (node: T) => string,
  more: { next: boolean; previous: boolean },
): Connection<T> {
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: more.next,
      hasPreviousPage: more.previous,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
