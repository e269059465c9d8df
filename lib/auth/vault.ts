// Where secrets lie: in the database, encrypted with a key that no script can read out. Trusted contexts only.
// Two contexts may make the key at the same time: `add` lets one win, the other reads the winner's.

/** A secret as it lies on disk: AES-GCM under the vault's key. */
export interface EncryptedRow {
  id: string;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** The few acts of a Dexie table that the vault needs. */
export interface VaultTables {
  keys: {
    get(name: string): PromiseLike<{ name: string; key: CryptoKey } | undefined>;
    add(row: { name: string; key: CryptoKey }): PromiseLike<unknown>;
  };
  secrets: {
    get(id: string): PromiseLike<EncryptedRow | undefined>;
    put(row: EncryptedRow): PromiseLike<unknown>;
    delete(id: string): PromiseLike<unknown>;
    clear(): PromiseLike<unknown>;
  };
}

export interface Vault {
  /** Stores a JSON value under `id`, replacing what was there, in one write. */
  put(id: string, value: unknown): Promise<void>;
  /** The value as it was stored, to be parsed by the caller; undefined where there is none or it cannot be decrypted any more. */
  get(id: string): Promise<unknown>;
  remove(id: string): Promise<void>;
  /** Forgets every secret. The key stays: without secrets it opens nothing. */
  clear(): Promise<void>;
}

const keyName = 'vault';

/** Makes the vault over its two tables. `crypto` is the global one. */
export function createVault({ keys, secrets, crypto }: VaultTables & { crypto: Pick<Crypto, 'subtle' | 'getRandomValues'> }): Vault {
  let known: CryptoKey | undefined;

  async function ensureKey(): Promise<CryptoKey> {
    known ??= (await keys.get(keyName))?.key;
    if (known) return known;
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    try {
      await keys.add({ name: keyName, key });
      known = key;
    } catch (error) {
      known = (await keys.get(keyName))?.key;
      if (!known) throw error;
    }
    return known;
  }

  /** Ties the text to its id: a row that was moved to another id does not open. */
  const boundTo = (id: string) => new TextEncoder().encode(id);

  return {
    async put(id, value) {
      const key = await ensureKey();
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify(value));
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: boundTo(id) }, key, text);
      await secrets.put({ id, iv, data });
    },

    async get(id) {
      const row = await secrets.get(id);
      if (!row) return undefined;
      const key = await ensureKey();
      try {
        const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.iv, additionalData: boundTo(id) }, key, row.data);
        return JSON.parse(new TextDecoder().decode(text));
      } catch {
        return undefined;
      }
    },

    async remove(id) {
      await secrets.delete(id);
    },

    async clear() {
      await secrets.clear();
    },
  };
}
