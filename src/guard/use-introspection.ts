// Introspection: who may ask for the schema, when that is for operators only.

import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { Fault } from '../base/fault.ts';
import type { Rule } from './guard.ts';

const noGraphQL = 'takes no GraphQL';

export interface IntrospectionOptions {
  /** `operators`: only they may. Where nobody may, validation refuses it (use-query-limits.ts). */
  introspection: 'on' | 'off' | 'operators';
}

export function useIntrospection({ introspection }: IntrospectionOptions): Rule {
  return {
    name: 'queries',
    doc: 'More tokens, depth, aliases, directives or cost than an operation may have, and the schema for who may not see it.',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': true,
      raw: noGraphQL,
      ingest: noGraphQL,
      tickets: noGraphQL,
      artifacts: noGraphQL,
      page: noGraphQL,
      graphiql: noGraphQL,
      health: noGraphQL,
      metrics: noGraphQL,
    },
    operation({ identity }, { document }) {
      if (introspection !== 'operators' || !asksForSchema(document)) return;
      if (identity?.roles.has('operator') !== true)
        throw new Fault('INTROSPECTION_OFF', 'The schema is shown to operators only.');
    },
  };
}

function asksForSchema({ definitions }: DocumentNode): boolean {
  const asks = ({ selections }: SelectionSetNode): boolean =>
    selections.some((one) => {
      if (one.kind === Kind.FRAGMENT_SPREAD) return false;
      if (one.kind === Kind.FIELD && (one.name.value === '__schema' || one.name.value === '__type'))
        return true;
      return one.selectionSet !== undefined && asks(one.selectionSet);
    });
  return definitions.some((one) => 'selectionSet' in one && asks(one.selectionSet));
}
