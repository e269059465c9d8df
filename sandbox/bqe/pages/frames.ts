// How the content of a layout gets on screen: at once, late, or by a script that changes the client in place.
import { html, raw } from 'hono/html';
import type { Layout } from '../../pages/layout';
import { hashScript, hostileScript, lateScript, pushScript, sameAddressScript } from '../../pages/scripts';
import type { ClientView } from './client-view';
import type { ViewName } from './layouts';
import { type Html, renderPage } from './shell';
import { formView, formWithHiddenView } from './views/form';
import { hostileView } from './views/hostile';
import { labelledView } from './views/labelled';
import { linksView } from './views/links';
import { microdataView } from './views/microdata';
import { oddView } from './views/odd';
import { pairView } from './views/pair';

/** What a view may show: the client, and somebody else for decoys. */
type View = (client: ClientView, other: ClientView) => Html;

export const views: Record<ViewName, View> = {
  labelled: labelledView,
  microdata: microdataView,
  links: linksView,
  pair: pairView,
  form: formView,
  'form-with-hidden': formWithHiddenView,
  odd: oddView,
  hostile: hostileView,
};

/** What the scripts have to know of this web app. */
const OUTLET = raw('data-fragment="/webapp/Client/Fragment/" data-brand=" | BQE CORE" data-hash="#/clients/"');
const CRUMBS = html`<p class="crumbs">Contacts / Clients</p>`;

/** A page that comes complete from the server. */
export function wholePage(layout: Layout<ViewName>, client: ClientView, other: ClientView): Html {
  const titles: Partial<Record<ViewName, string>> = {
    odd: 'File card',
    pair: 'Contacts',
    form: 'Edit client',
    'form-with-hidden': 'Edit client',
  };
  return renderPage({
    title: titles[layout.view] ?? client.name,
    active: 'clients',
    body: html`${CRUMBS}<main>${views[layout.view](client, other)}</main>`,
    ...(layout.view === 'hostile' ? { script: hostileScript } : {}),
  });
}

/** A page with grey bars, filled by its script later. */
export function latePage(layout: Layout<ViewName>, id: string): Html {
  const bars = [40, 70, 62, 48, 66].map((width) => html`<div class="ghost" style="width:${width}%"></div>`);
  return renderPage({
    title: 'Loading…',
    active: 'clients',
    body: html`${CRUMBS}<main id="outlet" ${OUTLET} data-view="${layout.view}" data-id="${id}">
      <div class="cards" aria-busy="true"><section class="card">${bars}</section><section class="card">${bars}</section></div>
    </main>`,
    script: lateScript,
  });
}

/** A page with a list of clients beside the one that its script shows. */
export function splitPage(layout: Layout<ViewName>, clients: ClientView[], shown: ClientView | undefined, other: ClientView): Html {
  const href = (client: ClientView): string => {
    if (layout.frame === 'hash') return `#/clients/${client.id}`;
    return layout.frame === 'push' ? layout.route.replace(':id', client.id) : '#';
  };
  const links = clients.map(
    (client) =>
      html`<a href="${href(client)}" data-id="${client.id}" aria-label="${client.name}"${client.id === shown?.id ? raw(' aria-current="true"') : ''}>${client.name}<small>${client.company}</small></a>`,
  );
  const scripts = { hash: hashScript, push: pushScript, 'same-address': sameAddressScript };
  return renderPage({
    title: shown?.name ?? 'Clients',
    active: 'clients',
    body: html`${CRUMBS}<div class="split">
      <nav class="picker" aria-label="Clients"><h2>Clients</h2>${links}</nav>
      <main id="outlet" ${OUTLET} data-view="${layout.view}">${
        shown ? views[layout.view](shown, other) : html`<div class="empty card"><p>Choose a client from the list.</p></div>`
      }</main>
    </div>`,
    script: scripts[layout.frame as keyof typeof scripts],
  });
}
