// A layout that says nothing about itself: plain divs with made-up class names, no links, labels, headings or microdata.
import { html } from 'hono/html';
import type { ContactView } from '../contact-view';
import type { Html } from '../shell';
import { cityLine } from './parts';

export function oddView(contact: ContactView): Html {
  return html`<div data-title="Card"><div class="m7k">
    <div class="q1">${contact.name}</div><div class="q2">${contact.company}</div>
    <div class="q3"><div class="zA">${contact.email}</div><div class="zB">${contact.phone}</div><div class="zC">${cityLine(contact)}</div></div>
  </div>
  <div class="m7k"><div class="q2">${contact.status} · ${contact.created}</div><div class="q3"><div>${contact.notes}</div></div></div></div>`;
}
