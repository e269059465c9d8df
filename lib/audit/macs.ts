// The keyed hashes of the chain, over a text that is the same for the same content whatever the order of its keys.
// Each use has a word of its own in front, so that a hash made for one can never stand for another.
import type { AuditEntry, AuditHead, AuditValuesRow } from './entry';

/** The table of keys: `add` lets one of two contexts win, the other reads the winner's. */
export interface KeyTable {
  get(name: string): PromiseLike<{ name: string; key: CryptoKey } | undefined>;
  add(row: { name: string; key: CryptoKey }): PromiseLike<unknown>;
}

const keyName = 'audit';

/** The log's key: made once, and never to be read out. */
export async function ensureAuditKey(keys: KeyTable, crypto: Pick<Crypto, 'subtle'>): Promise<CryptoKey> {
  const known = (await keys.get(keyName))?.key;
  if (known) return known;
  const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  try {
    await keys.add({ name: keyName, key });
    return key;
  } catch (error) {
    const winner = (await keys.get(keyName))?.key;
    if (!winner) throw error;
    return winner;
  }
}

export interface Macs {
  /** Over the entry without its own mac. */
  ofEntry(entry: Omit<AuditEntry, 'mac'>): Promise<string>;
  ofValues(row: Pick<AuditValuesRow, 'salt' | 'values'>): Promise<string>;
  ofHead(head: Pick<AuditHead, 'seq' | 'mac'>): Promise<string>;
}

/** The hashes of one key. */
export function createMacs(key: CryptoKey, crypto: Pick<Crypto, 'subtle'>): Macs {
  const mac = async (use: string, content: unknown) => {
    const text = new TextEncoder().encode(`${use}\n${canonicalText(content)}`);
    return hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)));
  };
  return {
    ofEntry: ({ mac: _, ...entry }: Omit<AuditEntry, 'mac'> & { mac?: string }) => mac('entry', entry),
    ofValues: ({ salt, values }) => mac('values', { salt, values }),
    ofHead: ({ seq, mac: last }) => mac('head', { seq, mac: last }),
  };
}

/** JSON with sorted keys; what is undefined is left out, as the database may keep it or not. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => `${JSON.stringify(name)}:${canonicalText(part)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Bytes as lower-case hex. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
