// Prints the table of settings into docs/configuration.md.

import { writeFileSync } from 'node:fs';
import { configurationDoc } from './configuration-doc.ts';

writeFileSync(new URL('../docs/configuration.md', import.meta.url), configurationDoc());
