// What people paste into the HighLevel form, cleaned and judged. Pure. An error blocks Connect; a warning only speaks up.

/** The fields as typed. */
export interface HighLevelDraft {
  method: 'token' | 'oauth';
  token: string;
  locationId: string;
  clientId: string;
  clientSecret: string;
  tokenEndpoint: string;
}

/** What is connected with: cleaned, complete. A secret left out keeps the stored one. */
export type HighLevelEntry =
  | { method: 'token'; locationId: string; token?: string }
  | { method: 'oauth'; locationId: string; clientId: string; clientSecret?: string; tokenEndpoint: string };

/** Which secrets the vault holds already. Never the secrets themselves. */
export interface StoredSecrets {
  token: boolean;
  clientSecret: boolean;
}

export type EntryField = Exclude<keyof HighLevelDraft, 'method'>;
export type EntryMessages = Partial<Record<EntryField, string>>;

/** White space of every kind, and the invisible characters that copying from web pages brings along. */
const blanks = /[\s\u00a0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+/g;
const quotes = /^["'`“”„‘’«»<]+|["'`“”„‘’«»>,;]+$/g;

/** A key as it was meant: without blanks, quotes around it, a header name or the word Bearer. */
function cleanSecret(text: string): string {
  return text
    .trim()
    .replace(quotes, '')
    .replace(/^authorization\s*:\s*/i, '')
    .replace(/^bearer[\s:]+/i, '')
    .replace(blanks, '')
    .replace(quotes, '');
}

/** The Location ID out of whatever was pasted: the id itself, or any HighLevel address that holds `/location/{id}`. */
export function cleanLocationId(text: string): string {
  const bare = text.replace(blanks, '').replace(quotes, '');
  return /\/location\/([\w-]+)/i.exec(bare)?.[1] ?? bare;
}

/** All fields cleaned. */
export function cleanDraft(draft: HighLevelDraft): HighLevelDraft {
  return {
    method: draft.method,
    token: cleanSecret(draft.token),
    locationId: cleanLocationId(draft.locationId),
    clientId: cleanSecret(draft.clientId),
    clientSecret: cleanSecret(draft.clientSecret),
    tokenEndpoint: draft.tokenEndpoint.replace(blanks, '').replace(quotes, ''),
  };
}

const looksLikeToken = (text: string) => /^pit-/i.test(text);
/** A header can carry printable ASCII only; anything else would fail in the middle of the first request. */
const isHeaderSafe = (text: string) => /^[\x21-\x7e]*$/.test(text);
const isId = (text: string) => /^[\w-]+$/.test(text);

/** What keeps the cleaned draft from being connected with, per field; empty when nothing does. */
export function findErrors(draft: HighLevelDraft, stored: StoredSecrets): EntryMessages {
  const errors: EntryMessages = {};
  const location = locationError(draft);
  if (location) errors.locationId = location;
  if (draft.method === 'token') {
    if (!draft.token && !stored.token) errors.token = 'Paste the Private Integration token from HighLevel.';
    else if (!isHeaderSafe(draft.token)) errors.token = 'This has characters that no key contains. Copy the token again.';
    return errors;
  }
  if (!draft.clientId) errors.clientId = 'Paste the Client ID of your OAuth app.';
  else if (!isHeaderSafe(draft.clientId)) errors.clientId = 'This has characters that no Client ID contains. Copy it again.';
  const endpoint = endpointError(draft.tokenEndpoint);
  if (endpoint) errors.tokenEndpoint = endpoint;
  if (!draft.tokenEndpoint && !draft.clientSecret && !stored.clientSecret) {
    errors.clientSecret = 'Paste the Client secret, or give a Token endpoint of your own that keeps it.';
  }
  return errors;
}

function locationError({ method, locationId }: HighLevelDraft): string | undefined {
  // The sign-in itself names the location, so with an app it may stay blank.
  if (!locationId) return method === 'token' ? 'Paste the Location ID. A token does not say which location it belongs to.' : undefined;
  if (looksLikeToken(locationId)) return 'This is a token. It belongs in the field for the token.';
  if (isId(locationId)) return undefined;
  return /[/.]/.test(locationId)
    ? 'This address holds no Location ID. Open HighLevel inside the location and copy the address from there.'
    : 'A Location ID has only letters and digits.';
}

function endpointError(address: string): string | undefined {
  if (!address) return undefined;
  if (/^http:/i.test(address)) return 'The address must start with https://, so that nobody can read the sign-in on its way.';
  if (!/^https:\/\//i.test(address) || !URL.canParse(address)) return 'Enter a whole address, for example https://login.example.com/token.';
  const { username, password, hash } = new URL(address);
  if (username || password) return 'Leave the user name and password out of the address.';
  return hash ? 'Leave the part from # on out of the address.' : undefined;
}

/** What looks odd in the draft but may be right. */
export function findWarnings(draft: HighLevelDraft): EntryMessages {
  const warnings: EntryMessages = {};
  const cleaned = cleanDraft(draft);
  if (cleaned.token && !looksLikeToken(cleaned.token)) {
    warnings.token = 'Private Integration tokens usually start with “pit-”. You can try this one all the same.';
  }
  if (cleaned.locationId && isId(cleaned.locationId) && !looksLikeToken(cleaned.locationId) && cleaned.locationId.length < 12) {
    warnings.locationId = 'This is shorter than Location IDs usually are.';
  }
  if (looksLikeToken(cleaned.clientId)) warnings.clientId = 'This looks like a token, not like a Client ID.';
  return warnings;
}

/** The cleaned draft as what is connected with; secrets that were left blank are left out. */
export function toEntry(draft: HighLevelDraft): HighLevelEntry {
  const { method, token, locationId, clientId, clientSecret, tokenEndpoint } = draft;
  if (method === 'token') return { method, locationId, ...(token && { token }) };
  // A firm that keeps the secret on its own server does not leave it in browsers too.
  return { method, locationId, clientId, tokenEndpoint, ...(clientSecret && !tokenEndpoint && { clientSecret }) };
}
