// What a field of a form is for, by its `autocomplete`, its label and its name, in this order. A field that could be something else is
// nothing: a wrong value in a form is worse than a blank one.

/** What of a person a field holds. */
export type FieldKind =
  | 'fullName'
  | 'firstName'
  | 'lastName'
  | 'company'
  | 'email'
  | 'phone'
  | 'phoneNational'
  | 'phoneCountry'
  | 'street'
  | 'address'
  | 'city'
  | 'state'
  | 'postalCode'
  | 'country'
  | 'website'
  | 'birthday';

/** Which of a person's several addresses or numbers: a plain "Phone" comes before "Work phone". */
export type FieldUse = 'plain' | 'mobile' | 'work' | 'home';

export interface FieldMeaning {
  kind: FieldKind;
  use: FieldUse;
  /** A second address block of the same form. */
  purpose: 'main' | 'billing' | 'shipping';
  /** The same once more, to be typed again. */
  isRepeat: boolean;
}

/** What tells of a field. */
export interface FieldSigns {
  autocomplete: string;
  /** What the person sees. */
  label: string;
  /** `name` and `id`, for forms that label nothing. */
  names: readonly string[];
  type: string;
}

const tokens: Record<string, FieldKind> = {
  name: 'fullName',
  'given-name': 'firstName',
  'family-name': 'lastName',
  organization: 'company',
  email: 'email',
  tel: 'phone',
  'tel-national': 'phoneNational',
  'tel-country-code': 'phoneCountry',
  'street-address': 'address',
  'address-line1': 'street',
  'address-level2': 'city',
  'address-level1': 'state',
  'postal-code': 'postalCode',
  country: 'country',
  'country-name': 'country',
  url: 'website',
  bday: 'birthday',
};

/** Tokens that say nothing; any other unknown one says that the field is something else. */
const silent = /^(?:|on|off|nope|none|no|false|true|new-password|chrome-off|do-not-autofill|disabled|[a-z]*autocomplete[a-z]*|\w*off\w*)$/;

/** Somebody else of whom a form may ask as well. */
const relation =
  /\b(?:spouse|wife|husband|emergency|guardian|parents?|mother|father|child|children|referr\w*|referred|guarantor|assistant|secretary|co-?\s?(?:applicant|owner|borrower|signer)|beneficiar\w*|attorney|accountant|next of kin|other person)\b/i;
/** Words that make a label or a heading somebody else's; in the names that machines read they may mean anything. */
const role =
  /\b(?:partner|agent|broker|manager|employee|sales|rep|representative|owner|technician|assigned|from|sender|support|previous|prior|former|old|login|log-?in|user|admin|administrator|account|bank|card|payer|landlord|supervisor|architect|contractor|vendor|supplier)\b/i;
/** One more of what stands there already: its value is another one. */
const another = /\b(?:alt(?:ernat(?:e|ive))?|second(?:ary)?|2nd|third|3rd|additional|other|extra|[2-9])\b/i;

const repeat = /\b(?:confirm|repeat|re-?enter|re-?type|verify|again)\b/i;

const about =
  '(?:(?:your|the|primary|main|default|preferred|best|work|business|office|company|corporate|home|personal|private|mobile|cell|contact|client|customer|lead|prospect|daytime|direct|mailing|postal|physical|street|billing|invoice|shipping|delivery|legal|current)[ -]*)*';
const word = (text: string) => new RegExp(`^${about}(?:${text})(?: 1)?$`, 'i');

/** Each tested against a whole label, without signs. Languages beyond English where the word is plain. */
const labels: [FieldKind, RegExp][] = [
  ['email', word('e[- ]?mails?(?: ?(?:address|id))?|mail address|correo(?: electr[oó]nico)?|courriel|adresse e-?mail|e-?mail-?adresse')],
  [
    'phone',
    word(
      '(?:tele)?phone(?: ?(?:number|no|#))?|phone (?:mobile|cell|work|office|home|main|primary)|tel|telno|mobile|cell(?: ?phone)?|mobile ?(?:number|no)|cell ?number|contact number|number to reach you|tel[eé]fono|t[eé]l[eé]phone|telefon(?:nummer)?|handy|m[oó]vil|celular',
    ),
  ],
  ['firstName', word('first|first ?name|fname|given ?name|forename|nombre|vorname|pr[eé]nom')],
  ['lastName', word('last|last ?name|lname|family ?name|surname|apellidos?|nachname|nom de famille')],
  [
    'fullName',
    word(
      'name|full ?name|complete name|display ?(?:as|name)|first (?:and|&) last name|name first last|nombre completo|vollst[aä]ndiger name|nom complet',
    ),
  ],
  [
    'company',
    word(
      'company|company ?name|organi[sz]ation|organi[sz]ation ?name|business|business ?name|firm|firm ?name|employer|empresa|firma|soci[eé]t[eé]|unternehmen',
    ),
  ],
  [
    'street',
    word(
      'street|street ?address|street ?(?:1|line ?1)|address|address ?(?:1|line ?1|line one)|addr(?:ess)?1?|line ?1|calle|direcci[oó]n|stra(?:ß|ss)e|adresse|rue',
    ),
  ],
  ['city', word('city|town|city town|town city|suburb|locality|ciudad|ort|stadt|ville')],
  ['state', word('state|province|region|state province(?: region)?|province state|state region|estado|provincia|bundesland')],
  [
    'postalCode',
    word(
      'zip|zip ?code|postal|postal ?code|post ?code|zip postal(?: code)?|postal zip(?: code)?|plz|postleitzahl|c[oó]digo postal|code postal|cp',
    ),
  ],
  ['country', word('country|country ?(?:name|region)|country or region|nation|pa[ií]s|land|pays')],
  ['website', word('web ?site|web ?(?:address|page)|url|web ?site ?url|home ?page|web|sitio web')],
  ['birthday', word('date of birth|birth ?(?:day|date)|dob|fecha de nacimiento|geburtsdatum')],
];

/** What a field is for; undefined where it is not certain. */
export function fieldMeaning({ autocomplete, label, names, type }: FieldSigns): FieldMeaning | undefined {
  const said = autocomplete.toLowerCase().split(/\s+/);
  const token = said.at(-1) ?? '';
  const seen = plain(label);
  const hidden = names.map(plain);
  const all = [...said, seen, ...hidden].join(' ');
  if (role.test(seen) || relation.test(all) || another.test(seen) || /\b(?:fax|pager)\b/.test(all)) return undefined;

  const rest = { use: whichUse(all), purpose: purposeOf(all), isRepeat: repeat.test(seen) };
  const byToken = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
  if (byToken) return { kind: byToken, ...rest };
  if (!silent.test(token)) return undefined;

  // The label decides where there is one; a name only where nothing is to be seen.
  for (const text of seen ? [seen] : hidden.filter((name) => !another.test(name))) {
    const wanted = text
      .replace(repeat, '')
      .replace(/^(?:please )?(?:enter )?(?:your )?/, '')
      .replace(/\s+/g, ' ')
      .trim();
    const kind = labels.find(([, pattern]) => pattern.test(wanted))?.[0];
    if (kind) return { kind, ...rest };
  }
  // Without any word, the kind of keyboard that it asks for.
  const isNameless = !seen && hidden.every((name) => /^(?:(?:field|input|text|ctl|form|el)[\w -]*)?\d*$/.test(name));
  return isNameless && (type === 'email' || type === 'tel') ? { kind: type === 'email' ? 'email' : 'phone', ...rest } : undefined;
}

/** True for the heading of a part of a form that asks for somebody else. */
export function isAboutSomebodyElse(heading: string): boolean {
  const text = plain(heading).replace(/\baccount (?:details|information|info)\b/, '');
  return (
    relation.test(text) ||
    role.test(text) ||
    (another.test(text) && /\b(?:contacts?|persons?|people|clients?|e-?mails?|phones?)\b/.test(text))
  );
}

/** Whether a heading or label speaks of an address for bills or for goods. */
export function purposeOf(text: string): FieldMeaning['purpose'] {
  if (/\b(?:shipping|ship ?to|delivery|deliver to)\b/i.test(text)) return 'shipping';
  return /\b(?:billing|bill ?to|invoic\w*)\b/i.test(text) ? 'billing' : 'main';
}

/** True for a heading under which "Name" is a firm's name. */
export function isAboutCompany(heading: string): boolean {
  return /^(?:the |your )?(?:company|organi[sz]ation|business|firm|employer)(?: (?:details|information|info|profile|data))?$/i.test(
    plain(heading),
  );
}

function whichUse(text: string): FieldUse {
  if (/\b(?:mobile|cell\w*|handy|m[oó]vil)\b/i.test(text)) return 'mobile';
  if (/\b(?:work|business|office|company|corporate)\b/i.test(text)) return 'work';
  return /\b(?:home|personal|private)\b/i.test(text) ? 'home' : 'plain';
}

/** "FirstName*", "first_name:" and "client[first_name]" are one label; what begins a name for machines is taken off. */
function plain(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/\((?:required|optional|if any|if applicable)\)|\b(?:required|optional)\b/gi, ' ')
    .replace(/[^\p{L}\p{N}&#-]+/gu, ' ')
    .replace(/^\s*(?:(?:txt|ddl|inp|input|field|frm|form|ctl\d*|fld)\b[ _-]*)+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
