// The manifest asks for what docs/permissions.md explains, and for nothing else.
import { describe, expect, it } from 'vitest';
import { explainedPermissions } from '@/scripts/explained-permissions';
import { extensionId } from '../e2e/fixtures/extension';
import { readOutput } from './build-output';

interface Manifest {
  key: string;
  permissions: string[];
  optional_permissions?: string[];
  host_permissions: string[];
  optional_host_permissions?: string[];
  content_scripts?: { matches: string[]; all_frames?: boolean }[];
  web_accessible_resources?: unknown[];
  externally_connectable?: unknown;
}

const manifest = JSON.parse(readOutput('manifest.json')) as Manifest;
describe('permissions of the build', () => {
  it.each([
    ['Permissions', manifest.permissions],
    ['Hosts', manifest.host_permissions],
    ['Optional', [...(manifest.optional_permissions ?? []), ...(manifest.optional_host_permissions ?? [])]],
  ] as const)('%s: each has a heading with a reason, and no heading is left over', (section, asked) => {
    const found = explainedPermissions(section);
    expect([...found.keys()].sort()).toEqual([...asked].sort());
    for (const [name, reason] of found) expect(reason.length, name).toBeGreaterThan(10);
  });

  it('asks for no host beyond those of the vendors without a click', () => {
    const vendors =
      /^https:\/\/(services\.leadconnectorhq\.com|api\.localiqservices\.com|(www|\*)\.bqecore\.com|\*\.localiq\.com|reachedge\.reachlocal\.com|edge\.reachlocal\.com)\/\*$/;
    for (const host of manifest.host_permissions) expect(host).toMatch(vendors);
    for (const script of manifest.content_scripts ?? [])
      for (const match of script.matches) expect(manifest.host_permissions).toContain(match);
  });

  it('runs in the top frame only', () => {
    for (const script of manifest.content_scripts ?? []) expect(script.all_frames ?? false).toBe(false);
  });

  it('is within reach of no other page or extension', () => {
    expect(manifest.externally_connectable).toBeUndefined();
  });

  it('carries the key that the fixed id follows from', async () => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Buffer.from(manifest.key, 'base64')));
    const letters = [...digest.slice(0, 16)].flatMap((byte) => [byte >> 4, byte & 15]).map((half) => String.fromCharCode(97 + half));
    expect(letters.join('')).toBe(extensionId);
  });
});
