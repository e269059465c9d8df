// A connection's form as data: which ways to sign in there are, and which fields each asks for. Three systems, one form.
import { checkDeliveryAddress } from '@/lib/domain/delivery-address';
import { type SystemWords, systemWords } from './system-words';

export interface PartnerField {
  name: string;
  label: string;
  /** Ways of signing in that ask for it; all of them unless said otherwise. */
  methods?: readonly string[];
  /** secret: goes into the vault and is never shown again · once: is sent once and kept nowhere. */
  kind?: 'secret' | 'once';
  /** Said behind the label. */
  aside?: string;
  hint?: string;
  placeholder?: string;
  /** What is said where it is blank; absent where it may be. */
  missing?: string;
  /** Why this text will not do, as a sentence. */
  refuse?(text: string): string | undefined;
}

export interface PartnerForm {
  words: SystemWords;
  /** Said while it is not connected. */
  intro: string;
  /** The ways to sign in; a single one is not asked for. */
  methods: readonly { value: string; name: string }[];
  fields: readonly PartnerField[];
  /** Ways of signing in by which the vendor comes back to us. */
  redirects: readonly string[];
  /** How to get what the form asks for, step by step. */
  guide: { title: string; steps: readonly string[] };
}

/** What is connected with: cleaned and complete. A secret that was left alone is absent: the stored one stays. */
export interface PartnerEntry {
  method: string;
  values: Record<string, string>;
}

/** What was typed, by field; a secret is absent while the stored one is left alone. */
export type PartnerDraft = { method: string } & Record<string, string>;

const headerSafe = /^[\x20-\x7e]*$/;
const oddCharacters = (what: string) => `This has characters that no ${what} contains. Copy it again.`;
const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

const clientId: PartnerField = {
  name: 'clientId',
  label: 'Client ID',
  missing: 'Paste the Client ID.',
  refuse: (text) => (headerSafe.test(text) ? undefined : oddCharacters('Client ID')),
};

const clientSecret: PartnerField = {
  name: 'clientSecret',
  label: 'Client secret',
  kind: 'secret',
  missing: 'Paste the Client secret.',
  refuse: (text) => (headerSafe.test(text) ? undefined : oddCharacters('secret')),
};

const accountEmail: PartnerField = {
  name: 'accountEmail',
  label: 'Account email',
  refuse: (text) => (isEmail(text) ? undefined : 'This is not an e-mail address.'),
};

export const bqeForm: PartnerForm = {
  words: systemWords.bqe,
  intro: 'Connect the BQE CORE company whose clients you want to push to HighLevel and pull from it.',
  methods: [
    { value: 'web', name: 'Web app' },
    { value: 'public', name: 'App without secret' },
  ],
  fields: [clientId, { ...clientSecret, methods: ['web'] }],
  redirects: ['web', 'public'],
  guide: {
    title: 'How to make the app',
    steps: [
      'Sign in at api-developer.bqecore.com with your BQE CORE login and register an app. Choose “Web app” if your firm may keep a secret; you then sign in once. An app without a secret asks BQE CORE again about every hour, without you.',
      'Add the redirect address above, letter by letter the same.',
      'Copy the Client ID, and for a Web app the secret, and paste them above.',
      'Sign in as a user who may see and change clients: Lockstep can do what that user can.',
    ],
  },
};

export const localiqForm: PartnerForm = {
  words: systemWords.localiq,
  intro: 'Connect the LocaliQ advertiser whose contacts you want to push to HighLevel.',
  methods: [
    { value: 'oauth', name: 'Sign in with LocaliQ' },
    { value: 'password', name: 'Sign in with password' },
  ],
  fields: [
    clientId,
    clientSecret,
    {
      ...accountEmail,
      methods: ['oauth'],
      aside: 'optional',
      hint: 'With the e-mail of the LocaliQ login the list of its advertisers can be read. Without it you enter the advertiser yourself.',
    },
    { ...accountEmail, methods: ['password'], missing: 'Enter the e-mail of the LocaliQ login.' },
    {
      name: 'password',
      label: 'Password',
      methods: ['password'],
      kind: 'once',
      hint: 'Sent to LocaliQ once and not kept.',
      missing: 'Enter the password of the LocaliQ login.',
    },
  ],
  redirects: ['oauth'],
  guide: {
    title: 'Where to get these',
    steps: [
      'Ask your LocaliQ account team for API access. They send a Client ID and a Client secret.',
      'Tell them the redirect address above, so that “Sign in with LocaliQ” comes back here. Without it, sign in with the password once.',
      'LocaliQ can only be read. What should reach it goes by the connected app below, or by filling its page.',
    ],
  },
};

export const connectedAppForm: PartnerForm = {
  words: systemWords.connectedApp,
  intro:
    'Deliver changes of contacts, tasks and notes to an address of yours: a lead intake that your LocaliQ team gave you, or an automation tool. Off until you connect it.',
  methods: [{ value: 'app', name: 'Connected app' }],
  fields: [
    {
      name: 'deliveryUrl',
      label: 'Delivery URL',
      placeholder: 'https://…',
      hint: 'Every change is sent there as one JSON event. https only, and no address inside your own network.',
      missing: 'Enter the delivery URL.',
      refuse: (text) => checkDeliveryAddress(text).problem,
    },
    {
      name: 'authorization',
      label: 'Authorization header',
      kind: 'secret',
      aside: 'optional',
      placeholder: 'Bearer …',
      hint: 'The whole value, as the receiver asks for it.',
      refuse: (text) => (headerSafe.test(text) ? undefined : oddCharacters('header')),
    },
    {
      name: 'signingSecret',
      label: 'Signing secret',
      kind: 'secret',
      hint: 'Shared with the receiver, which proves by it that a delivery is yours. Long enough that nobody can guess it.',
      missing: 'Enter a secret that you share with the receiver.',
    },
  ],
  redirects: [],
  guide: {
    title: 'What the receiver gets',
    steps: [
      'One POST per change, with the header Idempotency-Key: a delivery that is repeated has the same key.',
      'The header Lockstep-Signature holds t=<seconds> and v1=<signature>: HMAC-SHA256 of the time, a dot and the body, with the signing secret. Refuse what is older than five minutes.',
      'Answer with a status from 200 to 299. On 429 or 5xx Lockstep tries again later; on anything else it asks you.',
    ],
  },
};

/** The fields that this way of signing in asks for. */
export function fieldsOf(form: PartnerForm, method: string): PartnerField[] {
  return form.fields.filter(({ methods }) => !methods || methods.includes(method));
}

/** White space around it, and the invisible characters that copying from web pages brings along, taken away. */
export function cleanText(text: string): string {
  return text.replace(/[\u200b-\u200f\u2028-\u202f\u2060\ufeff]/g, '').trim();
}

/** What keeps the draft from being connected with, per field; empty when nothing does. `stored` names the secrets that the vault holds. */
export function findPartnerErrors(form: PartnerForm, draft: PartnerDraft, stored: readonly string[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { name, missing, refuse } of fieldsOf(form, draft.method)) {
    const text = cleanText(draft[name] ?? '');
    const isKept = stored.includes(name) && draft[name] === undefined;
    const error = text ? refuse?.(text) : isKept ? undefined : missing;
    if (error) errors[name] = error;
  }
  return errors;
}

/** The draft as what is connected with. */
export function toPartnerEntry(form: PartnerForm, draft: PartnerDraft): PartnerEntry {
  const values: Record<string, string> = {};
  for (const { name, kind } of fieldsOf(form, draft.method)) {
    const text = draft[name];
    // A password is used as it was typed.
    if (text !== undefined) values[name] = kind === 'once' ? text : cleanText(text);
  }
  return { method: draft.method, values };
}
