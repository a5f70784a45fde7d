// The text of docs/configuration.md, from the settings themselves.

import { settings } from '../src/config.ts';

export function configurationDoc(): string {
  const rows = Object.values(settings).map(
    ({ variable, default: usual, doc }) => `| \`${variable}\` | \`${usual}\` | ${doc} |`,
  );
  return `# Configuration

Everything is set by environment variables. A value that cannot be used stops the start with a message that names the variable.
This page is printed from \`src/config.ts\` (\`npm run configuration\`).

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}

The demo (\`npm run demo\`) takes the same variables, but for the port, the address and the data folder: it listens on a free port of
this machine and keeps its data in a temporary folder.
`;
}
