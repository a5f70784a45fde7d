// How the page is built: into dist/dashboard, every file also compressed, so that the server only hands them out.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../../dist/dashboard',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // A data: address is refused by the page's policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Before compression; what is sent has its limit in test/gateway/pages.test.ts.
    chunkSizeWarningLimit: 800,
    // All that the first view needs is one file, whatever later views share with it.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  server: {
    proxy: {
      '/graphql': { target: 'http://127.0.0.1:8000', ws: true },
      '/artifacts': 'http://127.0.0.1:8000',
    },
  },
});
