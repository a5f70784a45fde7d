// Checks the regular expressions of src for texts that would make them take for ever: `npm run check:patterns`.
//
// Literals are found in the source; those that are put together are caught while the modules are loaded. Verdicts are
// kept by pattern in scripts/patterns.json, so that only new ones are looked at. `--update` keeps what it finds.

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { check } from 'recheck';
import { parseAst } from 'vite';

const src = new URL('../src/', import.meta.url).pathname;
const kept = new URL('patterns.json', import.meta.url).pathname;
/** Of one pattern. */
const timeoutMs = 2_000;
/** What runs in a browser, or starts something when it is loaded. */
const notLoaded =
  /\.tsx$|\/generated\/|^(dashboard|graphiql|client|terminal)\/|^(main|demo)\.ts$|child\.ts$|-thread\.ts$|-process\.ts$/;

interface Verdict {
  status: 'safe' | 'vulnerable' | 'unknown';
  /** How fast the time grows, as the checker says it. */
  complexity: string;
  /** Why a pattern that is not safe may stay. */
  because?: string;
}

interface Pattern {
  source: string;
  flags: string;
  file: string;
}

const name = ({ source, flags }: Pattern) => `/${source}/${flags}`;

function literalsIn(file: string): Pattern[] {
  const text = readFileSync(src + file, 'utf8');
  if (!/\/[^/*\n]/.test(text)) return [];
  const ast = parseAst(stripTypeScriptTypes(text, { mode: 'transform' }));
  const found: Pattern[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) walk(one);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, regex } = node as { type?: string; regex?: { pattern: string; flags: string } };
    if (type === 'Literal' && regex != null) found.push({ source: regex.pattern, flags: regex.flags, file });
    else walk(Object.values(node));
  };
  walk(ast);
  return found;
}

/** Patterns that modules put together when they are loaded. */
async function builtIn(files: readonly string[]): Promise<Pattern[]> {
  const found: Pattern[] = [];
  const Native = RegExp;
  let loading = '';
  globalThis.RegExp = new Proxy(Native, {
    construct(target, given, newTarget) {
      const made = Reflect.construct(target, given, newTarget);
      const isOurs = new Error().stack?.includes('/src/') === true;
      if (isOurs) found.push({ source: made.source, flags: made.flags, file: loading });
      return made;
    },
  });
  for (const file of files) {
    loading = file;
    await import(src + file);
  }
  globalThis.RegExp = Native;
  return found;
}

const files = globSync('**/*.{ts,tsx}', { cwd: src }).sort();
const all = new Map<string, Pattern>();
for (const one of files
  .filter((file) => file.endsWith('.ts') && !file.includes('/generated/'))
  .flatMap(literalsIn))
  all.set(name(one), one);
for (const one of await builtIn(files.filter((file) => !notLoaded.test(file)))) all.set(name(one), one);

const isUpdate = process.argv.includes('--update');
const keep = (all: Record<string, Verdict>) => writeFileSync(kept, `${JSON.stringify(all, null, 2)}\n`);
const before: Record<string, Verdict> = JSON.parse(readFileSync(kept, 'utf8'));
const verdicts: Record<string, Verdict> = {};
for (const [key, { source, flags, file }] of [...all].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const known = before[key];
  if (known === undefined) {
    const found = await check(source, flags, { timeout: timeoutMs });
    const complexity = found.status === 'unknown' ? 'unknown' : (found.complexity?.summary ?? 'unknown');
    verdicts[key] = { status: found.status, complexity };
    console.log(`${found.status.padEnd(10)} ${complexity}  ${file}  ${key.slice(0, 160)}`);
    // As it goes: all of them take minutes.
    if (isUpdate) keep({ ...before, ...verdicts });
  } else verdicts[key] = known;
}
if (isUpdate) keep(verdicts);

const open = Object.entries(verdicts).filter(
  ([, one]) => one.status === 'vulnerable' && one.because === undefined,
);
for (const [key] of open) console.error(`VULNERABLE ${all.get(key)?.file}: ${key.slice(0, 300)}`);
const unknown = Object.values(verdicts).filter(({ status }) => status === 'unknown').length;
console.log(`${all.size} patterns: ${open.length} vulnerable, ${unknown} that the checker could not decide`);
process.exit(open.length > 0 ? 1 : 0);
