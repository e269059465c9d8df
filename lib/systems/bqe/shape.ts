// Finds in sample records where e-mail, phone and address are. The reference lists `address` and no e-mail; how either looks inside is not
// published (cruzgreg/bqe-core-power-bi), so it is told from what the values look like.
import { type AddressPart, addressParts, type MarkKind, type Path, type PersonProfile } from './profile';
import { flagOf, isRecord, type Row } from './wire';

export type Shape = Pick<PersonProfile, 'address' | 'marks' | 'flat' | 'customFields'>;

const partNames: Record<AddressPart, RegExp> = {
  address1: /^(street ?1?|address ?(line)? ?1|line ?1|street(address)?|address)$/i,
  city: /^(city|town)$/i,
  state: /^(state|province|region)(name|code)?$/i,
  postalCode: /^(zip|postal|post)(code)?$/i,
  country: /^country(name|code)?$/i,
};
const flatNames = {
  email: /^(primary|main|work|business)?_?e-?mail_?(address)?1?$/i,
  phone: /^(primary|main|work|business|office|cell|mobile)?_?(tele)?phone_?(number)?1?$|^(mobile|cell)$/i,
  website: /^(website|web_?site|homepage)$/i,
};

/** True for a text that is an e-mail address and nothing else. */
export function looksLikeEmail(value: unknown): boolean {
  return typeof value === 'string' && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}$/.test(value.trim());
}

/** What a communication type is for, by its name. */
export function kindOfName(name: string): MarkKind {
  if (/e-?mail/i.test(name)) return 'email';
  if (/fax/i.test(name)) return 'fax';
  if (/web|url|site|http/i.test(name)) return 'website';
  if (/phone|mobile|cell|tel|direct|office|home|work|main/i.test(name)) return 'phone';
  return 'other';
}

/** The shape of some records; what none of them shows stays blank. */
export function findShape(samples: readonly Row[], types: PersonProfile['types']): Shape {
  const shape: Shape = {
    address: { path: [], names: {} },
    marks: { path: [], value: '', typeId: '', typeName: '' },
    flat: { email: [], phone: [], website: [] },
    customFields: { definition: '', value: '' },
  };
  for (const row of samples) {
    visit(row, [], (owner, path) => {
      if (path.length > 0 && shape.address.path.length === 0) readAddressNames(owner, path, shape);
      for (const kind of ['email', 'phone', 'website'] as const) {
        if (shape.flat[kind].length > 0 || path.length > 2) continue;
        const name = Object.keys(owner).find((key) => flatNames[kind].test(key) && isBlankOrText(owner[key]));
        // A name says enough while its value is blank; another value than an e-mail says that it is something else.
        if (name && (kind !== 'email' || !owner[name] || looksLikeEmail(owner[name]))) shape.flat[kind] = [...path, name];
      }
      for (const [key, list] of Object.entries(owner)) {
        if (shape.marks.path.length === 0 && Array.isArray(list)) readMarkNames(list.filter(isRecord), [...path, key], types, shape);
      }
    });
    if (!shape.customFields.value && Array.isArray(row.customFields)) readCustomFieldNames(row.customFields.filter(isRecord), shape);
  }
  if (shape.marks.path.length > 0) shape.flat = { email: [], phone: [], website: [] };
  return shape;
}

function isBlankOrText(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

/** Every object in a record, but those in lists of marks and custom fields: `address`, items of `address`. */
function visit(owner: Record<string, unknown>, path: Path, see: (owner: Record<string, unknown>, path: Path) => void): void {
  see(owner, path);
  if (path.length >= 4) return;
  for (const [key, value] of Object.entries(owner)) {
    if (key === 'customFields' || key === 'assignedGroups') continue;
    if (isRecord(value)) visit(value, [...path, key], see);
    else if (Array.isArray(value)) {
      const main = mainItem(value);
      if (main) visit(main, [...path, key, '*'], see);
    }
  }
}

/** The item of a list that counts: the one marked so, else the first. */
export function mainItem(list: readonly unknown[]): Record<string, unknown> | undefined {
  const items = list.filter(isRecord);
  const isMain = (item: Record<string, unknown>) => ['isDefault', 'isPrimary', 'default', 'primary'].some((name) => flagOf(item[name]));
  return items.find(isMain) ?? items[0];
}

function readAddressNames(owner: Record<string, unknown>, path: Path, shape: Shape): void {
  const names: Partial<Record<AddressPart, string>> = {};
  for (const part of addressParts) {
    const name = Object.keys(owner).find((key) => partNames[part].test(key));
    if (name) names[part] = name;
  }
  if (names.city && (names.address1 || names.postalCode)) shape.address = { path, names };
}

/** A list is one of marks when an item holds an e-mail address, or names a known communication type. */
function readMarkNames(items: Record<string, unknown>[], path: Path, types: PersonProfile['types'], shape: Shape): void {
  if (path.includes('customFields')) return;
  const keys = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const find = (test: (value: unknown, key: string) => boolean) => keys.find((key) => items.some((item) => test(item[key], key))) ?? '';
  const typeId = find((value, key) => key !== 'id' && types.some((type) => type.id === value));
  const value =
    find(looksLikeEmail) ||
    (typeId ? find((text, key) => /^(value|detail|text|number|address|communication)$/i.test(key) && text !== null) : '');
  if (!value) return;
  const typeName =
    find((text, key) => key !== value && types.some((type) => type.name === text && text !== '')) ||
    find((text, key) => /type/i.test(key) && typeof text === 'string' && key !== typeId && !/^[\da-f-]{32,}$/i.test(text));
  shape.marks = { path, value, typeId, typeName };
}

function readCustomFieldNames(items: Record<string, unknown>[], shape: Shape): void {
  const keys = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const definition = keys.find((key) => /^(definitionId|customFieldDefinitionId|customFieldId|fieldId)$/i.test(key)) ?? '';
  const value = keys.find((key) => /^value$/i.test(key)) ?? '';
  if (definition && value) shape.customFields = { definition, value };
}
