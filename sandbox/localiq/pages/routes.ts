// The web app at its three hosts: one route per layout, the markup that its scripts fetch, and the form that saves.
import { type Context, Hono } from 'hono';
import type { Layout } from '../../pages/layout';
import type { Contact, LocaliqState } from '../state';
import { type ContactView, viewContact } from './contact-view';
import { accountLine, type Entry, latePage, splitPage, views, wholePage } from './frames';
import { cardOf, layouts, type ViewName } from './layouts';
import { chatPage, helpPage, marketingPage, reportsPage } from './other-pages';
import { type Html, renderPage } from './shell';
import { listView } from './views/list';

const PICKER_SIZE = 14;
const LIST_SIZE = 60;

/** Creates the routes of the web app. */
export function createPages(state: LocaliqState): Hono {
  const app = new Hono();
  const view = (contact: Contact): ContactView => viewContact(state, contact);
  const account = (): Html => accountLine(state.advertiser.name, state.advertiser.gmaid);

  /** Somebody with an address who is not `contact`: for decoys. */
  function somebodyElse(contact: Contact | undefined): ContactView {
    const other = state.advertiser.contacts.find(
      (candidate) => candidate !== contact && candidate.email !== '' && candidate.phone_work !== '',
    );
    if (!other) throw new Error('No other contact to show');
    return view(other);
  }

  /** The contact that the address names, by its own id, its lead's, or its card's letters. */
  function contactAt(context: Context): Contact | undefined {
    const card = context.req.param('card');
    if (card !== undefined) return state.advertiser.contacts.find((contact) => cardOf(contact.id) === card);
    const id = Number(context.req.param('id') ?? context.req.query('contact_id'));
    return state.contactById(id) ?? state.contactById(state.leadById(id)?.contact_id ?? 0);
  }

  function entries(layout: Layout<ViewName>): Entry[] {
    return state.advertiser.contacts.slice(0, PICKER_SIZE).map((contact) => {
      const id = layout.frame === 'hash' ? (state.leadsOf(contact)[0]?.id ?? contact.id) : contact.id;
      return { id, contact: view(contact) };
    });
  }

  function answer(context: Context, layout: Layout<ViewName>): Response | Promise<Response> {
    if (layout.frame === 'list') {
      const shown = state.advertiser.contacts.slice(0, LIST_SIZE).map(view);
      return context.html(renderPage({ title: 'Contacts', active: 'contacts', body: listView(shown, state.advertiser.contacts.length) }));
    }
    if (layout.frame === 'hash' || layout.frame === 'same-address') {
      return context.html(splitPage(layout, account(), entries(layout), undefined, somebodyElse(undefined)));
    }
    const contact = contactAt(context);
    if (!contact) return notFound(context);
    if (layout.frame === 'late') return context.html(latePage(layout, account(), String(contact.id)));
    if (layout.frame === 'push') return context.html(splitPage(layout, account(), entries(layout), view(contact), somebodyElse(contact)));
    return context.html(wholePage(layout, account(), view(contact), somebodyElse(contact)));
  }

  for (const layout of layouts) app.get(layout.route, (context) => answer(context, layout));

  app.get('/fragment/:id', (context) => {
    const contact = contactAt(context);
    const name = context.req.query('view') ?? '';
    if (!contact || !(name in views)) return notFound(context);
    return context.html(views[name as ViewName](view(contact), somebodyElse(contact)));
  });

  app.post('/contacts/:id/save', async (context) => {
    const contact = contactAt(context);
    if (!contact) return notFound(context);
    const form = await context.req.formData();
    const names = ['first_name', 'last_name', 'email', 'phone_mobile', 'company', 'address1', 'city', 'state', 'postal', 'notes'] as const;
    for (const name of names) state.edit(contact, { [name]: String(form.get(`contact[${name}]`) ?? '') });
    return context.redirect(`/contacts/${contact.id}`, 303);
  });

  app.get('/', (context) => context.redirect('/inbox'));
  app.get('/reports', (context) => context.html(reportsPage(account(), state)));
  app.get('/chat', (context) => context.html(chatPage(account())));
  app.notFound(notFound);
  return app;
}

/** Creates the sites that are not the web app: marketing and help. */
export function createOtherSites(): { marketing: Hono; help: Hono } {
  const marketing = new Hono();
  marketing.get('*', (context) => context.html(marketingPage()));
  const help = new Hono();
  help.get('*', (context) => context.html(helpPage()));
  return { marketing, help };
}

function notFound(context: Context): Response | Promise<Response> {
  return context.html('<!doctype html><html lang="en"><title>Not found</title><h1>Page not found</h1></html>', 404);
}
