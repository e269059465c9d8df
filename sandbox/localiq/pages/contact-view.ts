// What a page shows of a contact and its leads: texts only, ready to be put (escaped) into any layout.
import { type Contact, type Interaction, type LocaliqState, phoneOf } from '../state';

export interface LeadView {
  id: number;
  kind: 'call' | 'form' | 'chat';
  when: string;
  campaign: string;
  summary: string;
  /** Of calls. */
  caller: string;
  duration: string;
  /** Of forms. */
  answers: [label: string, value: string][];
  /** Of chats. */
  lines: { from: string; text: string; at: string }[];
}

export interface ContactView {
  id: number;
  /** Empty for a caller of whom only the number is known. */
  name: string;
  firstName: string;
  lastName: string;
  company: string;
  email: string;
  phone: string;
  street: string;
  city: string;
  state: string;
  postal: string;
  status: string;
  tags: string[];
  notes: string;
  created: string;
  /** Newest first. */
  leads: LeadView[];
}

const STATUS_NAMES: Record<string, string> = {
  pending_contact: 'New lead',
  active_lead: 'Active lead',
  client: 'Client',
  none: 'No status',
};

/** Prepares one contact for the screen. */
export function viewContact(state: LocaliqState, contact: Contact): ContactView {
  return {
    id: contact.id,
    name: [contact.first_name, contact.last_name].filter(Boolean).join(' '),
    firstName: contact.first_name,
    lastName: contact.last_name,
    company: contact.company,
    email: contact.email,
    phone: shownPhone(phoneOf(contact)),
    street: contact.address1,
    city: contact.city,
    state: contact.state,
    postal: contact.postal,
    status: STATUS_NAMES[contact.status] ?? contact.status,
    tags: contact.tags,
    notes: contact.notes,
    created: dayText(contact.createdAt),
    leads: state
      .leadsOf(contact)
      .sort((a, b) => b.createdAt - a.createdAt)
      .map(viewLead),
  };
}

/** Prepares one lead for the screen. */
function viewLead(lead: Interaction): LeadView {
  const common = { id: lead.id, kind: lead.event_type, when: timeText(lead.occurredAt), campaign: lead.campaign_name };
  const none = { caller: '', duration: '', answers: [], lines: [] };
  switch (lead.event_type) {
    case 'call':
      return {
        ...common,
        ...none,
        summary: 'Incoming call',
        caller: shownPhone(lead.call.caller_number),
        duration: clock(lead.call.durationSeconds),
      };
    case 'form':
      return {
        ...common,
        ...none,
        summary: lead.form.message || 'Form without a message',
        answers: Object.entries(lead.form.extra_fields),
      };
    case 'chat':
      return {
        ...common,
        ...none,
        summary: lead.chat.summary,
        lines: lead.chat.transcript.map((line) => ({ from: line.from, text: line.message, at: timeText(line.at) })),
      };
  }
}

/** Minutes and seconds, as the call list has them. */
function clock(seconds: number): string {
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Ten digits get dots and brackets; anything else stays as somebody typed it. */
function shownPhone(phone: string): string {
  const parts = /^(?:\+?1)?(\d{3})-?(\d{3})-?(\d{4})$/.exec(phone);
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : phone;
}

function dayText(at: number): string {
  return new Date(at).toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });
}

function timeText(at: number): string {
  return new Date(at).toLocaleString('en-US', { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
}
