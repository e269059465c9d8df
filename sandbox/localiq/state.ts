// What the stand-in for LocaliQ knows: contacts and leads per advertiser, and how tests and pages look things up and change them.
import type { Person } from '../core/people';
import type { World } from '../core/service';
import { contactIdOf, leadIdOf } from './ids';
import { createSignIn, type SignIn } from './sign-in';

/** The four statuses of the API docs; the web app may know more. */
export type Status = 'pending_contact' | 'active_lead' | 'client' | 'none';

/** A contact as LocaliQ keeps it. Empty text means "no value". Times are epoch milliseconds. */
export interface Contact {
  id: number;
  first_name: string;
  last_name: string;
  email: string;
  company: string;
  title: string;
  phone_home: string;
  phone_work: string;
  phone_mobile: string;
  phone_fax: string;
  address1: string;
  address2: string;
  city: string;
  state: string;
  postal: string;
  country: string;
  notes: string;
  tags: string[];
  status: Status;
  createdAt: number;
  archivedAt: number | null;
}

interface InteractionBase {
  id: number;
  contact_id: number;
  campaign_id: number;
  /** Digits; empty for organic leads. */
  master_campaign_id: string;
  campaign_name: string;
  createdAt: number;
  occurredAt: number;
  readAt: number | null;
  importantAt: number | null;
  archivedAt: number | null;
  display_name: string;
  notes: string;
  tags: string[];
}

interface CallDetails {
  durationSeconds: number;
  recording_url: string;
  target_number: string;
  dialed_number: string;
  caller_number: string;
}

interface FormDetails {
  sub_type: string;
  subject: string;
  message: string;
  full_message: string;
  extra_fields: Record<string, string>;
}

interface ChatDetails {
  summary: string;
  transcript: { id: number; at: number; from: string; message: string }[];
}

export type Interaction = InteractionBase &
  ({ event_type: 'call'; call: CallDetails } | { event_type: 'form'; form: FormDetails } | { event_type: 'chat'; chat: ChatDetails });

/** One business that advertises; its GMAID keys every list. */
export interface Advertiser {
  gmaid: string;
  name: string;
  hipaaProtected: boolean;
  /** Of the signed-in user; below 3 a HIPAA-protected advertiser answers 403. */
  privilegeLevel: number;
  /** 0 inactive, 1 grace, 2 active. */
  activeState: 0 | 1 | 2;
  contacts: Contact[];
  interactions: Interaction[];
}

export interface LocaliqState {
  advertisers: Advertiser[];
  /** The first advertiser: the one that pages and helpers work on. */
  advertiser: Advertiser;
  signIn: SignIn;
  contactById: (id: number) => Contact | undefined;
  contactOf: (person: Person) => Contact | undefined;
  contactByEmail: (email: string) => Contact | undefined;
  leadById: (id: number) => Interaction | undefined;
  /** A person's first lead. */
  leadOf: (person: Person) => Interaction | undefined;
  leadsOf: (contact: Contact) => Interaction[];
  addContact: (fields: Partial<Contact>) => Contact;
  addCall: (contact: Contact, call?: Partial<CallDetails>, fields?: Partial<InteractionBase>) => Interaction;
  addForm: (contact: Contact, form?: Partial<FormDetails>, fields?: Partial<InteractionBase>) => Interaction;
  addChat: (contact: Contact, chat?: Partial<ChatDetails>, fields?: Partial<InteractionBase>) => Interaction;
  /** A colleague edits a contact in the web app. Nothing tells when: LocaliQ keeps no time of the last update. */
  edit: (contact: Contact, changes: Partial<Contact>) => Contact;
}

/** The business's own number that tracking numbers forward to. */
const TARGET_NUMBER = '2025550150';
const TRACKING_NUMBER = '8005550151';

export function createState(world: World, advertisers: Advertiser[]): LocaliqState {
  const advertiser = advertisers[0];
  if (!advertiser) throw new Error('At least one advertiser is needed');

  const newId = () => 3_000_000_000 + world.random.int(0, 999_999_999);

  function add(interaction: Interaction): Interaction {
    state.advertiser.interactions.push(interaction);
    return interaction;
  }

  function base(contact: Contact, fields: Partial<InteractionBase>): InteractionBase {
    const name = [contact.last_name, contact.first_name].filter(Boolean).join(', ');
    return {
      id: newId(),
      contact_id: contact.id,
      campaign_id: 771_204,
      master_campaign_id: '1994421',
      campaign_name: 'Search - Spring Tune-Up',
      createdAt: world.now(),
      occurredAt: world.now(),
      readAt: null,
      importantAt: null,
      archivedAt: null,
      display_name: name || contact.email || phoneOf(contact),
      notes: '',
      tags: [],
      ...fields,
    };
  }

  const state: LocaliqState = {
    advertisers,
    advertiser,
    signIn: createSignIn(world),
    contactById: (id) => state.advertiser.contacts.find((contact) => contact.id === id),
    contactOf: (person) => state.contactById(contactIdOf(person)),
    contactByEmail: (email) => state.advertiser.contacts.find((contact) => contact.email === email),
    leadById: (id) => state.advertiser.interactions.find((interaction) => interaction.id === id),
    leadOf: (person) => state.leadById(leadIdOf(person)),
    leadsOf: (contact) => state.advertiser.interactions.filter((interaction) => interaction.contact_id === contact.id),
    addContact(fields) {
      const contact: Contact = { ...emptyContact(newId(), world.now()), ...fields };
      state.advertiser.contacts.push(contact);
      return contact;
    },
    addCall(contact, call = {}, fields = {}) {
      const details: CallDetails = {
        durationSeconds: 134,
        recording_url: `https://recordings.example.net/${newId()}.mp3`,
        target_number: TARGET_NUMBER,
        dialed_number: TRACKING_NUMBER,
        caller_number: phoneOf(contact),
        ...call,
      };
      return add({ ...base(contact, { tags: ['Call', 'Search - Spring Tune-Up'], ...fields }), event_type: 'call', call: details });
    },
    addForm(contact, form = {}, fields = {}) {
      const message = form.message ?? 'Please send me a quote.';
      const details: FormDetails = {
        sub_type: 'FormPost',
        subject: '',
        message,
        full_message: message,
        extra_fields: {},
        ...form,
      };
      return add({ ...base(contact, { tags: ['Form', 'Google'], ...fields }), event_type: 'form', form: details });
    },
    addChat(contact, chat = {}, fields = {}) {
      const details: ChatDetails = { summary: 'Asked for opening hours.', transcript: [], ...chat };
      return add({ ...base(contact, { tags: ['Chat', 'Live Chat'], ...fields }), event_type: 'chat', chat: details });
    },
    edit: (contact, changes) => Object.assign(contact, changes),
  };
  return state;
}

/** The first number of a contact, as typed; empty where there is none. */
export function phoneOf(contact: Contact): string {
  return contact.phone_mobile || contact.phone_work || contact.phone_home;
}

export function emptyContact(id: number, createdAt: number): Contact {
  return {
    id,
    first_name: '',
    last_name: '',
    email: '',
    company: '',
    title: '',
    phone_home: '',
    phone_work: '',
    phone_mobile: '',
    phone_fax: '',
    address1: '',
    address2: '',
    city: '',
    state: '',
    postal: '',
    country: '',
    notes: '',
    tags: [],
    status: 'pending_contact',
    createdAt,
    archivedAt: null,
  };
}
