// The person under a heading, with bare mailto and tel links: no labels, no microdata.
import { html } from 'hono/html';
import type { ClientView } from '../client-view';
import type { Html } from '../shell';
import { accountCard, cityLine, heading, mailLink, notesCard, phoneLink, projectsCard, tabs, todosCard } from './parts';

export function linksView(client: ClientView): Html {
  return html`<article data-title="${client.name}">
    ${heading(client)}
    ${tabs('Overview')}
    <div class="cards">
      <section class="card">
        <h2>Reach</h2>
        <ul class="plain">
          ${client.email && html`<li>${mailLink(client.email)}</li>`}
          ${client.phone && html`<li>${phoneLink(client.phone)}</li>`}
          <li>${client.street}, ${cityLine(client)}</li>
        </ul>
      </section>
      ${accountCard(client)}
      ${todosCard(client)}
      ${notesCard(client)}
      ${projectsCard(client)}
    </div>
  </article>`;
}
