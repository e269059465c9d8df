// What filling a page's form would do: for each field the old value, the new one, and whether it is chosen at first. Blank never overwrites,
// equal values are left alone, and where a form could be about somebody else nothing is chosen for the user.
import type { Contact } from './contact';
import { displayName } from './contact';
import type { FieldKind, FieldUse } from './field-kind';
import type { FormField, FormGroup } from './form-field';
import { countryCode, countryName } from './mapping/forms/countries';
import { stateCode, stateName } from './mapping/forms/states';
import { joinName } from './mapping/person-name';
import { compareNames } from './match-names';
import { foldText } from './normalise';

export interface FillRow {
  /** The field's key. */
  key: string;
  label: string;
  /** As shown; '' for blank. */
  old: string;
  new: string;
  /** What is put into the field: of a list, the option's value. */
  value: string;
  chosen: boolean;
  /** Why the field cannot take the value; it then cannot be chosen. */
  obstacle?: string;
}

export interface FillPlan {
  /** Parts of the form with something to fill, the contact's own first. */
  groups: { title: string; rows: FillRow[] }[];
  /** Who the form seems to be about, where that is somebody else. */
  about: string;
  /** How many fields hold the contact's value already. */
  same: number;
}

/** A chosen row, as the page gets it: nothing else leaves the panel. */
export interface FillValue {
  key: string;
  value: string;
}

export interface FillOutcome {
  /** How many fields were filled, or put back. */
  done: number;
  /** Labels of fields that did not keep it. */
  failed: string[];
}

const identity: FieldKind[] = ['email', 'firstName', 'lastName', 'fullName', 'phone'];
const addressKinds: FieldKind[] = ['street', 'address', 'city', 'state', 'postalCode', 'country'];
const useOrder: FieldUse[] = ['plain', 'mobile', 'work', 'home'];

/** The plan for a contact and the groups found on the page. */
export function planFill(contact: Contact, groups: readonly FormGroup[]): FillPlan {
  const primary = primaryGroup(contact, groups);
  const about = primary ? somebodyElse(contact, primary) : '';
  const addressGroup = groupForAddress(groups, primary);
  let same = 0;

  const planned = groups.map((group) => {
    // Into a form about somebody else nothing goes that the user has not chosen.
    const isChosen = ({ kind }: FormField) => about === '' && group === (addressKinds.includes(kind) ? addressGroup : primary);
    const rows = leadingFields(contact, group).flatMap((field): FillRow[] => {
      const wanted = wantedValue(contact, field, group);
      if (!wanted) return [];
      if (isSame(field, wanted)) {
        same += 1;
        return [];
      }
      return [rowOf(field, wanted, isChosen(field))];
    });
    return { group, rows };
  });
  const rank = ({ group }: { group: FormGroup }) => (group === primary ? 0 : group === addressGroup ? 1 : 2);
  return {
    groups: planned
      .filter(({ rows }) => rows.length > 0)
      .sort((one, other) => rank(one) - rank(other))
      .map(({ group, rows }) => ({ title: group.title || purposeTitles[group.purpose], rows })),
    about,
    same,
  };
}

const purposeTitles = { main: '', billing: 'Billing', shipping: 'Shipping' };

/** The part of the form that is about the contact: the one that says so, else the first that is nobody's yet, else none. */
function primaryGroup(contact: Contact, groups: readonly FormGroup[]): FormGroup | undefined {
  const people = groups.filter(({ purpose, fields }) => purpose === 'main' && fields.some(({ kind }) => identity.includes(kind)));
  const candidates = people.length > 0 ? people : groups.filter(({ fields }) => fields.some(({ kind }) => identity.includes(kind)));
  if (candidates.length <= 1) return candidates[0] ?? groups.find(({ purpose }) => purpose === 'main') ?? groups[0];
  const own = candidates.find((group) => isAbout(contact, group));
  return (
    own ??
    candidates.find((group) => !somebodyElse(contact, group) && !nameIn(group) && !valueIn(group, 'email') && !valueIn(group, 'phone'))
  );
}

/** The one group whose address is chosen: the person's own, else the first, which is the bill's where there are two. */
function groupForAddress(groups: readonly FormGroup[], primary: FormGroup | undefined): FormGroup | undefined {
  const withAddress = groups.filter(({ fields }) => fields.some(({ kind }) => addressKinds.includes(kind)));
  if (primary && withAddress.includes(primary)) return primary;
  const others = withAddress.filter(({ purpose, fields }) => purpose !== 'main' || !fields.some(({ kind }) => identity.includes(kind)));
  return others.find(({ purpose }) => purpose === 'main') ?? others.find(({ purpose }) => purpose === 'billing') ?? others[0];
}

function isAbout(contact: Contact, group: FormGroup): boolean {
  const email = valueIn(group, 'email').toLowerCase();
  const phone = valueIn(group, 'phone');
  return (
    (email !== '' && emailsOf(contact).includes(email)) ||
    (phone !== '' && contact.phone !== '' && lastDigits(phone) === lastDigits(contact.phone)) ||
    (!email && compareNames(nameIn(group), displayName(contact)) === 'same')
  );
}

/** The name or mark that a group holds of somebody who is not the contact; '' where it may well be the contact. */
function somebodyElse(contact: Contact, group: FormGroup): string {
  if (isAbout(contact, group)) return '';
  const email = valueIn(group, 'email');
  const name = nameIn(group);
  const agreement = compareNames(name, displayName(contact));
  if (agreement === 'same' || agreement === 'compatible') return '';
  if (email && (emailsOf(contact).length > 0 || agreement === 'different')) return name || email;
  return agreement === 'different' ? name : '';
}

function emailsOf(contact: Contact): string[] {
  return [contact.email, ...contact.additionalEmails].filter(Boolean).map((email) => email.toLowerCase());
}

function nameIn(group: FormGroup): string {
  return `${valueIn(group, 'firstName')} ${valueIn(group, 'lastName')}`.trim() || valueIn(group, 'fullName');
}

function valueIn(group: FormGroup, kind: FieldKind): string {
  return group.fields.find((field) => field.kind === kind && field.value.trim())?.value.trim() ?? '';
}

/** Of several fields of one kind only one is the contact's, with what is to be typed again; none, where one of them holds it already. */
function leadingFields(contact: Contact, group: FormGroup): FormField[] {
  const byKind = Map.groupBy(group.fields, ({ kind }) => kind);
  return [...byKind.values()].flatMap((fields) => {
    const plain = fields.filter(({ isRepeat }) => !isRepeat);
    const holder = plain.find((field) => {
      const wanted = wantedValue(contact, field, group);
      return wanted !== '' && isSame(field, wanted);
    });
    const leader = holder ?? [...plain].sort((one, other) => useOrder.indexOf(one.use) - useOrder.indexOf(other.use))[0];
    return [...(leader ? [leader] : []), ...fields.filter(({ isRepeat }) => isRepeat)];
  });
}

/** The contact's value for a field, in words; '' where there is none. */
function wantedValue(contact: Contact, field: FormField, group: FormGroup): string {
  const { address1, city, state, postalCode, country } = contact;
  switch (field.kind) {
    case 'fullName':
      return joinName(contact);
    case 'firstName':
    case 'lastName':
    case 'email':
    case 'city':
    case 'state':
    case 'postalCode':
    case 'country':
    case 'website':
      return contact[field.kind].trim();
    case 'company':
      return contact.companyName.trim();
    case 'phone':
      return contact.phone.trim();
    case 'phoneNational':
      return nationalDigits(contact.phone);
    case 'phoneCountry':
      return /^\+1\d{10}$/.test(contact.phone) ? '+1' : '';
    case 'street':
      return address1.trim();
    case 'address': {
      const isSplit = group.fields.some(({ kind }) => kind === 'city' || kind === 'postalCode');
      if (isSplit || !address1.trim()) return address1.trim();
      const place = [city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
      const lines = [address1, place, countryName(countryCode(country))].filter(Boolean);
      return lines.join(field.type === 'textarea' ? '\n' : ', ');
    }
    case 'birthday':
      return contact.dateOfBirth;
  }
}

function isSame({ kind, value, options }: FormField, wanted: string): boolean {
  const held = options?.find((option) => option.value === value)?.text ?? value;
  switch (kind) {
    case 'phone':
    case 'phoneNational':
      return lastDigits(value) !== '' && lastDigits(value) === lastDigits(wanted);
    case 'email':
      return value.trim().toLowerCase() === wanted.toLowerCase();
    case 'state':
      return isSameCode(stateOf, [value, held], wanted);
    case 'country':
      return isSameCode(countryOf, [value, held], wanted);
    case 'website':
      return address(value) === address(wanted);
    case 'birthday':
      return dateForms(wanted).some((form) => form === value.trim());
    default:
      return tidy(value) === tidy(wanted) || (options !== undefined && foldText(held) === foldText(wanted));
  }
}

function isSameCode(codeOf: (text: string) => string, held: string[], wanted: string): boolean {
  const code = codeOf(wanted) || foldText(wanted);
  return held.some((text) => text.trim() !== '' && (codeOf(text) || foldText(text)) === code);
}

function rowOf(field: FormField, wanted: string, chosen: boolean): FillRow {
  const { key, label, options } = field;
  const old = options ? (field.value ? (options.find(({ value }) => value === field.value)?.text ?? '') : '') : field.value;
  if (options) {
    const option = optionFor(field.kind, wanted, options);
    if (option) return { key, label, old, new: option.text, value: option.value, chosen };
    return { key, label, old, new: wanted, value: '', chosen: false, obstacle: 'The list has no such entry.' };
  }
  const forms = formsOf(field, wanted);
  const value = forms.find((form) => fits(field, form));
  if (value !== undefined) return { key, label, old, new: value, value, chosen };
  const shown = forms[0] ?? wanted;
  const isLong = field.maxLength !== undefined && shown.length > field.maxLength;
  return {
    key,
    label,
    old,
    new: shown,
    value: '',
    chosen: false,
    obstacle: isLong ? 'Too long for this field.' : 'The page wants another form.',
  };
}

/** The ways to write a value, the best for this field first. */
function formsOf({ kind, type, value, placeholder, maxLength }: FormField, wanted: string): string[] {
  switch (kind) {
    case 'phone':
    case 'phoneNational':
      return phoneForms(wanted, type === 'number' ? '' : value || placeholder || '', type === 'number');
    case 'state': {
      const code = stateCode(wanted);
      return maxLength !== undefined && maxLength <= 3 ? [code || wanted] : [wanted, code, stateName(code)].filter(Boolean);
    }
    case 'country': {
      const code = countryCode(wanted);
      const name = countryName(code);
      return maxLength !== undefined && maxLength <= 3 ? [code || wanted] : [name || wanted, code].filter(Boolean);
    }
    case 'website':
      return [type === 'url' && !/^[a-z]+:\/\//i.test(wanted) ? `https://${wanted}` : wanted];
    case 'birthday':
      return type === 'date' ? [wanted] : dateForm(wanted, placeholder ?? '');
    case 'phoneCountry':
      return [wanted, wanted.replace('+', '')];
    default:
      return [type === 'textarea' ? wanted : wanted.replace(/\s*\n\s*/g, ', ')];
  }
}

/** As the field already writes numbers, then as the contact has it, then digits alone. */
function phoneForms(phone: string, example: string, digitsOnly: boolean): string[] {
  const national = nationalDigits(phone);
  const count = example.replace(/\D/g, '').length || (example.match(/[x_#0-9]/gi)?.length ?? 0);
  let at = 0;
  const like = national.length === 10 && count === 10 ? example.replace(/[x_#\d]/gi, () => national[at++] ?? '') : '';
  const usual = national.length === 10 ? `(${national.slice(0, 3)}) ${national.slice(3, 6)}-${national.slice(6)}` : '';
  const dashed = national.length === 10 ? `${national.slice(0, 3)}-${national.slice(3, 6)}-${national.slice(6)}` : '';
  if (digitsOnly) return [national || phone.replace(/\D/g, '')];
  return [...new Set([like, phone, usual, dashed, national, phone.replace(/\D/g, '')])].filter(Boolean);
}

/** Ten digits of a number of the United States or Canada; '' for others. */
function nationalDigits(phone: string): string {
  return /^\+?1?(\d{10})$/.exec(phone.replace(/[^\d+]/g, ''))?.[1] ?? '';
}

/** Only where the field says how it wants a date: 3/4 is two days. */
function dateForm(date: string, placeholder: string): string[] {
  const [year = '', month = '', day = ''] = date.split('-');
  const form = placeholder.toLowerCase();
  if (/^m+\W+d+\W+y+$/.test(form)) return [form.replace(/m+/, month).replace(/d+/, day).replace(/y+/, year)];
  if (/^d+\W+m+\W+y+$/.test(form)) return [form.replace(/d+/, day).replace(/m+/, month).replace(/y+/, year)];
  return /^y{4}-m+-d+$/.test(form) ? [date] : [];
}

function dateForms(date: string): string[] {
  const [year = '', month = '', day = ''] = date.split('-');
  return [date, `${month}/${day}/${year}`, `${Number(month)}/${Number(day)}/${year}`, `${day}.${month}.${year}`];
}

function fits({ maxLength, pattern }: FormField, value: string): boolean {
  if (maxLength !== undefined && value.length > maxLength) return false;
  if (!pattern) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, 'v').test(value);
  } catch {
    return true;
  }
}

/** The option that means the value: by code or name for places, by its words otherwise. */
function optionFor(kind: FieldKind, wanted: string, options: NonNullable<FormField['options']>) {
  const codeOf = kind === 'state' ? stateOf : kind === 'country' ? countryOf : kind === 'phoneCountry' ? dialCode : () => '';
  const code = codeOf(wanted);
  const real = options.filter(({ value, text }) => value !== '' || text !== '');
  const bySame = real.find(({ value, text }) => foldText(text) === foldText(wanted) || foldText(value) === foldText(wanted));
  return bySame ?? (code ? real.find(({ value, text }) => codeOf(value) === code || codeOf(text) === code) : undefined);
}

/** The code in "NY", "New York", "US-NY", "NY - New York" and "New York (NY)". */
function stateOf(text: string): string {
  return (
    stateCode(text) ||
    partsOf(text.replace(/^(?:us|ca)[-_]/i, ''))
      .map(stateCode)
      .find(Boolean) ||
    ''
  );
}

function countryOf(text: string): string {
  return countryCode(text) || partsOf(text).map(countryCode).find(Boolean) || '';
}

function dialCode(text: string): string {
  return /\+\s?(\d{1,3})\b/.exec(text)?.[1] ?? (/^\d{1,3}$/.test(text) ? text : '');
}

function partsOf(text: string): string[] {
  return text
    .split(/\s+[-–—|:]\s+|[()]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

function lastDigits(phone: string): string {
  return phone.replace(/\D/g, '').slice(-10);
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function address(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/$/, '');
}
