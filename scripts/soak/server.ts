// The server that is soaked: as main.ts starts it, with a word for «collect your garbage».

import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';

const app = await startApp(readConfig(process.env));
process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ heap: process.memoryUsage().heapUsed });
});
process.on('SIGTERM', () => void app[Symbol.asyncDispose]().then(() => process.exit(0)));
process.on('disconnect', () => process.exit(0));
process.send?.({ url: app.url });
