// Lists the licences of all that a production install brings into docs/licences.md; ends with 1 for one that is not known to be fine.
//
//   npm run licences              writes the list
//   npm run licences -- --check   also ends with 1 when the list is not as it is written

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { init } from 'license-checker-rseidelsohn';

const root = join(import.meta.dirname, '..');
const file = join(root, 'docs', 'licences.md');

/** Nothing follows from them but that their words are passed on. */
const fine = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  '(MIT AND Zlib)',
  '(MIT OR GPL-3.0-or-later)',
  '(AFL-2.1 OR BSD-3-Clause)',
]);

/** Looked at by a person. */
const lookedAt: Record<string, string> = {
  'web-ifc': 'MPL-2.0: binds who changes its own files; here it is used as it is.',
  'dejavu-fonts-ttf': 'Bitstream Vera and public domain: free to use and to embed, not to be sold by itself.',
  duck: 'BSD-2-Clause, by its LICENSE file.',
  'png-js': 'MIT, by its LICENSE file.',
};

const packages = await promisify(init)({ start: root, production: true, excludePrivatePackages: true });
const rows: string[] = [];
const unknown: string[] = [];
for (const [name, { licenses = 'none' }] of Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1))) {
  const at = name.lastIndexOf('@');
  const [title, version] = [name.slice(0, at), name.slice(at + 1)];
  // Node itself, for the platform that this was run on.
  if (/^node-(bin-)?(linux|darwin|win)/.test(title)) continue;
  const licence = String(licenses);
  const seen = lookedAt[title];
  if (!fine.has(licence) && seen === undefined) unknown.push(`${name}: ${licence}`);
  rows.push(`| ${title} | ${version} | ${seen ?? licence} |`);
}

const text = `# Licences

What \`npm ci --omit=dev\` brings beside this project (MIT). Written by \`npm run licences\`, which ends with an error when one
comes whose licence was not looked at. Node.js comes with it too, in the package of its platform: MIT, and those of its own parts.

| package | version | licence |
|---|---|---|
${rows.join('\n')}
`;

if (unknown.length > 0) {
  console.error(`Not known to be fine:\n  ${unknown.join('\n  ')}`);
  process.exitCode = 1;
}
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('docs/licences.md is not as it should be: npm run licences');
  process.exitCode = 1;
}
