// What is inside the production build: no code from elsewhere, no host that nobody expects, nothing of the sandbox.
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeFromElsewhere } from '@/scripts/code-from-elsewhere';
import { isExpected } from '@/scripts/package-checks';
import { extensionFolder } from '../e2e/fixtures/extension';
import { readOutput } from './build-output';
import { filesBelow, root } from './source-files';

const all = filesBelow(relative(root, extensionFolder), ['']).map((path) =>
  relative(extensionFolder, join(root, path)).replaceAll(sep, '/'),
);
const files = all.filter((path) => /\.(js|html|css|json)$/.test(path));
const scripts = files.filter((file) => file.endsWith('.js'));

/** Hosts that Lockstep may talk to or open, exact or with all below a leading dot. */
const vendors = [
  '.leadconnectorhq.com',
  '.gohighlevel.com',
  '.bqecore.com',
  '.localiq.com',
  '.localiqservices.com',
  '.reachlocal.com',
  '.reachlocalservices.com',
  '.chromiumapp.org',
];

/** Hosts that appear as text only: names of formats, and where libraries and the help explain themselves. Nothing is fetched from them. */
const mentioned = [
  'www.w3.org',
  'json-schema.org',
  'github.com',
  'dexie.org',
  'bit.ly',
  'preactjs.com',
  'zod.dev',
  'wxt.dev',
  'mozilla.org',
  'tinyurl.com',
];

const isKnown = (host: string) =>
  mentioned.includes(host) ||
  host.endsWith('.example.com') ||
  vendors.some((vendor) => host === vendor.slice(1) || host === `*${vendor}` || host.endsWith(vendor));

describe('contents of the build', () => {
  it('are files that the packages for the stores may hold', () => {
    expect(all.filter((file) => !isExpected(file))).toEqual([]);
    expect(all).toContain('manifest.json');
  });

  it('names no host beyond the known ones', () => {
    const hosts = files.flatMap((file) =>
      [...readOutput(file).matchAll(/\b(?:https?|wss?):\/\/([a-z0-9*.-]+\.[a-z]{2,})/gi)].map(
        (hit) => `${hit[1]?.toLowerCase()} in ${file}`,
      ),
    );
    expect([...new Set(hosts)].filter((one) => !isKnown(one.split(' ')[0] ?? ''))).toEqual([]);
  });

  it.each(scripts)('%s evaluates no text as code and loads no script from elsewhere', (file) => {
    expect(codeFromElsewhere(readOutput(file))).toEqual([]);
  });

  it.each([
    ["eval('x')", 'eval'],
    ["importScripts('x.js')", 'importScripts'],
    ['import("https://example.com/x.js")', 'an import from an address'],
    ["document.createElement('script')", 'a script element'],
    ['<script type="module" src="//example.com/x.js">', 'a script of a page from an address'],
  ])('code from elsewhere is found in %s', (source, found) => {
    expect(codeFromElsewhere(source)).toEqual([found]);
  });

  it.each(files.filter((file) => file.endsWith('.html')))('%s loads only its own files', (file) => {
    const addresses = [...readOutput(file).matchAll(/\b(?:src|href)="([^"]+)"/g)].map((hit) => hit[1] ?? '');
    for (const address of addresses) expect(address).not.toMatch(/^(https?:)?\/\//);
  });

  it.each(scripts)('%s holds no raw line separator that has made trouble in stores', (file) => {
    expect(readOutput(file)).not.toMatch(/[\u2028\u2029\ufeff]/);
  });

  it('holds nothing of the sandbox and no source map', () => {
    for (const file of scripts) {
      expect(readOutput(file)).not.toMatch(/createSandbox|serveSandbox|sourceMappingURL/);
    }
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  });
});
