// The key that signs id tokens; made when first needed, because it takes a while.
import { createSign, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';

export interface Signer {
  /** Public keys, as the discovery document's `jwks_uri` serves them. */
  jwks: () => { keys: JsonWebKey[] };
  /** A signed JWT (RS256, with `kid` and `x5t` in its header). */
  sign: (claims: Record<string, unknown>) => string;
}

const KEY_ID = 'sandbox-bqe-1';

/** One pair per process: making one takes a while, and nobody tells two sandboxes apart by their keys. */
let pair: { publicKey: KeyObject; privateKey: KeyObject } | undefined;

export function createSigner(): Signer {
  const keys = () => {
    pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return pair;
  };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    jwks: () => ({ keys: [{ ...keys().publicKey.export({ format: 'jwk' }), kid: KEY_ID, x5t: KEY_ID, alg: 'RS256', use: 'sig' }] }),
    sign(claims) {
      const text = `${encode({ alg: 'RS256', typ: 'JWT', kid: KEY_ID, x5t: KEY_ID })}.${encode(claims)}`;
      return `${text}.${createSign('RSA-SHA256').update(text).sign(keys().privateKey).toString('base64url')}`;
    },
  };
}
