// The person only in the inputs of an edit form: labels and `autocomplete`, beside hidden inputs of somebody else.
import { html, raw } from 'hono/html';
import type { ContactView } from '../contact-view';
import type { Html } from '../shell';

const FIELDS: readonly [label: string, name: string, autocomplete: string, type: string, value: (contact: ContactView) => string][] = [
  ['First name', 'first_name', 'given-name', 'text', (contact) => contact.firstName],
  ['Last name', 'last_name', 'family-name', 'text', (contact) => contact.lastName],
  ['Email', 'email', 'email', 'email', (contact) => contact.email],
  ['Mobile phone', 'phone_mobile', 'tel', 'tel', (contact) => contact.phone],
  ['Company', 'company', 'organization', 'text', (contact) => contact.company],
  ['Address', 'address1', 'address-line1', 'text', (contact) => contact.street],
  ['City', 'city', 'address-level2', 'text', (contact) => contact.city],
  ['State', 'state', 'address-level1', 'text', (contact) => contact.state],
  ['Postal code', 'postal', 'postal-code', 'text', (contact) => contact.postal],
];

export function formView(contact: ContactView, other: ContactView): Html {
  const statuses = ['New lead', 'Active lead', 'Client', 'No status'];
  return html`<article data-title="Edit contact"><div class="bar"><h1>Edit contact</h1></div>
    <section class="card"><form class="grid" method="post" action="/contacts/${contact.id}/save">
      <input type="hidden" name="last_viewed_email" value="${other.email}"><input type="hidden" name="last_viewed_phone" value="${other.phone}">
      ${FIELDS.map(
        ([label, name, autocomplete, type, value]) =>
          html`<div class="field"><label for="contact_${name}">${label}</label><input id="contact_${name}" name="contact[${name}]" type="${type}" autocomplete="${autocomplete}" value="${value(contact)}"></div>`,
      )}
      <div class="field"><label for="contact_status">Status</label><select id="contact_status">${statuses.map((status) => html`<option${status === contact.status ? raw(' selected') : ''}>${status}</option>`)}</select></div>
      <div class="field" style="grid-column:1/-1"><label for="contact_notes">Notes</label><textarea id="contact_notes" name="contact[notes]" rows="4">${contact.notes}</textarea></div>
      <div style="grid-column:1/-1"><button class="button main-one" type="submit">Save contact</button> <a class="button" href="/contacts/${contact.id}">Cancel</a></div>
    </form></section></article>`;
}
