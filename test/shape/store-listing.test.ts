// The store listing is within what the stores take, and says of the permissions what the manifest and docs/permissions.md say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainedPermissions } from '@/scripts/explained-permissions';
import { filesBelow, root } from './source-files';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const listing = read('docs/store/listing.md');

/** The text below one heading. */
const part = (heading: string) =>
  listing
    .split(/^## /m)
    .find((one) => one.startsWith(`${heading}\n`))
    ?.slice(heading.length)
    .trim() ?? '';

describe('store listing', () => {
  it('has the summary of the manifest, short enough for every store', () => {
    const summary = part('Summary').replace(/^> /, '');
    expect(summary.length).toBeGreaterThan(20);
    expect(summary.length).toBeLessThanOrEqual(132);
    expect(read('wxt.config.ts')).toContain(`description: '${summary}'`);
  });

  it('has a description that fits', () => {
    expect(part('Description').length).toBeGreaterThan(500);
    expect(part('Description').length).toBeLessThan(16_000);
  });

  it('gives one reason for each permission, and for no other', () => {
    const rows = [...part('Permissions').matchAll(/^\| `(.+?)` \| (.+) \|$/gm)];
    const asked = (['Permissions', 'Hosts', 'Optional'] as const).flatMap((section) => [...explainedPermissions(section).keys()]);
    expect(rows.map((row) => row[1])).toEqual(asked);
    for (const row of rows) expect(row[2]?.length, row[1]).toBeGreaterThan(20);
  });

  it('names for Firefox what the manifest names', () => {
    const required = /required: \[(.+?)\]/.exec(read('wxt.config.ts'))?.[1]?.replaceAll("'", '`') ?? '';
    expect(required.split(', ').length).toBeGreaterThan(1);
    for (const name of required.split(', ')) {
      expect(part('Privacy practices')).toContain(name);
      expect(read('docs/permissions.md')).toContain(`- ${name}:`);
    }
  });

  it.each(filesBelow('docs/store/images', ['.png']))('%s has a size that stores take, and is listed', (file) => {
    const png = readFileSync(join(root, file));
    const size = `${png.readUInt32BE(16)} × ${png.readUInt32BE(20)}`;
    expect(size).toBe(file.endsWith('tile.png') ? '440 × 280' : '1280 × 800');
    expect(png.length).toBeLessThan(400_000);
    expect(listing).toContain(`](${file.replace('docs/store/', '')})`);
  });
});
