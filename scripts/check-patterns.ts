// Checks that no regular expression of src can be made to take for ever: `npm run check:patterns`.
//
// Literals are found in the source; those that are put together are caught while the modules are loaded. Verdicts are kept by
// pattern in scripts/patterns.json. Without an option nothing is worked out: a pattern that has no verdict there fails.
// `--update` looks at those, and again at what could not be decided; that may take minutes.

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';
import { check } from 'recheck';
import { parseAst } from 'vite';

const src = new URL('../src/', import.meta.url).pathname;
const kept = new URL('patterns.json', import.meta.url).pathname;
/** Of one pattern: for a proof, and for a search for an attack where a proof takes too long. */
const proofMs = 4_000;
const searchMs = 8_000;
/** Characters: as long as an instruction or message may be. */
const worstLength = 20_000;
const mostMs = 5000;
/** What a pattern may take for such a text and stay. */
const bearableMs = 300;
/** What runs in a browser, or starts something when it is loaded. */
const notLoaded =
  /\.tsx$|\/generated\/|^(dashboard|graphiql|client|terminal)\/|^(main|demo)\.ts$|child\.ts$|-thread\.ts$|-process\.ts$/;

interface Verdict {
  status: 'safe' | 'vulnerable' | 'unknown';
  /** How fast the time grows, as the checker says it. */
  complexity: string;
  /** Milliseconds that the worst text takes that the checker found, made `worstLength` characters long; at most `mostMs`. */
  worstMs?: number;
  /** The worst text that the checker found: each prefix with its pump again and again, then the suffix. */
  attack?: { parts: { prefix: string; pump: string }[]; suffix: string };
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

async function verdictOn({ source, flags }: Pattern): Promise<Verdict> {
  let found = await check(source, flags, { timeout: proofMs });
  if (found.status === 'unknown') found = await check(source, flags, { timeout: searchMs, checker: 'fuzz' });
  if (found.status === 'unknown') return { status: 'unknown', complexity: 'unknown' };
  const { status } = found;
  const complexity = found.complexity.summary;
  if (found.status !== 'vulnerable') return { status, complexity };
  const { pumps, suffix } = found.attack;
  const attack: Verdict['attack'] = { parts: pumps.map(({ prefix, pump }) => ({ prefix, pump })), suffix };
  const pumped = pumps.reduce((sum, one) => sum + one.pump.length, 0);
  const times = Math.ceil(worstLength / Math.max(1, pumped));
  const text = pumps.map((one) => one.prefix + one.pump.repeat(times)).join('') + suffix;
  return { status, complexity, worstMs: timeOf(source, flags, text), attack };
}

function timeOf(source: string, flags: string, text: string): number {
  const pattern = new RegExp(source, flags.replace('y', ''));
  const begun = performance.now();
  try {
    runInNewContext('pattern.exec(text)', { pattern, text }, { timeout: mostMs });
  } catch {
    return mostMs;
  }
  return Math.ceil(performance.now() - begun);
}

const verdicts: Record<string, Verdict> = {};
const unseen: string[] = [];
for (const [key, pattern] of [...all].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const known = before[key];
  const isDecided = known?.status === 'safe' || known?.because !== undefined || known?.attack !== undefined;
  if (known !== undefined && (isDecided || !isUpdate)) verdicts[key] = known;
  else if (!isUpdate) unseen.push(`${pattern.file}: ${key.slice(0, 300)}`);
  else {
    const found = await verdictOn(pattern);
    verdicts[key] = found;
    console.log(`${found.status.padEnd(10)} ${found.complexity}  ${pattern.file}  ${key.slice(0, 160)}`);
    // As it goes: all of them take minutes.
    keep({ ...before, ...verdicts });
  }
}
if (isUpdate) keep(verdicts);

const isBearable = ({ because, worstMs = mostMs }: Verdict) => because !== undefined || worstMs <= bearableMs;
const having = (status: Verdict['status']) =>
  Object.entries(verdicts).filter(([, one]) => one.status === status && !isBearable(one));
const [open, undecided] = [having('vulnerable'), having('unknown')];
for (const [key] of open) console.error(`VULNERABLE ${all.get(key)?.file}: ${key.slice(0, 300)}`);
for (const [key] of undecided) console.error(`UNDECIDED ${all.get(key)?.file}: ${key.slice(0, 300)}`);
for (const one of unseen) console.error(`NEW ${one}`);
if (unseen.length > 0) console.error('`npm run check:patterns -- --update` looks at new patterns.');
console.log(
  `${all.size} patterns: ${open.length} vulnerable, ${unseen.length} new, ${undecided.length} that the checker could not decide`,
);
process.exit(open.length + unseen.length + undecided.length > 0 ? 1 : 0);
