// The kind of page that an address belongs to: the address with everything that names one record taken out. What was taught on one
// client's page holds on every client's page, and a record's id or a person's name never gets into a rule.
import { words } from './normalise';

/** Behind one of these a segment names a record, unless it is one of the acts below. */
const recordWords = /^(?:clients?|contacts?|customers?|people|persons?|prospects?|leads?|users?|members?|accounts?|profiles?|cards?)$/i;
const acts =
  /^(?:[a-z]*(?:view|edit|details?|list|overview|cards?|notes?|forms?|files?|browse|search|new|add|create|summary|info|profile|record|activity|history|all|show|open|imported|contacts?|duplicates?|projects?|invoices?))$/i;
/** Parameters that choose a kind of page, not a record. */
const kindParameters = /^(?:page|view|module|mod|route|action|screen|entity|controller)$/i;

/** The kind of page of an address, such as `/webapp/FileCard/*`, `/app#/lead/*` or `/index?module=contacts`. `sample` is a value that the page shows. */
export function kindOfPage(address: string, sample = ''): string {
  const url = new URL(address);
  const said = new Set(words(sample));
  const query = [...url.searchParams].filter(([name, value]) => kindParameters.test(name) && value && !isId(value, '', said));
  const hash = /^#!?\//.test(url.hash) ? `#${generalise(url.hash.slice(1).replace(/\?.*$/, ''), said)}` : '';
  const chosen = query.map(([name, value]) => `${name}=${value}`).join('&');
  return `${generalise(url.pathname, said)}${chosen && `?${chosen}`}${hash}`;
}

/** Source of the pattern that finds pages of a kind by their address, decoded, on any host. */
export function kindPattern(kind: string): string {
  const [, path = '', query = '', hash = ''] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(kind) ?? [];
  const place = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/?#]+');
  const chosen = query
    .split('&')
    .filter(Boolean)
    .map((one) => `(?=[^#]*[?&]${place(one)}(?:[&#]|$))`)
    .join('');
  return `^https://[^/]+${place(path)}/?${chosen}(?:\\?[^#]*)?${hash ? `#${place(hash)}/?(?:\\?.*)?` : '(?:#(?!!?/).*)?'}$`;
}

/** True when an address is a page of the kind. */
export function isOfKind(address: string, kind: string): boolean {
  return new RegExp(kindPattern(kind), 'i').test(decode(address));
}

/** The kind that takes in both, where they differ in one segment only: taught twice, a segment that changes names a record. */
export function widenKind(one: string, other: string): string | undefined {
  const [first, second] = [one.split('/'), other.split('/')];
  const changed = first.flatMap((segment, at) => (segment.toLowerCase() === second[at]?.toLowerCase() ? [] : [at]));
  const [at] = changed;
  if (first.length !== second.length || changed.length !== 1 || at === undefined || at < 2) return undefined;
  // Two acts upon a record, or two words for records, are two kinds of page.
  const isWord = (segment = '') => /[#?]/.test(segment) || acts.test(segment) || recordWords.test(segment);
  if (isWord(first[at]) || isWord(second[at])) return undefined;
  return first.map((segment, index) => (index === at ? '*' : segment)).join('/');
}

/** A name to begin with: "File card" for `/webapp/FileCard/*`. */
export function kindTitle(kind: string): string {
  const last = kind
    .replace(/[?#&=]/g, '/')
    .split('/')
    .filter((segment) => /\p{L}/u.test(segment) && segment !== '*')
    .at(-1);
  const title = (last ?? '')
    .replace(/\.\w{2,5}$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase()
    .trim();
  return title ? `${title.charAt(0).toUpperCase()}${title.slice(1)}` : 'Start page';
}

function generalise(path: string, said: ReadonlySet<string>): string {
  const segments = decode(path).split('/');
  const kind = segments.map((segment, at) => (isId(segment, segments[at - 1] ?? '', said) ? '*' : segment)).join('/');
  return kind.length > 1 ? kind.replace(/\/$/, '') : kind;
}

function isId(segment: string, before: string, said: ReadonlySet<string>): boolean {
  if (!segment || segment === '!') return false;
  const digits = segment.replace(/\D/g, '').length;
  if (digits > 1 || digits === segment.length) return true;
  // Text that no address of a kind of page holds: names, e-mails, words of other scripts.
  if (/[^\w.~!-]/.test(segment)) return true;
  const own = words(segment.replace(/[_.]/g, ' '));
  if (own.length > 0 && own.every((word) => said.has(word))) return true;
  if (recordWords.test(before) && !acts.test(segment)) return true;
  const hasNoVowel = /^[a-z]{6,}$/i.test(segment) && !/[aeiouy]/i.test(segment);
  return hasNoVowel || (segment.length >= 20 && /[A-Z]/.test(segment.slice(1)) && !/[-_]/.test(segment));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
