// Runs test files at length. Options become settings of that file, so that a command reads alike on every system:
// `node scripts/prove.mjs test/simulation/drain.test.ts --writes 1000` sets WRITES. A later option outdoes an earlier one.
import { parseArgs } from 'node:util';
import { run } from './run.mjs';

const { tokens, positionals } = parseArgs({ allowPositionals: true, strict: false, tokens: true });
const files = positionals.filter((one) => one.endsWith('.ts'));
const env = {};
for (const [at, { kind, name, value }] of tokens.entries()) {
  if (kind !== 'option') continue;
  const next = tokens[at + 1];
  env[name.toUpperCase()] = value ?? (next?.kind === 'positional' ? next.value : '1');
}
if (files.length === 0) throw new Error('Say which test files: node scripts/prove.mjs <file> [--setting value]');
// Against the build, in a real browser.
const isBuilt = files.every((file) => file.endsWith('.spec.ts'));
if (isBuilt && !run('wxt', ['build']).ok) process.exit(1);
process.exitCode = run('vitest', ['run', '--project', isBuilt ? 'proofs' : 'unit', ...files], { env }).ok ? 0 : 1;
