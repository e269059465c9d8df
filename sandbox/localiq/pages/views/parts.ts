// Pieces that several views of a contact share: the face card, the timeline, and links.
import { html, raw } from 'hono/html';
import type { ContactView, LeadView } from '../contact-view';
import { type Html, icon } from '../shell';

/** Two letters for the round badge, by code point so that emoji stay whole. */
export function initials(contact: Pick<ContactView, 'firstName' | 'lastName'>): string {
  return [contact.firstName, contact.lastName].map((name) => (/\p{L}/u.exec(name)?.[0] ?? '').toUpperCase()).join('') || '#';
}

/** Face, name (as the level-1 heading) and status; `mark` is put on the heading. */
export function faceBlock(contact: ContactView, mark: Html | '' = ''): Html {
  return html`<div class="who">
    <span class="face big" aria-hidden="true">${initials(contact)}</span>
    <h1${mark}>${contact.name || contact.phone || 'Unknown caller'}</h1>
    ${contact.company && html`<p class="quiet">${contact.company}</p>`}
    <span class="pill${contact.status === 'Client' ? ' green' : ''}">${contact.status}</span>
  </div>`;
}

export function mailLink(email: string): Html | string {
  return email && html`<a href="mailto:${email}">${email}</a>`;
}

/** A `tel:` link where the text begins with a number, else the text as it is. */
export function phoneLink(phone: string): Html | string {
  const digits = phone.replace(/x.*$/i, '').replace(/\D/g, '');
  return digits.length < 7 ? phone : html`<a href="tel:${digits.length === 10 ? `+1${digits}` : `+${digits}`}">${phone}</a>`;
}

/** A row of a definition list; none for an empty value. */
export function row(label: string, value: Html | string): Html | string {
  return value && html`<dt>${label}</dt><dd>${value}</dd>`;
}

export function cityLine(contact: ContactView): string {
  return [contact.city, [contact.state, contact.postal].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

export function tagsCard(contact: ContactView): Html {
  return html`<section class="card"><h2>Tags</h2><div class="tags">${
    contact.tags.length > 0 ? contact.tags.map((tag) => html`<span class="pill grey">${tag}</span>`) : html`<p class="quiet">No tags</p>`
  }</div></section>`;
}

export function notesCard(contact: ContactView): Html {
  return html`<section class="card"><h2>Notes</h2><p class="quiet">${contact.notes || 'No notes yet.'}</p></section>`;
}

export function timelineCard(leads: LeadView[]): Html {
  return html`<section class="card"><h2>Activity</h2>${
    leads.length > 0 ? leads.map(leadRow) : html`<p class="quiet">No activity yet.</p>`
  }</section>`;
}

const KIND_NAMES = { call: 'Phone call', form: 'Web form', chat: 'Live chat' };

function leadRow(lead: LeadView): Html {
  return html`<div class="event"><span class="icon">${icon(lead.kind)}</span>
    <div><b>${KIND_NAMES[lead.kind]}</b> <span class="small">${lead.campaign}</span><p>${lead.summary}</p>
      ${lead.duration && html`<p class="small">Lasted ${lead.duration}</p>`}</div>
    <span class="small">${lead.when}</span></div>`;
}

/** A chat as bubbles; addresses in it become links, as such apps do. */
export function transcript(lead: LeadView): Html {
  return html`<div class="log">${lead.lines.map(
    (line) =>
      html`<div${line.from === 'Agent:' ? raw(' class="out"') : ''}><small>${line.from} ${line.at}</small>${withMailLinks(line.text)}</div>`,
  )}</div>`;
}

/** Text with each e-mail address in it as a link; everything is escaped. */
function withMailLinks(text: string): Html[] {
  return text
    .split(/([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="mailto:${part}">${part}</a>` : html`${part}`));
}
