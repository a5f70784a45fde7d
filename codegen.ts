// Typed operations for front ends, from schema.graphql: `npm run codegen`. CI checks that they are fresh.
//
// For an app of your own: change `documents` and the output folder.

import type { CodegenConfig } from '@graphql-codegen/cli';

/** A union is narrowed by `__typename`, enums are unions of words, and custom scalars what JSON carries. */
const types = {
  enumType: 'string-literal',
  enumsAsTypes: true,
  useTypeImports: true,
  nonOptionalTypename: false,
  scalars: {
    DateTime: 'string',
    Cursor: 'string',
    Decimal: 'string',
    URL: 'string',
    JSON: 'unknown',
    File: 'File',
  },
};

const config: CodegenConfig = {
  schema: 'schema.graphql',
  importExtension: '.ts',
  generates: {
    // The terminal sends texts, so its documents are texts.
    'src/terminal/generated/': {
      documents: ['src/terminal/operations.ts'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...types, documentMode: 'string' },
    },
    // The page: fragments stand beside the components that read them, and are their props.
    'src/dashboard/generated/': {
      documents: ['src/dashboard/**/*.{ts,tsx}', '!src/dashboard/generated/**'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: types,
    },
    // The examples: documents for clients that take documents; who sends texts prints them.
    'examples/generated/': {
      documents: ['examples/**/*.{ts,tsx}', '!examples/generated/**'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: types,
    },
    // For Apollo's cache, which is not told by the documents.
    'examples/generated/possible-types.ts': { plugins: ['fragment-matcher'] },
  },
};

export default config;
