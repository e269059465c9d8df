// The labelled view beside decoys: hidden links to another person, and texts that would run if anybody took them for markup.
import { html } from 'hono/html';
import type { ClientView } from '../client-view';
import type { Html } from '../shell';
import { labelledView } from './labelled';

const PAYLOADS = [
  '<script>globalThis.__pwned = true</script>',
  '"><img src=x onerror="globalThis.__pwned = true">',
  "javascript:globalThis.__pwned=true//'",
];

export function hostileView(client: ClientView, other: ClientView): Html {
  return html`<div data-title="${client.name}">
    <div style="display:none"><a href="mailto:${other.email}">${other.email}</a> <a href="tel:+12025550166">hidden</a></div>
    ${labelledView(client)}
    <section class="card" style="margin-top:14px"><h2>Imported remarks</h2>
      <ul class="plain">${PAYLOADS.map((payload) => html`<li title="${payload}">${payload}</li>`)}</ul>
    </section>
  </div>`;
}
