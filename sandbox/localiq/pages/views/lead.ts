// Two views of a lead: a call of which only the number is known, and a chat whose text names other people's addresses.
import { html } from 'hono/html';
import type { ContactView } from '../contact-view';
import type { Html } from '../shell';
import { faceBlock, mailLink, phoneLink, row, tagsCard, transcript } from './parts';

/** Caller's number, the tracking number that was dialled, and nothing else of the person. */
export function callView(contact: ContactView): Html {
  const call = contact.leads.find((lead) => lead.kind === 'call');
  const number = call?.caller || contact.phone;
  return html`<article data-title="Call from ${number}">
    <div class="bar"><div><h1>Call from ${number}</h1><p class="quiet">${call?.when ?? contact.created} · ${call?.campaign ?? 'Direct'}</p></div></div>
    <div class="cols">
      <section class="card"><h2>Caller</h2><dl>
        ${row('Phone', phoneLink(number))}${row('Caller ID', cityText(contact))}${row('Duration', call?.duration ?? '02:14')}
      </dl></section>
      <section class="card"><h2>Recording</h2><p class="quiet">Dialled (800) 555-0151, forwarded to (202) 555-0150.</p></section>
    </div>
  </article>`;
}

function cityText(contact: ContactView): string {
  return [contact.city, contact.state].filter(Boolean).join(' ').toUpperCase();
}

/** Transcript with other people's addresses as links, beside the lead's own labelled ones. */
export function chatView(contact: ContactView): Html {
  const chat = contact.leads.find((lead) => lead.kind === 'chat');
  return html`<article data-title="${contact.name}">
    <div class="cols">
      <div><section class="card">${faceBlock(contact)}<dl>${row('Email', mailLink(contact.email))}${row('Phone', phoneLink(contact.phone))}</dl></section>${tagsCard(contact)}</div>
      <section class="card"><h2>Chat transcript</h2>${chat ? transcript(chat) : html`<p class="quiet">This chat is empty.</p>`}</section>
    </div>
  </article>`;
}
