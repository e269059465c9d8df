// A vault, and the few browser parts that signing in needs, in memory.
import { webcrypto } from 'node:crypto';
import type { Locks } from '@/lib/auth/session';
import { createVault, type EncryptedRow, type Vault, type VaultTables } from '@/lib/auth/vault';

/** Tables that hold what they are given, keys included: fake-indexeddb in Node cannot clone a CryptoKey, a browser can. */
export function memoryTables(): VaultTables & { keyRows: Map<string, { name: string; key: CryptoKey }>; rows: Map<string, EncryptedRow> } {
  const keyRows = new Map<string, { name: string; key: CryptoKey }>();
  const rows = new Map<string, EncryptedRow>();
  return {
    keyRows,
    rows,
    keys: {
      get: async (name) => keyRows.get(name),
      async add(row) {
        if (keyRows.has(row.name)) throw new DOMException('Key already exists', 'ConstraintError');
        keyRows.set(row.name, row);
      },
    },
    secrets: {
      get: async (id) => rows.get(id),
      put: async (row) => void rows.set(row.id, row),
      delete: async (id) => void rows.delete(id),
      clear: async () => rows.clear(),
    },
  };
}

export function memoryVault(tables: VaultTables = memoryTables()): Vault {
  return createVault({ ...tables, crypto: webcrypto as Crypto });
}

/**
 * A vault without encryption: web crypto works in threads of its own, for which whole stories would wait more than for all else, and no two
 * runs would take their steps in the same order.
 */
export function plainVault(): Vault {
  const secrets = new Map<string, unknown>();
  return {
    put: async (id, value) => void secrets.set(id, structuredClone(value)),
    get: async (id) => structuredClone(secrets.get(id)),
    remove: async (id) => void secrets.delete(id),
    clear: async () => secrets.clear(),
  };
}

/** Exclusive locks by name, as `navigator.locks`: shared by all contexts that are handed the same ones. */
export function memoryLocks(): Locks & { held: Set<string> } {
  const last = new Map<string, Promise<unknown>>();
  const held = new Set<string>();
  return {
    held,
    request(name, callback) {
      const run = async () => {
        held.add(name);
        try {
          return await callback();
        } finally {
          held.delete(name);
        }
      };
      const result = (last.get(name) ?? Promise.resolve()).then(run, run);
      last.set(
        name,
        result.catch(() => {}),
      );
      return result;
    },
  };
}
