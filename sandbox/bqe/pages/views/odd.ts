// A layout that says nothing about itself: plain divs with made-up class names, no links, labels, headings or microdata.
import { html } from 'hono/html';
import type { ClientView } from '../client-view';
import type { Html } from '../shell';
import { cityLine } from './parts';

export function oddView(client: ClientView): Html {
  return html`<div data-title="Card ${client.number}">
    <div class="zq-slab"><div class="vx1">${client.name}</div><div class="vx2">${client.company}</div>
      <div class="kk">
        <div class="jsCellA"><div>${client.email}</div></div>
        <div class="jsCellB"><div>${client.phone}</div></div>
        <div class="jsCellC"><div>${client.street}</div><div>${cityLine(client)}</div></div>
      </div>
    </div>
    <div class="zq-slab"><div class="vx2">${client.manager} · ${client.term}</div>
      <div class="kk">${client.projects.map((project) => html`<div><div>${project.code} ${project.name}</div><div>${project.billed}</div></div>`)}</div>
    </div>
  </div>`;
}
