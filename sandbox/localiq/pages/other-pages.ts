// Pages that are about no contact: reports and chat inside the app, the marketing site and the help centre outside. Nothing is to be
// recognised on any of them, and the last two are not even the app.
import { html } from 'hono/html';
import type { LocaliqState } from '../state';
import { type Html, renderDocument, renderPage } from './shell';

export function reportsPage(account: Html, state: LocaliqState): Html {
  const count = (kind: string) => state.advertiser.interactions.filter((lead) => lead.event_type === kind).length;
  const tiles: [string, string][] = [
    ['Leads', String(state.advertiser.interactions.length)],
    ['Calls', String(count('call'))],
    ['Forms', String(count('form'))],
    ['Chats', String(count('chat'))],
    ['Spend', '$1,840'],
  ];
  return renderPage({
    title: 'Reports',
    active: 'reports',
    body: html`${account}<main><div class="bar"><h1>Reports</h1></div>
      <div class="tiles">${tiles.map(([label, value]) => html`<div class="card tile"><span class="quiet">${label}</span><b>${value}</b></div>`)}</div></main>`,
  });
}

export function chatPage(account: Html): Html {
  return renderPage({
    title: 'Chat',
    active: 'chat',
    body: html`${account}<main><div class="bar"><h1>Chat</h1></div><div class="card empty"><p>No conversation is open.</p></div></main>`,
  });
}

/** www.localiq.com: an e-mail, a phone and a named person that are nobody's contact. */
export function marketingPage(): Html {
  return renderDocument(
    'LocaliQ | Marketing for local business',
    html`<div class="hero"><h1>More leads for local business</h1><p>Talk to us: <a href="tel:+18005550177">(800) 555-0177</a> or <a href="mailto:sales@localiq.example.com">sales@localiq.example.com</a></p></div>
      <div class="prose" itemscope itemtype="https://schema.org/Person"><h2 itemprop="name">Casey Rowan, bakery owner</h2>
      <p>“We filled the shop.” <a itemprop="email" href="mailto:casey.rowan@example.net">casey.rowan@example.net</a></p></div>`,
  );
}

/** help.localiq.com: an article that happens to show an example contact. */
export function helpPage(): Html {
  return renderDocument(
    'Adding a contact | LocaliQ Help Center',
    html`<div class="prose"><h1>Adding a contact</h1><p>Open Contacts, choose Add contact and fill in the form. For example:</p>
      <dl><dt>Name</dt><dd>Sample Person</dd><dt>Email</dt><dd><a href="mailto:sample.person@example.com">sample.person@example.com</a></dd>
      <dt>Phone</dt><dd><a href="tel:+12025550155">(202) 555-0155</a></dd></dl></div>`,
  );
}
