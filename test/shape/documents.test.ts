// What the documents say about the project is true: folders, commands and linked files exist, and every folder is explained.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from './source-files';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

/** Folders with code: the top ones and those of lib, which is where a newcomer looks. */
function foldersOnDisk(): string[] {
  const below = (folder: string) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => `${folder === '.' ? '' : `${folder}/`}${entry.name}/`);
  const top = below('.').filter((folder) => !['node_modules/', 'test-results/', 'lib/'].includes(folder));
  return [...top, ...below('lib')].sort();
}

describe('README', () => {
  it('explains every folder there is, and no other', () => {
    const rows = [...readme.matchAll(/^\| `([\w./]+\/)` \| (.+) \|$/gm)];
    expect(rows.map((row) => row[1]).sort()).toEqual(foldersOnDisk());
    for (const row of rows) expect(row[2]?.length).toBeGreaterThan(10);
  });

  it('stays below 150 lines', () => {
    expect(readme.split('\n').length).toBeLessThan(150);
  });

  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const table = readme.slice(readme.indexOf('## Commands'));
    const named = [...table.matchAll(/^\| (`.+?`) \|/gm)].flatMap((row) =>
      [...(row[1] ?? '').matchAll(/`([^`]+)`/g)].map((hit) => hit[1] ?? ''),
    );
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(Object.keys(scripts)).toContain(name.replace(/^npm (run )?/, ''));
  });
});

describe('documents', () => {
  it.each(['README.md', 'AGENTS.md', ...filesBelow('docs', ['.md'])])('%s links only to files that exist', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#]+)/g)].map((hit) => hit[1] ?? '');
    for (const link of links) expect(existsSync(join(root, dirname(file), link)), link).toBe(true);
  });

  it.each(['README.md', '.github/workflows/release.yml', ...filesBelow('docs', ['.md'])])('%s names only commands that exist', (file) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, name] of read(file).matchAll(/\bnpm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name);
  });

  it.each(['.github/workflows/check.yml', '.ci/run'])('%s does what `npm test` does and nothing else', (file) => {
    expect(read(file)).toMatch(/\.ci\/run|npm test/);
    expect(read(file)).not.toMatch(/npm ci|npm run/);
  });
});

describe('docs/promises.md', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const rows = read('docs/promises.md')
    .split('\n')
    .filter((line) => /^\| .*`npm/.test(line));
  const testsIn = (row: string) => [...row.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map((hit) => hit[1] ?? '');
  const commandsIn = (row: string) => [...row.matchAll(/`npm (?:run )?([\w:-]+)`/g)].map((hit) => hit[1] ?? '');

  it('has a row for each promise, and README has each in a group', () => {
    const promises = Array.from({ length: 17 }, (_, at) => `P${at + 1}`);
    expect(rows.flatMap((row) => /^\| (P\d+) /.exec(row)?.[1] ?? [])).toEqual(promises);
    const groups = [...readme.matchAll(/P(\d+)(?:–P(\d+))?/g)].flatMap(([, first, last]) =>
      Array.from({ length: Number(last ?? first) - Number(first) + 1 }, (_, at) => `P${Number(first) + at}`),
    );
    expect(groups.sort()).toEqual(promises.sort());
  });

  it.each(rows.map((row) => [row.slice(2, 60), row]))('%s…', (_, row) => {
    expect(testsIn(row)).not.toEqual([]);
    for (const command of commandsIn(row)) expect(Object.keys(scripts)).toContain(command);
    for (const file of testsIn(row)) {
      expect(existsSync(join(root, file)), file).toBe(true);
      const isInTest = commandsIn(row).includes('test') && /^test\/(?!proofs\/).*\.(?:test|spec)\.tsx?$/.test(file);
      const isNamed = commandsIn(row).some((command) => scripts[command]?.includes(file));
      expect(isInTest || isNamed, `${file} is run by ${commandsIn(row).join(' or ')}`).toBe(true);
    }
  });
});
