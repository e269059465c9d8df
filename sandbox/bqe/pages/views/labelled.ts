// The person in a labelled definition list (dt and dd), with mailto and tel links.
import { html } from 'hono/html';
import type { ClientView } from '../client-view';
import type { Html } from '../shell';
import { accountCard, cityLine, heading, mailLink, notesCard, phoneLink, projectsCard, row, tabs, todosCard } from './parts';

export function labelledView(client: ClientView): Html {
  return html`<article data-title="${client.name}">
    ${heading(client)}
    ${tabs('Overview')}
    <div class="cards">
      <section class="card"><h2>Contact information</h2><dl>
        ${row('First name', client.firstName)}
        ${row('Last name', client.lastName)}
        ${row('Company', client.company)}
        ${row('E-mail', mailLink(client.email))}
        ${row('Phone', phoneLink(client.phone))}
        ${row('Website', client.website)}
        ${row('Address', html`${client.street}<br>${cityLine(client)}`)}
      </dl></section>
      ${accountCard(client)}
      ${todosCard(client)}
      ${notesCard(client)}
      ${projectsCard(client)}
    </div>
  </article>`;
}
