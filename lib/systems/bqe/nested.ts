// E-mail, phone, website, address and custom fields inside a record: read by the profile's map, changed in a copy of the whole record.
// What was not read is never written: a part that the record came without is an error, never made up.
import type { CustomValue } from '@/lib/domain/contact';
import { AppError } from '@/lib/errors';
import { type AddressPart, addressParts, type MarkKind, type Path, type PersonProfile } from './profile';
import { kindOfName, looksLikeEmail, mainItem } from './shape';
import { isRecord, type Row, textOf } from './wire';

export interface Marks {
  emails: string[];
  phones: string[];
  website: string;
}

/** E-mails, phones and website of a record. */
export function readMarks(row: Row, profile: PersonProfile): Marks {
  const list = follow(row, profile.marks.path);
  const items = (Array.isArray(list) ? list : []).filter(isRecord);
  const of = (kind: MarkKind) =>
    items
      .filter((item) => kindOf(item, profile) === kind)
      .map((item) => textOf(item[profile.marks.value]).trim())
      .filter(Boolean);
  const flat = (kind: 'email' | 'phone' | 'website') => textOf(follow(row, profile.flat[kind])).trim();
  return {
    emails: [flat('email'), ...of('email')].filter(Boolean),
    phones: [flat('phone'), ...of('phone')].filter(Boolean),
    website: flat('website') || (of('website')[0] ?? ''),
  };
}

/** The parts of a record's address. */
export function readAddress(row: Row, { address }: PersonProfile): Record<AddressPart, string> {
  const owner = follow(row, address.path);
  const part = (name: AddressPart) => textOf(isRecord(owner) && address.names[name] ? owner[address.names[name]] : '');
  return { address1: part('address1'), city: part('city'), state: part('state'), postalCode: part('postalCode'), country: part('country') };
}

/** Values of custom fields by definition id. */
export function readCustomFields(row: Row, { customFields }: PersonProfile): Record<string, CustomValue> {
  const values: Record<string, CustomValue> = {};
  const items = Array.isArray(row.customFields) ? row.customFields.filter(isRecord) : [];
  for (const item of items) {
    const id = textOf(item[customFields.definition]);
    const value = item[customFields.value];
    if (id && (typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== ''))) values[id] = value;
  }
  return values;
}

/** Sets the first e-mail, phone or website, adds it, or takes it away where `value` is blank. Changes `row`, which must be a copy. */
export function setMark(row: Row, kind: 'email' | 'phone' | 'website', value: string, profile: PersonProfile): void {
  if (value.trim() === (firstMark(row, kind, profile) ?? '')) return;
  const flat = profile.flat[kind];
  const name = flat.at(-1);
  const owner = follow(row, flat.slice(0, -1));
  if (name && isRecord(owner) && name in owner) {
    owner[name] = value;
    return;
  }
  const { path, value: valueName, typeId } = profile.marks;
  const list = follow(row, path);
  const holder = follow(row, path.slice(0, -1));
  const listName = path.at(-1);
  if (!valueName || !listName || !isRecord(holder) || !(listName in holder)) throw notRead(kind);
  const items: unknown[] = Array.isArray(list) ? list : [];
  const index = items.findIndex((item) => isRecord(item) && kindOf(item, profile) === kind && textOf(item[valueName]).trim() !== '');
  const existing = items[index];
  if (isRecord(existing)) {
    if (value) existing[valueName] = value;
    else items.splice(index, 1);
  } else if (value) {
    const type = profile.types.find((candidate) => candidate.kind === kind);
    if (!typeId || !type) throw notRead(kind);
    items.push({ [typeId]: type.id, [valueName]: value });
  }
  holder[listName] = items;
}

/** Sets parts of the address. Changes `row`, which must be a copy. */
export function setAddress(row: Row, parts: Partial<Record<AddressPart, string>>, { address }: PersonProfile): void {
  const changed = addressParts.filter((part) => parts[part] !== undefined);
  if (changed.length === 0) return;
  const owner = follow(row, address.path);
  for (const part of changed) {
    const name = address.names[part];
    if (isRecord(owner) && name && textOf(owner[name]) === parts[part]) continue;
    if (!isRecord(owner) || !name || !(name in owner)) throw notRead('address');
    owner[name] = parts[part];
  }
}

/** Sets values of custom fields. Changes `row`, which must be a copy. */
export function setCustomFields(row: Row, fields: Record<string, CustomValue>, { customFields }: PersonProfile): void {
  if (Object.keys(fields).length === 0) return;
  const { definition, value: valueName } = customFields;
  if (!definition || !Array.isArray(row.customFields)) throw notRead('custom fields');
  for (const [id, value] of Object.entries(fields)) {
    const written = Array.isArray(value) ? value.join(', ') : value;
    if (isRecord(written)) throw new AppError('invalid', { detail: 'Files of a custom field can be changed in BQE CORE only.' });
    const item = row.customFields.find((candidate) => isRecord(candidate) && candidate[definition] === id);
    if (isRecord(item)) item[valueName] = written;
    else if (written !== '') row.customFields.push({ [definition]: id, [valueName]: written });
  }
}

function firstMark(row: Row, kind: 'email' | 'phone' | 'website', profile: PersonProfile): string | undefined {
  const { emails, phones, website } = readMarks(row, profile);
  return kind === 'website' ? website : (kind === 'email' ? emails : phones)[0];
}

function notRead(what: string): AppError {
  const words: Record<string, string> = { email: 'e-mail', phone: 'phone number', website: 'website', address: 'address' };
  const detail = `BQE CORE did not show where it keeps the ${words[what] ?? what}. Enter one there by hand, then choose Test connection.`;
  return new AppError('unsupported', { detail });
}

/** What an item of the list is: by its type's id, by the type's name, or by what its value looks like. */
function kindOf(item: Record<string, unknown>, { marks, types }: PersonProfile): MarkKind {
  const known = types.find((type) => type.id === item[marks.typeId]);
  if (known) return known.kind;
  if (looksLikeEmail(item[marks.value])) return 'email';
  const byName = kindOfName(textOf(item[marks.typeName]));
  if (byName !== 'other') return byName === 'email' ? 'other' : byName;
  return kindOfText(textOf(item[marks.value]).trim());
}

function kindOfText(text: string): MarkKind {
  if (/^https?:\/\/|^www\./i.test(text)) return 'website';
  return /^[+\d][\d\s().x/-]+$|^\(\d[\d\s().x/-]+$/i.test(text) && text.replace(/\D/g, '').length >= 7 ? 'phone' : 'other';
}

/** What is at the end of a path; undefined where it breaks off. An empty path leads nowhere. */
function follow(row: Row, path: Path): unknown {
  if (path.length === 0) return row;
  let at: unknown = row;
  for (const step of path) {
    if (step === '*') at = Array.isArray(at) ? mainItem(at) : undefined;
    else at = isRecord(at) ? at[step] : undefined;
  }
  return at;
}

/** Makes room for the named parts in a new record, in the shape that other records have. */
export function makeRoom(
  row: Row,
  wanted: { marks: readonly ('email' | 'phone' | 'website')[]; parts: readonly AddressPart[]; customFields: boolean },
  profile: PersonProfile,
): void {
  for (const kind of wanted.marks) {
    const flat = profile.flat[kind];
    const name = flat.at(-1);
    if (name) holderAt(row, flat.slice(0, -1))[name] = '';
    const listName = profile.marks.path.at(-1);
    if (!name && listName) holderAt(row, profile.marks.path.slice(0, -1))[listName] ??= [];
  }
  for (const part of wanted.parts) {
    const name = profile.address.names[part];
    if (name) holderAt(row, profile.address.path)[name] = '';
  }
  if (wanted.customFields) row.customFields ??= [];
}

/** The object at a path, made where it is missing. */
function holderAt(row: Row, path: Path): Record<string, unknown> {
  let at: Record<string, unknown> = row;
  path.forEach((step, index) => {
    if (step === '*') return;
    const isList = path[index + 1] === '*';
    at[step] ??= isList ? [{}] : {};
    const inner = at[step];
    const next = Array.isArray(inner) ? inner[0] : inner;
    if (isRecord(next)) at = next;
  });
  return at;
}
