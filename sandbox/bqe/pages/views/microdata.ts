// The person marked with schema.org microdata (itemprop), without mailto and tel links and without labels.
import { html, raw } from 'hono/html';
import type { ClientView } from '../client-view';
import type { Html } from '../shell';
import { accountCard, heading, notesCard, projectsCard, tabs, todosCard } from './parts';

export function microdataView(client: ClientView): Html {
  return html`<article data-title="${client.name}" itemscope itemtype="https://schema.org/Person">
    ${heading(client, raw(' itemprop="name"'))}
    ${tabs('Overview')}
    <div class="cards">
      <section class="card">
        <h2>Details</h2>
        <h3><span itemprop="givenName">${client.firstName}</span> <span itemprop="familyName">${client.lastName}</span></h3>
        ${client.company && html`<p class="line quiet" itemprop="worksFor" itemscope itemtype="https://schema.org/Organization"><span itemprop="name">${client.company}</span></p>`}
        ${client.email && html`<p class="line" itemprop="email">${client.email}</p>`}
        ${client.phone && html`<p class="line" itemprop="telephone">${client.phone}</p>`}
        <p class="line" itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
          <span itemprop="streetAddress">${client.street}</span><br>
          <span itemprop="addressLocality">${client.city}</span>, <span itemprop="addressRegion">${client.state}</span>
          <span itemprop="postalCode">${client.zip}</span>
        </p>
      </section>
      ${accountCard(client)}
      ${todosCard(client)}
      ${notesCard(client)}
      ${projectsCard(client)}
    </div>
  </article>`;
}
