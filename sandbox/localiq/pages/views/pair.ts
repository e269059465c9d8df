// Two people side by side, marked alike: "is this the same person?" Nothing says which of them the page is about.
import { html } from 'hono/html';
import type { ContactView } from '../contact-view';
import type { Html } from '../shell';
import { initials, mailLink, phoneLink, row } from './parts';

export function pairView(contact: ContactView, other: ContactView): Html {
  return html`<article data-title="Possible duplicate">
    <div class="bar"><div><h1>Possible duplicate</h1><p class="quiet">Compare both contacts before you merge them.</p></div>
      <div class="do"><a class="button">Keep both</a><a class="button main-one">Merge</a></div></div>
    <div class="tiles">${[contact, other].map(
      (
        person,
      ) => html`<section class="card"><div class="who"><span class="face big" aria-hidden="true">${initials(person)}</span><h3>${person.name}</h3><p class="quiet">${person.company}</p></div><dl>
        ${row('Email', mailLink(person.email))}${row('Phone', phoneLink(person.phone))}${row('Added', person.created)}
      </dl></section>`,
    )}</div>
  </article>`;
}
