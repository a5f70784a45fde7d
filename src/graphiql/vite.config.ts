// How GraphiQL is built: into dist/graphiql, from which the server hands out /graphiql/ and the page at /graphql.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/graphiql/',
  plugins: [react()],
  build: {
    outDir: '../../dist/graphiql',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // Fonts and pictures stay files: the page's policy lets no font come out of a stylesheet.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The editor is one piece of some megabytes.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      onwarn(warning, warn) {
        // «use no memo» in GraphiQL's own files says something to a compiler that is not ours.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: {
    proxy: { '/graphql': { target: 'http://127.0.0.1:8000', ws: true } },
  },
});
