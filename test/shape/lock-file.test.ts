// The lock file serves every system, not only the one on which it was written last: npm forgets packages that it could not see there,
// and `npm ci` then fails elsewhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './source-files';

interface Locked {
  optionalDependencies?: Record<string, string>;
}

/** Paths at which Node would look for `name` from the package at `path`, nearest first. */
function placesFor(path: string, name: string): string[] {
  const places = [];
  for (let base = path; base; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/'))))
    places.push(`${base}/node_modules/${name}`);
  return [...places, `node_modules/${name}`];
}

it('locks the optional packages of every system', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
  const missing = Object.entries(packages).flatMap(([path, one]) =>
    Object.keys(one.optionalDependencies ?? {}).filter((name) => !placesFor(path, name).some((place) => place in packages)),
  );
  expect(missing).toEqual([]);
});
