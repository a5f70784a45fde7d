// Tests: real sockets, real files, no shared state; the whole suite in under three minutes on two cores.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As Node resolves packages itself: with Vite's own conditions graphql would be loaded twice.
  ssr: {
    resolve: {
      conditions: ['node', 'module-sync'],
      externalConditions: ['node', 'module-sync'],
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/build-page.ts',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
