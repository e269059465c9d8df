// The fields that a contact has in each system, and what is known about writing them. Custom fields are added as they were discovered.
import type { CustomField } from '@/lib/domain/reference';
import { customRef, type Field, type FieldRef, type FieldType } from './field';
import type { Pair, Side } from './mapping';

type Traits = Omit<Field, 'ref' | 'label' | 'type'>;

/** What the fields are called and hold, in every system. */
const builtIn: Record<Exclude<FieldRef, `custom:${string}`>, [label: string, type: FieldType]> = {
  firstName: ['First name', 'text'],
  lastName: ['Last name', 'text'],
  fullName: ['Full name', 'text'],
  companyName: ['Company', 'text'],
  email: ['E-mail', 'email'],
  phone: ['Phone', 'phone'],
  address1: ['Street', 'text'],
  city: ['City', 'text'],
  state: ['State', 'state'],
  postalCode: ['Postal code', 'text'],
  country: ['Country', 'country'],
  website: ['Website', 'url'],
  timezone: ['Time zone', 'text'],
  source: ['Source', 'text'],
  type: ['Type', 'text'],
  dateOfBirth: ['Date of birth', 'date'],
  dnd: ['Do not disturb', 'boolean'],
  tags: ['Tags', 'choices'],
};

const writable: Traits = { write: 'always' };
const readOnly = (route: string): Traits => ({ write: 'never', route });

const highlevelTraits: Partial<Record<FieldRef, Traits>> = {
  // UpdateContactDto takes no company name.
  companyName: {
    write: 'on-create',
    route: 'HighLevel takes a company name for new contacts only. Open the contact in HighLevel and change it there.',
  },
  type: readOnly('HighLevel sets the type itself.'),
};

const bqeTraits: Partial<Record<FieldRef, Traits>> = {
  // Lengths are those of BQE CORE's own forms.
  companyName: { write: 'always', maxLength: 55 },
  firstName: { write: 'always', maxLength: 100 },
  lastName: { write: 'always', maxLength: 100 },
  country: { write: 'always', spelling: 'name' },
};

/** Fields that a BQE CORE client or prospect has no place for. */
const notInBqe: FieldRef[] = ['timezone', 'source', 'type', 'dateOfBirth', 'dnd', 'tags'];
const notInLocaliq: FieldRef[] = ['website', 'timezone', 'dateOfBirth', 'dnd'];

/** Every field of a pair's side: the built-in ones, then the custom fields that were discovered. */
export function contactFields(pair: Pair, side: Side, customFields: readonly CustomField[] = []): Field[] {
  const system = pair[side];
  const missing = system === 'bqe' ? notInBqe : system === 'localiq' ? notInLocaliq : [];
  const localiq = readOnly('LocaliQ offers no way to write. Use the connected app, or Fill this page.');
  const traits = system === 'highlevel' ? highlevelTraits : system === 'bqe' ? bqeTraits : {};
  const own = (Object.keys(builtIn) as (keyof typeof builtIn)[])
    .filter((ref) => !missing.includes(ref))
    .map((ref): Field => {
      const [label, type] = builtIn[ref];
      return { ref, label, type, ...(system === 'localiq' ? localiq : (traits[ref] ?? writable)) };
    });
  return [...own, ...customFields.map((field) => customField(field, system === 'localiq' ? localiq : writable))];
}

/** Types by the words that systems use for them, the first that fits; HighLevel's CHECKBOX is a list to tick. */
const typeWords: [RegExp, FieldType][] = [
  [/FILE|SIGNATURE|ATTACHMENT|IMAGE/, 'file'],
  [/LARGE_?TEXT|TEXT_?AREA|LONG_?TEXT|MEMO|MULTI_?LINE/, 'long-text'],
  [/^CHECKBOX$|MULTIPLE|MULTI_?SELECT/, 'choices'],
  [/SINGLE|RADIO|DROP_?DOWN|PICK_?LIST|^LIST$|SELECT/, 'choice'],
  [/BOOL|YES_?NO|TOGGLE/, 'boolean'],
  [/DATE_?TIME|TIMESTAMP/, 'date-time'],
  [/DATE/, 'date'],
  [/MONET|MONEY|CURRENCY|AMOUNT/, 'money'],
  [/NUM|INTEGER|DECIMAL|FLOAT|PERCENT/, 'number'],
  [/PHONE/, 'phone'],
  [/E-?MAIL/, 'email'],
  [/URL|LINK|WEBSITE/, 'url'],
  [/^(?:TEXT|STRING|ALPHANUMERIC)$/, 'text'],
];

/** A custom field. What is of no known type is shown as text and never written, since its form would be a guess. */
function customField({ id, name, dataType, options }: CustomField, traits: Traits): Field {
  const type = typeWords.find(([words]) => words.test(dataType.toUpperCase()))?.[1];
  const unknown = readOnly('Lockstep does not know this kind of field. Change it in its own system.');
  return {
    ref: customRef(id),
    label: name,
    type: type ?? 'text',
    ...(options.length > 0 && { options }),
    ...(type === 'file' ? readOnly('Files can be changed in their own system only.') : type ? traits : unknown),
  };
}
