// Sound input: texts and JSON that come with an operation or a connection are such as everything behind can live with.

import { type DocumentNode, visit } from 'graphql';
import { checkSound, checkText } from '../base/sound.ts';
import type { Rule } from './guard.ts';

/** Input types are a few levels deep, and within them JSON of 16. */
const deepest = 24;
/** Fifty errors about an object each print all of it: with 15,000 keys the server stood still for over a second. */
const widest = 200;
const nothing = 'takes no more than an address, which is checked where it leads';

export function useSoundInput(): Rule {
  const check = (_visitor: unknown, parameters: Readonly<Record<string, unknown>>) =>
    checkSound(parameters, { deepest: 16, isWritten: true });
  return {
    name: 'sound input',
    doc: 'Nesting without end, keys such as __proto__, control characters, and text that is not Unicode.',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': true,
      raw: true,
      ingest: 'checks each event by itself, so that the others go in',
      tickets: nothing,
      artifacts: nothing,
      page: nothing,
      graphiql: nothing,
      health: nothing,
      metrics: nothing,
    },
    connect: check,
    renew: check,
    operation(_visitor, { document, variables }) {
      checkSound(variables, { deepest, isWritten: true, widest });
      checkLiterals(document);
    },
  };
}

function checkLiterals(document: DocumentNode): void {
  visit(document, { StringValue: ({ value }) => checkText(value, true) });
}
