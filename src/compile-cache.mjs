// Compile cache: what Node made of the sources is kept for the next start and for every thread, which otherwise translate
// TypeScript anew, each with a translator that stays in memory. `npm start` loads it before the program.

import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Beside the packages: into the system's folder for temporary files others may write. Where it cannot be written, all goes
// on without.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/pip-stream', import.meta.url)));
