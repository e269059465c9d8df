// Many people at once, each with mailto and tel links: the page is about nobody in particular.
import { html } from 'hono/html';
import type { ContactView } from '../contact-view';
import type { Html } from '../shell';
import { mailLink, phoneLink } from './parts';

export function listView(contacts: ContactView[], total: number): Html {
  return html`<main><div class="bar"><div><h1>Contacts</h1><p class="quiet">${total.toLocaleString('en-US')} people</p></div><div class="do"><a class="button">Import</a><a class="button main-one">Add contact</a></div></div>
    <section class="card"><table><thead><tr><th>Name</th><th>Company</th><th>Email</th><th>Phone</th><th>Status</th><th>Added</th></tr></thead>
    <tbody>${contacts.map(
      (
        contact,
      ) => html`<tr><td><a href="/contacts/${contact.id}">${contact.name || 'Unknown caller'}</a></td><td>${contact.company}</td><td class="short">${mailLink(contact.email)}</td>
        <td class="short">${phoneLink(contact.phone)}</td><td class="short"><span class="pill${contact.status === 'Client' ? ' green' : ''}">${contact.status}</span></td><td class="short">${contact.created}</td></tr>`,
    )}</tbody></table></section></main>`;
}
