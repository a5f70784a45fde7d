// The React example: the sample workflow in a page, its questions answered by buttons.
// Its subscription survives StrictMode and lost connections; the server is reached through Vite's proxy.
// Run: npx vite examples/react   (SERVER=http://host:8000 for another server than http://127.0.0.1:8000)

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SERVER ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react()],
  build: { modulePreload: { polyfill: false } },
  server: { proxy: { '/graphql': { target: server, ws: true }, '/artifacts': server } },
});
