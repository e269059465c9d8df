// Contacts and leads as the API writes them: keys that are left out, the misspelt time, durations as text. LocaliQ API docs, contacts
// and contact interactions.
import type { LocaliqQuirks } from '../quirks';
import type { Contact, Interaction } from '../state';

type Wire = Record<string, unknown>;

export function contactWire(contact: Contact, quirks: LocaliqQuirks): Wire {
  const { id, tags, status, createdAt, archivedAt, ...texts } = contact;
  const wire: Wire = {
    id,
    ...withEmpties(texts, contact.id, quirks),
    tags,
    status: statusText(status, quirks),
    created_at: timeText(createdAt, quirks),
  };
  return { ...wire, ...withEmpties({ archived_at: archivedAt === null ? '' : timeText(archivedAt, quirks) }, contact.id, quirks) };
}

export function interactionWire(lead: Interaction, contact: Contact | undefined, quirks: LocaliqQuirks): Wire {
  const times = { read_at: lead.readAt, important_at: lead.importantAt, archived_at: lead.archivedAt };
  const texts = {
    master_campaign_id: lead.master_campaign_id,
    campaign_name: lead.campaign_name,
    display_name: lead.display_name,
    notes: lead.notes,
    ...Object.fromEntries(Object.entries(times).map(([name, at]) => [name, at === null ? '' : timeText(at, quirks)])),
  };
  return {
    id: lead.id,
    contact_id: lead.contact_id,
    campaign_id: lead.campaign_id,
    ...withEmpties(texts, lead.id, quirks),
    event_type: lead.event_type,
    created_at: timeText(lead.createdAt, quirks),
    [quirks.occurredSpelling]: timeText(lead.occurredAt, quirks),
    status: statusText(contact?.status ?? 'none', quirks),
    tags: lead.tags,
    ...(contact ? { contact: contactWire(contact, quirks) } : {}),
    ...detailsWire(lead, quirks),
  };
}

function detailsWire(lead: Interaction, quirks: LocaliqQuirks): Wire {
  switch (lead.event_type) {
    case 'call': {
      const { durationSeconds, dialed_number, ...rest } = lead.call;
      const texts = { ...rest, [quirks.dialedSpelling]: dialed_number };
      const duration = quirks.durationAsText ? minutesText(durationSeconds) : durationSeconds;
      return { call: { [quirks.occurredSpelling]: timeText(lead.occurredAt, quirks), duration, ...withEmpties(texts, lead.id, quirks) } };
    }
    case 'form': {
      const { extra_fields, sub_type, ...texts } = lead.form;
      return { form: { sub_type, ...withEmpties(texts, lead.id, quirks), extra_fields: fieldsWire(extra_fields, quirks) } };
    }
    case 'chat':
      return {
        chat: {
          summary: lead.chat.summary,
          transcript: lead.chat.transcript.map(({ id, at, from, message }) => ({ id, timestamp: usTime(at), from, message })),
        },
      };
  }
}

/** Keys are left out when empty, and empty texts occur too: in `mixed`, which of both depends on the record. */
function withEmpties(texts: Record<string, string>, id: number, quirks: LocaliqQuirks): Wire {
  const wire: Wire = {};
  Object.entries(texts).forEach(([name, value], index) => {
    if (value !== '') wire[name] = value;
    else if (quirks.empties === 'text' || (quirks.empties === 'mixed' && (id + index) % 3 === 0)) wire[name] = '';
    else if (quirks.empties === 'null' || (quirks.empties === 'mixed' && (id + index) % 3 === 1)) wire[name] = null;
  });
  return wire;
}

function fieldsWire(fields: Record<string, string>, quirks: LocaliqQuirks): unknown {
  return quirks.extraFieldsAs === 'object' ? fields : Object.entries(fields).map(([name, value]) => ({ name, value }));
}

/** Words of the newer web app, as far as LocaliQ's own pages name them. */
const newerStatuses = { pending_contact: 'NEW', active_lead: 'IN_PROGRESS', client: 'CUSTOMER', none: 'OTHER' };

function statusText(status: keyof typeof newerStatuses, quirks: LocaliqQuirks): string {
  return quirks.statuses === 'published' ? status : newerStatuses[status];
}

function timeText(at: number, quirks: LocaliqQuirks): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, quirks.timesWithZone ? 'Z' : '');
}

function minutesText(seconds: number): string {
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

const day = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
const timeOfDay = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
// Made once: making one costs a hundred times as much as using it.
const american = new Intl.DateTimeFormat('en-US', { ...day, ...timeOfDay, timeZone: 'UTC' });

/** `M/D/YYYY h:mm:ss AM`, without a zone. */
function usTime(at: number): string {
  return american
    .format(at)
    .replace(/\u202f/g, ' ')
    .replace(', ', ' ');
}
