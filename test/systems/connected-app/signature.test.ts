// The signature, checked with the code that docs/connected-app.md gives to receivers.
import { webcrypto } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signatureOf } from '@/lib/systems/connected-app/signature';
import { noon } from '@/test/builders';

let folder = '';
let isFromLockstep: (header: string | undefined, rawBody: string, secret: string, nowMs?: number) => boolean;

beforeAll(async () => {
  const document = readFileSync(join(import.meta.dirname, '../../../docs/connected-app.md'), 'utf8');
  folder = mkdtempSync(join(tmpdir(), 'lockstep-signature-'));
  const file = join(folder, 'receiver.mjs');
  writeFileSync(file, /```js\n(.+?)```/s.exec(document)?.[1] ?? '');
  ({ isFromLockstep } = await import(/* @vite-ignore */ pathToFileURL(file).href));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const body = JSON.stringify({ name: 'Zoë 🌻', text: 'a\nb' });
const sign = (secret = 'secret ✓', at = noon) => signatureOf(body, secret, at, webcrypto as Crypto);

describe('the documented check', () => {
  it('takes what Lockstep signs', async () => {
    expect(isFromLockstep(await sign(), body, 'secret ✓', noon + 1999)).toBe(true);
    expect(isFromLockstep(await sign('secret ✓', noon + 999), body, 'secret ✓', noon)).toBe(true);
  });

  it('refuses another body, secret or time, and no signature', async () => {
    const header = await sign();
    expect(isFromLockstep(header, `${body} `, 'secret ✓', noon)).toBe(false);
    expect(isFromLockstep(header, body, 'secret', noon)).toBe(false);
    expect(isFromLockstep(header, body, 'secret ✓', noon + 301_000)).toBe(false);
    expect(isFromLockstep(header, body, 'secret ✓', noon - 301_000)).toBe(false);
    expect(isFromLockstep(header.replace(/t=\d+/, `t=${noon / 1000 + 300}`), body, 'secret ✓', noon + 300_000)).toBe(false);
    for (const bad of [undefined, '', 't=1', header.replace('v1=', 'v1=0')])
      expect(isFromLockstep(bad, body, 'secret ✓', noon)).toBe(false);
  });
});
