// The labelled view beside decoys: hidden links to another person, and texts that would run if anybody took them for markup.
import { html } from 'hono/html';
import type { ContactView } from '../contact-view';
import type { Html } from '../shell';
import { labelledView } from './profile';

const PAYLOADS = [
  '<script>globalThis.__pwned = true</script>',
  '"><img src=x onerror="globalThis.__pwned = true">',
  '<svg/onload=globalThis.__pwned=true>',
];

export function hostileView(contact: ContactView, other: ContactView): Html {
  return html`<div data-title="${contact.name}">
    <div style="display:none"><a href="mailto:${other.email}">${other.email}</a> <a href="tel:+12025550166">hidden</a></div>
    ${labelledView(contact)}
    <section class="card"><h2>Imported answers</h2>${PAYLOADS.map((payload) => html`<p class="line" title="${payload}">${payload}</p>`)}</section>
  </div>`;
}
