// The signature by which a receiver knows that an event came from this user's Lockstep and is not an old one sent again.

/** The header's value: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.rawBody">`. `at` is epoch ms; the secret is taken as UTF-8. */
export async function signatureOf(rawBody: string, secret: string, at: number, crypto: Pick<Crypto, 'subtle'>): Promise<string> {
  const seconds = Math.floor(at / 1000);
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signed = await crypto.subtle.sign('HMAC', key, encoder.encode(`${seconds}.${rawBody}`));
  const hex = [...new Uint8Array(signed)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `t=${seconds},v1=${hex}`;
}
