// Reading the production build: what a page loads before it can show anything, and how large that is on the way.
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { extensionFolder as output } from '../e2e/fixtures/extension';

export const readOutput = (path: string): string => readFileSync(join(output, path), 'utf8');

/** Size of one file after gzip, in bytes. */
export const gzipBytes = (path: string): number => gzipSync(readFileSync(join(output, path))).length;

const staticImport = /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+\s*from\s*)?["']([^"']+\.js)["']/g;

/** Addresses that a script imports before it runs; `import()` is not among them. */
export const staticImportsOf = (source: string): string[] => [...source.matchAll(staticImport)].map((hit) => hit[1] ?? '');

/** A page's own files up to its first paint: the page, its styles, its scripts and everything those import statically. */
export function firstPaintFiles(page: string): string[] {
  const html = readOutput(page);
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.(?:js|css))"/g)].map((hit) => hit[1] ?? '');
  const files = new Set<string>([page]);
  const visit = (path: string) => {
    if (files.has(path)) return;
    files.add(path);
    if (!path.endsWith('.js')) return;
    for (const one of staticImportsOf(readOutput(path)))
      visit(posix.normalize(one.startsWith('/') ? one.slice(1) : posix.join(dirname(path), one)));
  };
  for (const one of named) visit(one.replace(/^\//, ''));
  return [...files];
}
