// Tests: real sockets, real files, no shared state. `npm test` is everything but what needs a browser, which is
// `npm run test:browser` (*.browser.test.ts), and what takes long, `npm run faults` (*.heavy.test.ts); each takes less than three minutes on two cores.

import { fileURLToPath } from 'node:url';
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
    env: {
      // Servers that tests start as processes of their own begin in half the time.
      NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/node-compile', import.meta.url)),
      // No test asks a model that costs something, whatever the developer has switched on.
      OPENAI_API_KEY: '',
      ANTHROPIC_API_KEY: '',
      GOOGLE_GENERATIVE_AI_API_KEY: '',
      OPENAI_COMPATIBLE_BASE_URL: '',
      BRAIN_MODELS: '',
    },
    // What is waited for comes late on a machine that has other things to do; where nothing is amiss nobody waits longer.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // As many as cores for browsers; `npm test` takes one more, since many of its tests wait.
    maxWorkers: 2,
    // Files share a process, so that the sources are loaded, and a browser started, once for each.
    isolate: false,
  },
});
