// Three views of a contact with the same look and different marks: labels and links, microdata, or a heading with bare links.
import { html, raw } from 'hono/html';
import type { ContactView } from '../contact-view';
import type { Html } from '../shell';
import { cityLine, faceBlock, mailLink, notesCard, phoneLink, row, tagsCard, timelineCard } from './parts';

/** Labelled definition list with mailto and tel links. */
export function labelledView(contact: ContactView): Html {
  return profile(
    contact,
    html`${faceBlock(contact)}<dl>
      ${row('Email', mailLink(contact.email))}
      ${row('Phone', phoneLink(contact.phone))}
      ${row('Address', contact.street && html`${contact.street}<br>${cityLine(contact)}`)}
      ${row('Added', contact.created)}
    </dl>`,
  );
}

/** schema.org microdata only. */
export function microdataView(contact: ContactView): Html {
  return profile(
    contact,
    html`<div itemscope itemtype="https://schema.org/Person">
      ${faceBlock(contact, raw(' itemprop="name"'))}
      ${contact.email && html`<p class="line" itemprop="email">${contact.email}</p>`}
      ${contact.phone && html`<p class="line" itemprop="telephone">${contact.phone}</p>`}
      <p class="line">${contact.street}<br>${cityLine(contact)}</p>
    </div>`,
  );
}

/** A heading and bare links. */
export function linksView(contact: ContactView): Html {
  return profile(
    contact,
    html`${faceBlock(contact)}
      ${contact.email && html`<p class="line">${mailLink(contact.email)}</p>`}
      ${contact.phone && html`<p class="line">${phoneLink(contact.phone)}</p>`}
      <p class="line quiet">${cityLine(contact)}</p>`,
  );
}

function profile(contact: ContactView, details: Html): Html {
  return html`<article data-title="${contact.name}"><div class="cols">
    <div><section class="card">${details}</section>${tagsCard(contact)}</div>
    <div>${timelineCard(contact.leads)}${notesCard(contact)}</div>
  </div></article>`;
}
