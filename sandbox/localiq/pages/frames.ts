// How the content of a layout gets on screen: at once, late, or by a script that changes the contact in place.
import { html, raw } from 'hono/html';
import type { Layout } from '../../pages/layout';
import { hashScript, hostileScript, lateScript, pushScript, sameAddressScript } from '../../pages/scripts';
import type { ContactView } from './contact-view';
import type { ViewName } from './layouts';
import { type Html, renderPage } from './shell';
import { formView } from './views/form';
import { hostileView } from './views/hostile';
import { callView, chatView } from './views/lead';
import { oddView } from './views/odd';
import { pairView } from './views/pair';
import { labelledView, linksView, microdataView } from './views/profile';

/** What a view may show: the contact, and somebody else for decoys. */
type View = (contact: ContactView, other: ContactView) => Html;

export const views: Record<ViewName, View> = {
  labelled: labelledView,
  microdata: microdataView,
  links: linksView,
  call: callView,
  chat: chatView,
  pair: pairView,
  form: formView,
  odd: oddView,
  hostile: hostileView,
};

/** What the scripts have to know of this web app. */
const OUTLET = raw('data-fragment="/fragment/" data-brand=" | LocaliQ" data-hash="#/lead/"');

/** A line that says whose inbox this is. */
export function accountLine(name: string, gmaid: string): Html {
  return html`<p class="account"><b>${name}</b><span>${gmaid}</span></p>`;
}

const TITLES: Partial<Record<ViewName, string>> = { odd: 'Card', pair: 'Possible duplicate', form: 'Edit contact', call: 'Call' };

/** A page that comes complete from the server. */
export function wholePage(layout: Layout<ViewName>, account: Html, contact: ContactView, other: ContactView): Html {
  return renderPage({
    title: TITLES[layout.view] ?? contact.name,
    active: layout.view === 'call' || layout.view === 'chat' ? 'inbox' : 'contacts',
    body: html`${account}<main>${views[layout.view](contact, other)}</main>`,
    ...(layout.view === 'hostile' ? { script: hostileScript } : {}),
  });
}

/** A page with grey bars, filled by its script later. */
export function latePage(layout: Layout<ViewName>, account: Html, id: string): Html {
  const bars = [50, 80, 64, 72, 40].map((width) => html`<div class="ghost" style="width:${width}%"></div>`);
  return renderPage({
    title: 'Loading…',
    active: 'contacts',
    body: html`${account}<main id="outlet" ${OUTLET} data-view="${layout.view}" data-id="${id}">
      <div class="cols" aria-busy="true"><section class="card">${bars}</section><section class="card">${bars}</section></div>
    </main>`,
    script: lateScript,
  });
}

/** One entry of the list beside the content. */
export interface Entry {
  /** Contact id, or lead id where the address names leads. */
  id: number;
  contact: ContactView;
}

/** A page with a list of people beside the one that its script shows. */
export function splitPage(
  layout: Layout<ViewName>,
  account: Html,
  entries: Entry[],
  shown: ContactView | undefined,
  other: ContactView,
): Html {
  const href = (entry: Entry): string => {
    if (layout.frame === 'hash') return `#/lead/${entry.id}`;
    return layout.frame === 'push' ? `/workspace/${entry.id}` : '#';
  };
  const links = entries.map((entry) => {
    const current = entry.contact.id === shown?.id ? raw(' aria-current="true"') : '';
    const name = entry.contact.name || entry.contact.phone;
    return html`<a href="${href(entry)}" data-id="${entry.id}" aria-label="${name}"${current}><span>${name}</span><small>${entry.contact.created}</small><small>${entry.contact.leads[0]?.summary ?? entry.contact.company}</small></a>`;
  });
  const scripts = { hash: hashScript, push: pushScript, 'same-address': sameAddressScript };
  return renderPage({
    title: shown?.name ?? 'Inbox',
    active: layout.frame === 'push' ? 'contacts' : 'inbox',
    body: html`${account}<div class="split">
      <nav class="picker" aria-label="People"><h2>${layout.frame === 'push' ? 'Contacts' : 'Inbox'}</h2>${links}</nav>
      <main id="outlet" ${OUTLET} data-view="${layout.view}">${
        shown ? views[layout.view](shown, other) : html`<div class="card empty"><p>Choose a lead from the list.</p></div>`
      }</main>
    </div>`,
    script: scripts[layout.frame as keyof typeof scripts],
  });
}
