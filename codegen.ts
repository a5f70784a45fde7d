// Typed operations for front ends, from schema.graphql: `npm run codegen`. CI checks that they are fresh.
//
// For an app of your own: change `documents` and the output folder.

import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['src/terminal/operations.ts'],
  importExtension: '.ts',
  generates: {
    'src/terminal/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumType: 'string-literal',
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: {
          DateTime: 'string',
          Cursor: 'string',
          Decimal: 'string',
          URL: 'string',
          JSON: 'unknown',
          File: 'File',
        },
      },
    },
  },
};

export default config;
