// Proves that the walls of biome.json stand: every forbidden import below must be refused with a message that says what to do instead.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Finding {
  message: string;
  category: string;
  location: { path: string };
}

/** Folder and import that must be refused, and a part of the message the author sees. */
const forbidden: [file: string, source: string, message: string][] = [
  ['lib/domain/to-http.ts', '@/lib/http/client', 'lib/domain is pure'],
  ['lib/domain/to-dexie.ts', 'dexie', 'no I/O, no browser'],
  ['lib/domain/to-browser.ts', 'wxt/browser', 'no I/O, no browser'],
  ['lib/domain/up.ts', '../store/db', "Write '@/…'"],
  ['lib/http/to-systems.ts', '@/lib/systems/bqe/api', 'addresses and limits only'],
  ['lib/auth/to-store.ts', '@/lib/store/db', 'must work without store, sync and systems'],
  ['lib/systems/bqe/to-store.ts', '@/lib/store/db', 'An adapter imports'],
  ['lib/systems/bqe/to-sync.ts', '@/lib/sync/outbox', 'An adapter imports'],
  ['lib/systems/bqe/to-dexie.ts', 'dexie', 'stores nothing'],
  ['lib/systems/bqe/to-sandbox.ts', '@/sandbox/bqe', 'share no code'],
  ['lib/systems/bqe/to-preact.ts', 'preact', 'nothing of the screen'],
  ['lib/sync/to-browser.ts', 'wxt/browser', 'come in as arguments'],
  ['lib/sync/to-polyfill.ts', 'webextension-polyfill', 'come in as arguments'],
  ['lib/store/to-browser.ts', 'wxt/browser', 'No browser API here'],
  ['lib/page/to-zod.ts', 'zod/mini', 'below 8 kB'],
  ['lib/page/to-store.ts', '@/lib/store/db', 'runs inside a foreign page'],
  ['lib/store/to-components.ts', '@/components/TaskList', 'nothing of the screen'],
  ['lib/store/to-tests.ts', '@/test/builders', 'never imports test code'],
  ['components/to-store.tsx', '@/lib/store/db', 'data and callbacks as props'],
  ['components/to-browser.tsx', 'wxt/browser', 'No browser API here'],
  ['components/to-dexie.tsx', 'dexie', 'data and callbacks as props'],
  ['entrypoints/options/to-sandbox.ts', '@/sandbox/index', 'share no code'],
  ['sandbox/core/to-lib.ts', '@/lib/domain/contact', 'share no code'],
  ['sandbox/core/to-lib-by-dots.ts', '../../lib/domain/contact', 'share no code'],
  ['sandbox/tour/to-lib.ts', '@/lib/store/db', 'names on screen'],
];

/** Imports that must stay allowed, so that a wall is not simply everything. */
const allowed: [file: string, source: string][] = [
  ['lib/domain/to-errors.ts', '@/lib/errors'],
  ['lib/domain/to-sibling.ts', './contact'],
  ['lib/auth/vault-to-dexie.ts', 'dexie'],
  ['lib/systems/bqe/to-http.ts', '@/lib/http/client'],
  ['lib/systems/bqe/to-system.ts', '@/lib/systems/system'],
  ['lib/sync/to-store.ts', '@/lib/store/db'],
  ['lib/page/to-rules.ts', '@/lib/systems/bqe/pages'],
  ['lib/messages.ts', '@webext-core/messaging'],
  ['components/to-domain.tsx', '@/lib/domain/task'],
  ['entrypoints/options/to-store.ts', '@/lib/store/db'],
  ['test/sync/to-sandbox.ts', '@/sandbox/index'],
];

const root = join(import.meta.dirname, '../..');
let folder = '';
let findings: Finding[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockstep-walls-'));
  await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
  for (const [file, source] of [...forbidden, ...allowed]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `export * from '${source}';\n`);
  }
  await mkdir(join(folder, 'lib/sync'), { recursive: true });
  await writeFile(join(folder, 'lib/sync/dynamic.ts'), "export const later = () => import('wxt/browser');\n");
  await writeFile(join(folder, 'lib/sync/floating.ts'), 'async function work() {}\nexport const start = () => {\n  work();\n};\n');
  await writeFile(join(folder, 'components/Raw.tsx'), 'export const Raw = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />;\n');
  await writeFile(join(folder, 'lib/sync/loose.ts'), 'export const loose = (value: any) => value;\n');
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json'];
  const run = promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 1e8 });
  const output = await run.catch((error: { stdout: string }) => error);
  findings = (JSON.parse(output.stdout) as { diagnostics: Finding[] }).diagnostics;
}, 30_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const messagesFor = (file: string, rule: string) =>
  findings.filter((one) => one.location.path === file && one.category.endsWith(rule)).map((one) => one.message);

describe('walls between the folders', () => {
  it.each(forbidden)('%s may not import %s', (file, _source, message) => {
    expect(messagesFor(file, '/noRestrictedImports').join('\n')).toContain(message);
  });

  it.each(allowed)('%s may import %s', (file) => {
    expect(messagesFor(file, '/noRestrictedImports')).toEqual([]);
  });

  it('a dynamic import does not climb over', () => {
    expect(messagesFor('lib/sync/dynamic.ts', '/noRestrictedImports')).toHaveLength(1);
  });
});

describe('rules a worker that may die depends on', () => {
  it.each([
    ['lib/sync/floating.ts', 'noFloatingPromises'],
    ['components/Raw.tsx', 'noDangerouslySetInnerHtml'],
    ['lib/sync/loose.ts', 'noExplicitAny'],
  ])('%s is refused by %s', (file, rule) => {
    expect(messagesFor(file, rule)).not.toEqual([]);
  });
});
