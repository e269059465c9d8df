// Seeded chance: the same seed gives the same ids, people and dates on every machine. Not for secrets.

/** The alphabet of most vendors' ids. */
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const HEX = '0123456789abcdef';

export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next: () => number;
  /** A whole number from `min` to `max`, both included. */
  int: (min: number, max: number) => number;
  /** One item of a list; throws for an empty one. */
  pick: <T>(list: readonly T[]) => T;
  /** A string of `length` characters out of `alphabet` (letters and digits by default). */
  id: (length: number, alphabet?: string) => string;
  /** A version 4 UUID. */
  uuid: () => string;
}

/** Creates a generator (mulberry32) that replays exactly from its seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  function int(min: number, max: number): number {
    return min + Math.floor(next() * (max - min + 1));
  }

  function pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('Nothing to pick from');
    return list[int(0, list.length - 1)] as T;
  }

  function id(length: number, alphabet = ALPHANUMERIC): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet.charAt(int(0, alphabet.length - 1));
    return text;
  }

  function uuid(): string {
    const variant = '89ab'.charAt(int(0, 3));
    return `${id(8, HEX)}-${id(4, HEX)}-4${id(3, HEX)}-${variant}${id(3, HEX)}-${id(12, HEX)}`;
  }

  return { next, int, pick, id, uuid };
}
