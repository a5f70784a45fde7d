// Fault count: documents that are not valid are counted; unlike all other faults they are told without being masked.

import type { Plugin } from 'graphql-yoga';
import type { Tally } from '../base/tally.ts';

export function useFaultCount(tally: Tally): Plugin {
  return {
    onValidate: () => (validated) => {
      if (validated.valid) return;
      const code = validated.result[0]?.extensions.code;
      tally.count('faults', typeof code === 'string' ? code : 'GRAPHQL_VALIDATION_FAILED');
    },
  };
}
