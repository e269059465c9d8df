// Many people at once, each with mailto and tel links: the page is about nobody in particular.
import { html } from 'hono/html';
import type { ClientView } from '../client-view';
import type { Html } from '../shell';
import { mailLink, phoneLink } from './parts';

export function listView(clients: ClientView[], page: number, pages: number, total: number): Html {
  return html`<div class="head"><div><h1>Clients</h1><p>${total.toLocaleString('en-US')} clients</p></div>
      <div class="do"><a class="button">Export</a><a class="button main-one">New client</a></div></div>
    <section class="card wide"><table>
      <thead><tr><th>Client</th><th>Company</th><th>E-mail</th><th>Phone</th><th>Manager</th><th>Status</th></tr></thead>
      <tbody>${clients.map(
        (client) => html`<tr><td><a href="/webapp/Client/Detail/${client.id}">${client.name}</a></td><td>${client.company}</td>
          <td class="short">${mailLink(client.email)}</td><td class="short">${phoneLink(client.phone)}</td><td class="short">${client.manager}</td>
          <td><span class="chip${client.isActive ? '' : ' grey'}">${client.isActive ? 'Active' : 'Inactive'}</span></td></tr>`,
      )}</tbody>
    </table></section>
    <p class="quiet">Page ${page} of ${pages} ${page > 1 ? html`<a href="?page=${page - 1}">Previous</a>` : ''} ${
      page < pages ? html`<a href="?page=${page + 1}">Next</a>` : ''
    }</p>`;
}
