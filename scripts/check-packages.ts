// `npm run check:packages`: whether the packages of `npm run zip` are what the stores may have. Offline: reads the archives and this
// project only. Prints each package with what is inside and what is wrong with it; ends with 1 if anything is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPackage, checkSources, type Files } from './package-checks';
import { readZip } from './read-zip';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const { version } = JSON.parse(read('package.json')) as { version: string };

function* checkProject(): Generator<string> {
  const locked = JSON.parse(read('package-lock.json')) as { version: string };
  if (locked.version !== version) yield `package-lock.json says ${locked.version}, package.json ${version}.`;
  if (!new RegExp(`^## ${version.replaceAll('.', '\\.')}\\b`, 'm').test(read('CHANGELOG.md')))
    yield `CHANGELOG.md has no heading ${version}.`;
}

let isSound = true;

function say(title: string, problems: Iterable<string>): void {
  const all = [...problems];
  console.log(`${all.length === 0 ? '✓' : '✗'} ${title}`);
  for (const problem of all) console.log(`    ${problem}`);
  if (all.length > 0) isSound = false;
}

/** Opens one archive, lists it by folder and says what is wrong. */
function checkArchive(name: string, check: (files: Files) => Iterable<string>): void {
  const file = `lockstep-${version}-${name}.zip`;
  let archive: Buffer;
  try {
    archive = readFileSync(join(root, '.output', file));
  } catch {
    say(file, ['It is missing: run `npm run zip`.']);
    return;
  }
  const files = readZip(archive);
  const folders = new Map<string, number>();
  for (const path of files.keys()) {
    const folder = path.includes('/') ? `${path.split('/')[0]}/` : path;
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  say(`${file} (${Math.round(archive.length / 1024)} KiB, ${files.size} files)`, check(files));
  console.log(`    ${[...folders].map(([folder, count]) => (folder.endsWith('/') ? `${folder} ${count}` : folder)).join(', ')}`);
}

say(`Version ${version}`, checkProject());
for (const browser of ['chrome', 'edge', 'firefox'] as const) checkArchive(browser, (files) => checkPackage(files, browser, version));
checkArchive('sources', checkSources);
process.exitCode = isSound ? 0 : 1;
