// The advertiser's contacts and leads when the sandbox starts, with the traps that the LocaliQ API docs warn of.
import { AVERY, BRIAR, CAMERON, KIT, type Person, WREN } from '../core/people';
import type { World } from '../core/service';
import { contactIdOf, leadIdOf } from './ids';
import { type Advertiser, type Contact, createState, emptyContact, type LocaliqState, type Status } from './state';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** Who is signed in to the web app. Never the person of a page. */
export const SIGNED_IN = { name: 'Noor Bramwell', email: 'noor.bramwell@hearthside.example.com' };
/** The vendor's help desk, as in the footer of each page. Never the person of a page. */
export const SUPPORT = { email: 'success@localiq.example.com', phone: '(800) 555-0188' };
/** An e-mail that turns up inside a chat without being the lead's. */
export const BYSTANDER_EMAIL = 'front.desk@hearthside.example.com';
/** E-mail of the fake contacts that stand for chats without a lead. LocaliQ API docs, contacts. */
export const NON_LEAD_EMAIL = 'nonleadchat@reachlocal.com';

/** The advertisers of the signed-in user: an ordinary one, one protected by HIPAA, one without an active campaign. */
export const GMAID = 'USA_204417';
export const HIPAA_GMAID = 'USA_204900';
export const INACTIVE_GMAID = 'CAN_118203';

const STATUSES: readonly Status[] = ['active_lead', 'client', 'pending_contact', 'none'];
const CAMPAIGNS = ['Search - Spring Tune-Up', 'Organic Search', 'Facebook - Reviews', 'Direct Traffic'];

/** Creates the state with everything in it. */
export function seedState(world: World): LocaliqState {
  const state = createState(world, [
    advertiser(GMAID, 'Hearthside Home Services', 2),
    { ...advertiser(HIPAA_GMAID, 'Rivermark Physical Therapy', 2), hipaaProtected: true, privilegeLevel: 2 },
    advertiser(INACTIVE_GMAID, 'Hearthside Cottages', 0),
  ]);
  state.signIn.users.push({ email: SIGNED_IN.email, password: 'sandbox', name: SIGNED_IN.name, buid: 55_101, businessId: 90_412 });
  const residents = world.people.filter((person) => person.systems.includes('localiq'));
  const taken = new Set<number>();
  residents.forEach((person, index) => {
    addPerson(state, world, person, index, taken);
  });
  addTourLeads(state, world);
  addTraps(state, world);
  const patient = emptyContact(2_800_000_001, world.now() - 4 * DAY);
  state.advertisers[1]?.contacts.push({ ...patient, first_name: 'Sol', last_name: 'Tarn', email: 'sol.tarn@example.net' });
  return state;
}

function advertiser(gmaid: string, name: string, activeState: 0 | 1 | 2): Advertiser {
  return { gmaid, name, hipaaProtected: false, privilegeLevel: 3, activeState, contacts: [], interactions: [] };
}

/** One contact and its first lead: a form, a call or a chat in turn. */
function addPerson(state: LocaliqState, world: World, person: Person, index: number, taken: Set<number>): void {
  const isFresh = person === KIT;
  const createdAt = isFresh ? world.now() - 2 * HOUR : world.now() - (3 + (index % 80)) * DAY;
  const contact = state.addContact({
    id: freeId(taken, contactIdOf(person)),
    first_name: person.firstName,
    last_name: person.lastName,
    email: person.email ?? '',
    company: person.company ?? '',
    ...phones(person.phone, index),
    address1: person.street,
    city: person.city,
    state: person.state,
    postal: person.postalCode,
    country: person.country,
    status: isFresh ? 'pending_contact' : (STATUSES[index % STATUSES.length] ?? 'none'),
    tags: isFresh ? ['Form'] : [CAMPAIGNS[index % CAMPAIGNS.length] ?? 'Google'],
    notes: person === AVERY ? 'Asked about the lobby. Call back before ten.' : '',
    createdAt,
  });
  const fields = {
    id: leadIdOf(person),
    createdAt,
    occurredAt: createdAt - 90_000,
    campaign_name: CAMPAIGNS[index % CAMPAIGNS.length] ?? '',
    master_campaign_id: index % 4 === 1 ? '' : '1994421',
  };
  const kind = person === AVERY || person === KIT ? 0 : person === BRIAR ? 1 : person === CAMERON || person === WREN ? 2 : index % 3;
  if (kind === 0) state.addForm(contact, formOf(person), fields);
  else if (kind === 1) state.addCall(contact, { durationSeconds: 40 + ((index * 37) % 900) }, fields);
  else state.addChat(contact, { summary: 'Wants an estimate next week.', transcript: transcriptOf(person, createdAt) }, fields);
}

function formOf(person: Person) {
  const message = 'We would like a quote for the front office. Mornings are best.';
  return {
    message,
    full_message: `Name: ${person.firstName} ${person.lastName}\nE-mail: ${person.email ?? ''}\nPhone: ${person.phone ?? ''}\n\n${message}`,
    extra_fields: { 'Best time': 'Morning', 'How did you hear about us?': 'Search' },
  };
}

function transcriptOf(person: Person, at: number) {
  return [
    { id: 1, at: at - 240_000, from: 'Agent:', message: 'Hello! How can we help?' },
    { id: 2, at: at - 200_000, from: 'Visitor:', message: `I am ${person.firstName}. Do you do <b>estimates</b> & repairs?` },
    { id: 3, at: at - 160_000, from: 'Agent:', message: `Yes. You can also write to ${BYSTANDER_EMAIL} or call 202-555-0150.` },
    { id: 4, at: at - 120_000, from: 'Visitor:', message: 'Thanks, next week then.' },
  ];
}

/** Numbers come in whatever form and field somebody put them. */
function phones(phone: string | null, index: number): Partial<Contact> {
  if (phone === null) return {};
  const digits = /^\+1(\d{10})$/.exec(phone)?.[1];
  if (!digits) return { phone_work: phone };
  const dashed = `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
  const forms: Partial<Contact>[] = [
    { phone_mobile: digits },
    { phone_work: dashed },
    { phone_home: phone },
    { phone_work: `${dashed} x12` },
  ];
  return forms[index % forms.length] ?? {};
}

function freeId(taken: Set<number>, wanted: number): number {
  let id = wanted;
  while (taken.has(id)) id += 1;
  taken.add(id);
  return id;
}

/** The person of the tour has been in touch in every way. */
function addTourLeads(state: LocaliqState, world: World): void {
  const contact = state.contactOf(AVERY);
  if (!contact) return;
  const times = (daysAgo: number) => ({ createdAt: world.now() - daysAgo * DAY, occurredAt: world.now() - daysAgo * DAY });
  state.addCall(contact, { durationSeconds: 372 }, times(2));
  state.addChat(contact, { summary: 'Asked whether we also do repairs.', transcript: transcriptOf(AVERY, times(1).createdAt) }, times(1));
}

/** Rows that are no plain person with an address. */
function addTraps(state: LocaliqState, world: World): void {
  const at = world.now() - 5 * DAY;
  const fake = state.addContact({ first_name: 'Non-Lead', last_name: 'Chat', email: NON_LEAD_EMAIL, createdAt: at, status: 'none' });
  state.addChat(fake, { summary: 'Asked for the opening hours.' }, { createdAt: at, occurredAt: at });

  const caller = state.addContact({ phone_home: '2025550171', city: 'Arlington', state: 'VA', createdAt: at });
  state.addCall(caller, { durationSeconds: 9, recording_url: '' }, { createdAt: at, occurredAt: at, display_name: '2025550171' });

  const hidden = state.addContact({ first_name: 'Juniper', last_name: 'Voss', createdAt: at });
  const extra = { 'Your E-Mail': 'juniper.voss@example.com', 'Best number to reach you': '202.555.0172', comments_2: 'Two windows' };
  state.addForm(hidden, { extra_fields: extra, message: '' }, { createdAt: at, occurredAt: at });

  const spam = state.addContact({ first_name: 'test', last_name: 'test', email: 'test@example.org', phone_mobile: 'n/a', createdAt: at });
  state.edit(spam, { archivedAt: at + HOUR });
  state.addForm(
    spam,
    { sub_type: 'FormEmail', message: 'CHEAP SEO <a href="https://spam.example.net">click</a>' },
    { createdAt: at, occurredAt: at },
  );
}
