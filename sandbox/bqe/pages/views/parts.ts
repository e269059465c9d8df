// Pieces that several views of a client share: the heading, the tabs, and the cards around the person.
import { html, raw } from 'hono/html';
import type { ClientView } from '../client-view';
import type { Html } from '../shell';

/** Heading with the client's name; `attributes` carries marks such as itemprop. */
export function heading(client: ClientView, nameMark: Html | '' = ''): Html {
  return html`<div class="head">
    <span class="round" aria-hidden="true">${initials(client)}</span>
    <div>
      <h1${nameMark}>${client.name}</h1>
      <p>${client.company ? `${client.company} · ` : ''}Client ${client.number} <span class="chip${client.isActive ? '' : ' grey'}">${client.isActive ? 'Active' : 'Inactive'}</span></p>
    </div>
    <div class="do"><a class="button" href="/webapp/Client/Edit/${client.id}">Edit</a><a class="button main-one" href="/webapp/TimeEntry/Sheet">New invoice</a></div>
  </div>`;
}

/** Two letters for the round badge, by code point so that emoji stay whole. */
function initials(client: Pick<ClientView, 'firstName' | 'lastName'>): string {
  return [client.firstName, client.lastName].map((name) => (/\p{L}/u.exec(name)?.[0] ?? '').toUpperCase()).join('');
}

export function tabs(current: string): Html {
  const names = ['Overview', 'Contacts', 'Projects', 'Invoices', 'To-Dos', 'Notes', 'Documents'];
  return html`<div class="tabs" role="presentation">${names.map(
    (name) => html`<a${name === current ? raw(' aria-current="true"') : ''}>${name}</a>`,
  )}</div>`;
}

/** A `mailto:` link, or nothing. */
export function mailLink(email: string, mark: Html | '' = ''): Html | string {
  return email && html`<a href="mailto:${email}"${mark}>${email}</a>`;
}

/** A `tel:` link where the text is a number, else the text as it is. */
export function phoneLink(phone: string, mark: Html | '' = ''): Html | string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 7) return mark ? html`<span${mark}>${phone}</span>` : phone;
  return html`<a href="tel:${digits.length === 10 ? `+1${digits}` : digits}"${mark}>${phone}</a>`;
}

/** A row of a definition list; none for an empty value. */
export function row(label: string, value: Html | string): Html | string {
  return value && html`<dt>${label}</dt><dd>${value}</dd>`;
}

export function cityLine(client: ClientView): string {
  return [client.city, [client.state, client.zip].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

export function accountCard(client: ClientView): Html {
  return html`<section class="card"><h2>Account</h2><dl>
    ${row('Manager', client.manager)}${row('Client since', client.since)}${row('Terms', client.term)}${row('Memo', client.memo)}
  </dl></section>`;
}

export function projectsCard(client: ClientView): Html {
  return html`<section class="card wide"><h2>Projects</h2><table>
    <thead><tr><th>Code</th><th>Project</th><th>Phase</th><th class="num">Billed</th></tr></thead>
    <tbody>${client.projects.map(
      (project) =>
        html`<tr><td>${project.code}</td><td>${project.name}</td><td>${project.phase}</td><td class="num">${project.billed}</td></tr>`,
    )}</tbody></table></section>`;
}

export function todosCard(client: ClientView): Html {
  const items = client.todos.map((todo) => html`<li>${todo.title}<br><small>${todo.isDone ? 'Completed' : todo.due}</small></li>`);
  return html`<section class="card"><h2>To-Dos</h2>${
    items.length > 0 ? html`<ul class="plain">${items}</ul>` : html`<p class="quiet">No to-dos for this client.</p>`
  }</section>`;
}

export function notesCard(client: ClientView): Html {
  const items = client.notes.map((note) => html`<li>${note.text}<br><small>${note.date} · ${note.by}</small></li>`);
  return html`<section class="card"><h2>Notes</h2>${
    items.length > 0 ? html`<ul class="plain">${items}</ul>` : html`<p class="quiet">No notes for this client.</p>`
  }</section>`;
}
