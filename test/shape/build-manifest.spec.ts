// The second wall of the build: pages of ours load and send nowhere that they need not, and no file is within reach of a website.
import { describe, expect, it } from 'vitest';
import { readOutput } from './build-output';

interface Manifest {
  content_security_policy?: { extension_pages?: string; sandbox?: string };
  web_accessible_resources?: unknown[];
  externally_connectable?: unknown;
  sandbox?: unknown;
}

const manifest = JSON.parse(readOutput('manifest.json')) as Manifest;
const policy = new Map(
  (manifest.content_security_policy?.extension_pages ?? '').split(';').map((line) => {
    const [name = '', ...sources] = line.trim().split(/\s+/);
    return [name, sources];
  }),
);

describe('manifest of the build', () => {
  it('allows pages what they need, and nothing that is not named', () => {
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'"],
      // A firm may name a token endpoint or a delivery URL of its own.
      'connect-src': ["'self'", 'https:'],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ['dompurify'],
    });
  });

  it.each(['sidepanel.html', 'options.html'])('%s may send nothing anywhere: that is the worker’s alone', (page) => {
    const head = readOutput(page)
      .split(/<script|<link/)[0]
      ?.replaceAll('&#39;', "'");
    expect(head).toContain('<meta http-equiv="Content-Security-Policy" content="connect-src \'none\'">');
  });

  it('lets no website read a file, tell that Lockstep is there, or run a page of ours in a sandbox of its own', () => {
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
    expect(manifest.externally_connectable).toBeUndefined();
    expect(manifest.sandbox ?? manifest.content_security_policy?.sandbox).toBeUndefined();
  });
});
