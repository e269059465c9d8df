// Secrets at rest: unreadable without the key, one key for all contexts, and nothing left after forgetting.
import { webcrypto } from 'node:crypto';
import { expect, it } from 'vitest';
import { createVault } from '@/lib/auth/vault';
import { memoryTables, memoryVault } from './fakes';

it('gives back what was put in, and nothing for what was not', async () => {
  const vault = memoryVault();
  await vault.put('highlevel', { token: 'pit-secret', nested: [1, 'ü'] });
  expect(await vault.get('highlevel')).toEqual({ token: 'pit-secret', nested: [1, 'ü'] });
  expect(await vault.get('bqe')).toBeUndefined();
});

it('writes nothing readable, and never the same bytes twice', async () => {
  const tables = memoryTables();
  const vault = memoryVault(tables);
  await vault.put('a', { token: 'pit-secret' });
  const first = Buffer.from(tables.rows.get('a')!.data);
  await vault.put('a', { token: 'pit-secret' });
  const second = Buffer.from(tables.rows.get('a')!.data);
  expect(first.toString('latin1')).not.toContain('pit-secret');
  expect(first.equals(second)).toBe(false);
});

it('keeps a key that no script can read out', async () => {
  const tables = memoryTables();
  await memoryVault(tables).put('a', 1);
  const { key } = tables.keyRows.get('vault')!;
  expect(key.extractable).toBe(false);
  await expect(webcrypto.subtle.exportKey('raw', key as webcrypto.CryptoKey)).rejects.toThrow();
});

it('lets two contexts that make the key at once end up with one', async () => {
  const tables = memoryTables();
  const [one, other] = [memoryVault(tables), memoryVault(tables)];
  await Promise.all([one.put('a', 'by one'), other.put('b', 'by other')]);
  expect(await one.get('b')).toBe('by other');
  expect(await other.get('a')).toBe('by one');
  expect(tables.keyRows.size).toBe(1);
});

it('passes on why the key could not be stored', async () => {
  const tables = memoryTables();
  const keys = { get: async () => undefined, add: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
  const vault = createVault({ ...tables, keys, crypto: webcrypto as Crypto });
  await expect(vault.put('a', 1)).rejects.toMatchObject({ name: 'QuotaExceededError' });
});

it('reads a damaged or exchanged row as nothing', async () => {
  const tables = memoryTables();
  const vault = memoryVault(tables);
  await vault.put('a', 'mine');
  await vault.put('b', 'yours');
  tables.rows.set('b', { ...tables.rows.get('a')!, id: 'b' });
  expect(await vault.get('b')).toBeUndefined();
});

it('forgets one, or everything', async () => {
  const vault = memoryVault();
  await vault.put('a', 1);
  await vault.put('b', 2);
  await vault.remove('a');
  expect([await vault.get('a'), await vault.get('b')]).toEqual([undefined, 2]);
  await vault.clear();
  expect(await vault.get('b')).toBeUndefined();
});
