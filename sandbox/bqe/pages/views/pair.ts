// Two people side by side, the client and the billing contact, marked alike: nothing says which of them the page is about.
import { html } from 'hono/html';
import type { ClientView } from '../client-view';
import type { Html } from '../shell';
import { mailLink, phoneLink, projectsCard, row, tabs } from './parts';

export function pairView(client: ClientView): Html {
  const people = [
    { role: 'Primary contact', name: client.name, title: 'Owner', email: client.email, phone: client.phone },
    { role: 'Billing contact', ...client.billing },
  ];
  return html`<article data-title="Contacts">
    <div class="head"><div><h1>Contacts of client ${client.number}</h1><p>${people.length} people</p></div></div>
    ${tabs('Contacts')}
    <div class="cards">
      ${people.map(
        (person) => html`<section class="card"><h2>${person.role}</h2><h3>${person.name}</h3><dl>
          ${row('Title', person.title)}${row('E-mail', mailLink(person.email))}${row('Phone', phoneLink(person.phone))}
        </dl></section>`,
      )}
      ${projectsCard(client)}
    </div>
  </article>`;
}
