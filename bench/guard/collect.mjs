// Preloaded into a server: collects garbage when it is told to, so that what is measured is what is held. The runtime gives
// empty pages back some seconds after it found them empty.
import { setTimeout } from 'node:timers/promises';

process.on('message', async () => {
  for (let round = 0; round < 12; round++) {
    globalThis.gc({ type: 'major', flavor: 'last-resort', execution: 'sync' });
    await setTimeout(1000);
  }
  process.send('collected');
});
