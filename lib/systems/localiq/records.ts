// LocaliQ's contacts and interactions as ours. Read only. Without leave to read personal details (accounts with health data), nothing that
// tells who somebody is, or what they said, gets into a record. Source: LocaliQ API docs, contacts, contact interactions, HIPAA.
import { blankContact, type Contact } from '@/lib/domain/contact';
import type { Lead } from '@/lib/domain/lead';
import { normaliseEmail } from '@/lib/domain/normalise';
import { htmlToText } from '@/lib/domain/note-html';
import type { Remote } from '@/lib/systems/system';
import { marksInFields } from './form-marks';
import { choosePhones, looksLikePhone } from './phones';
import { readDuration, readMoment } from './times';
import type { ContactWire, EmbeddedContactWire, InteractionWire } from './wire';

export interface Reading {
  /** IANA zone for times that name none. */
  zone: string;
  /** Names, e-mails, phones, addresses, notes, tags, texts, recordings. */
  allowPersonalDetails: boolean;
}

/** Stands for chats that were no leads, in accounts with Live Chat Platinum. Source: LocaliQ API docs, contacts. */
const nonLeadEmail = 'nonleadchat@reachlocal.com';

/** True for the vendor's fake contact: not a person, to be left out. */
export function isFakeContact(wire: Pick<ContactWire, 'email'> | undefined): boolean {
  return normaliseEmail(wire?.email ?? '') === nonLeadEmail;
}

/** True for a chat that was no lead, by its contact or, where that is missing, by what it is called. */
export function isFakeInteraction(wire: InteractionWire): boolean {
  return isFakeContact(wire.contact) || normaliseEmail(wire.display_name) === nonLeadEmail;
}

// Contacts

/** A contact. LocaliQ keeps no time of change, so `updatedAt` stays 0; what changed is found by comparing content. */
export function readContact(wire: ContactWire, reading: Reading): Remote<Contact> {
  return { id: wire.id, kind: 'contact', value: contactOf(wire, reading) };
}

function contactOf(wire: EmbeddedContactWire, { zone, allowPersonalDetails }: Reading): Contact {
  const impersonal: Contact = {
    ...blankContact(),
    type: wire.status,
    customFields: only({ status: wire.status, archivedOn: dayOf(readMoment(wire.archived_at, zone).at) }),
    addedAt: readMoment(wire.created_at, zone).at,
  };
  if (!allowPersonalDetails) return impersonal;
  const { best, others } = choosePhones([wire.phone_mobile, wire.phone_work, wire.phone_home]);
  return {
    ...impersonal,
    firstName: wire.first_name,
    lastName: wire.last_name,
    companyName: wire.company,
    email: wire.email,
    phone: best,
    additionalPhones: others,
    address1: [wire.address1, wire.address2].filter(Boolean).join(', '),
    city: wire.city,
    state: wire.state,
    postalCode: wire.postal,
    country: wire.country,
    tags: unique(wire.tags),
    customFields: {
      ...impersonal.customFields,
      ...only({ notes: htmlToText(wire.notes), title: wire.title, fax: wire.phone_fax }),
    },
  };
}

function only(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

// Interactions

/** A call, form or chat. */
export function readLead(wire: InteractionWire, reading: Reading): Remote<Lead> {
  const { call, form, chat } = wire;
  const contactId = wire.contact_id || wire.contact?.id || '';
  const createdAt = readMoment(wire.created_at, reading.zone).at;
  const times = [wire.occured_at, wire.occurred_at, call?.occured_at, call?.occurred_at];
  // Where nobody advertised, the campaign's name is that of a source ("Organic Search") and no campaign has an id.
  const isCampaign = wire.master_campaign_id !== '';
  const impersonal: Lead = {
    kind: kindOf(wire),
    contactId,
    contact: blankContact(),
    occurredAt: times.map((time) => readMoment(time, reading.zone).at).find(Boolean) ?? createdAt,
    createdAt,
    campaign: isCampaign ? wire.campaign_name : '',
    source: isCampaign ? '' : wire.campaign_name,
    text: '',
    notes: '',
    tags: [],
    durationSeconds: readDuration(call?.duration),
    recordingUrl: '',
    callerNumber: '',
    trackingNumber: call ? call.dialed_number || call.dialed_umber : '',
  };
  const about = { id: wire.id, kind: 'lead' as const, ...(contactId && { contactId }) };
  if (!reading.allowPersonalDetails) return { ...about, value: impersonal };
  return {
    ...about,
    value: {
      ...impersonal,
      contact: whoItIs(wire, reading),
      text: form ? formText(form) : chat ? chatText(chat) : '',
      notes: htmlToText(wire.notes),
      tags: unique(wire.tags),
      recordingUrl: webAddress(call?.recording_url ?? ''),
      callerNumber: call?.caller_number ?? '',
    },
  };
}

/** `event_type` says it; else the part that is there. New kinds are possible and become 'other'. */
function kindOf({ event_type: type, call, form, chat }: InteractionWire): Lead['kind'] {
  const said = /call|form|chat/i.exec(type)?.[0].toLowerCase();
  if (said === 'call' || said === 'form' || said === 'chat') return said;
  if (type) return 'other';
  return call ? 'call' : form ? 'form' : chat ? 'chat' : 'other';
}

/** For matching only: the embedded contact, with what the form, the call and the title of the lead add to its blanks. */
function whoItIs({ contact: wire, form, call, display_name: title }: InteractionWire, reading: Reading): Contact {
  const contact = wire ? contactOf(wire, reading) : blankContact();
  const found = marksInFields(form?.extra_fields ?? []);
  const emails = [contact.email, ...found.emails, isEmail(title) ? title : ''].filter(Boolean);
  const phones = [contact.phone, ...found.phones, call?.caller_number ?? '', looksLikePhone(title) ? title : ''];
  const { best, others } = choosePhones([...phones, ...contact.additionalPhones]);
  const [email = '', ...additionalEmails] = uniqueBy(emails, (one) => normaliseEmail(one) || one);
  const named = contact.firstName || contact.lastName ? {} : nameIn(title);
  return { ...contact, ...named, email, additionalEmails, phone: best, additionalPhones: others };
}

/** "Last, First", as LocaliQ writes the title of a lead whose name it knows; a number or an e-mail is no name. */
function nameIn(title: string): Partial<Contact> {
  const parts = /^([^,@\d]+),([^,@\d]+)$/.exec(title.slice(0, 200));
  return parts ? { lastName: (parts[1] ?? '').trim(), firstName: (parts[2] ?? '').trim() } : {};
}

const isEmail = (text: string): boolean => normaliseEmail(text) !== '';

/** Subject, message and each field as a line. `full_message` repeats the message and more, so it stands in its place. */
function formText({ subject, message, full_message: full, extra_fields: fields }: NonNullable<InteractionWire['form']>): string {
  const [short, long] = [htmlToText(message), htmlToText(full)];
  const said = long.includes(short) ? [long] : [short, long];
  const lines = fields.map(([name, value]) => [htmlToText(name), htmlToText(value)] as const).filter(([, value]) => value);
  const answers = lines.map(([name, value]) => (name ? `${name}: ${value}` : value)).join('\n');
  return [htmlToText(subject), ...said, answers].filter(Boolean).join('\n\n');
}

/** The summary, then who said what. The time stands as it was sent: it names no zone, and a guessed one would be wrong in silence. */
function chatText({ summary, transcript }: NonNullable<InteractionWire['chat']>): string {
  const lines = transcript.map(({ timestamp, from, message }) => {
    const who = htmlToText(from).trim().replace(/:$/, '');
    const head = [timestamp && `[${timestamp}]`, who && `${who}:`].filter(Boolean).join(' ');
    return [head, htmlToText(message)].filter(Boolean).join(' ');
  });
  return [htmlToText(summary), lines.filter(Boolean).join('\n')].filter(Boolean).join('\n\n');
}

/** Recordings may be opened by whoever has the address: kept only as an https address, never shown in a log. */
function webAddress(text: string): string {
  return /^https:\/\/[^\s"'<>]+$/i.test(text) ? text : '';
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}

/** The first of each key. */
function uniqueBy(texts: string[], keyOf: (text: string) => string): string[] {
  const found = new Map<string, string>();
  for (const text of texts) if (!found.has(keyOf(text))) found.set(keyOf(text), text);
  return [...found.values()];
}

function dayOf(at: number): string {
  return at ? new Date(at).toISOString().slice(0, 10) : '';
}
