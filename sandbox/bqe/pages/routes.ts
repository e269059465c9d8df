// The web app at www.bqecore.com: one route per layout, the markup that its scripts fetch, and the form that saves.
import { type Context, Hono } from 'hono';
import type { Layout } from '../../pages/layout';
import { numberOfId } from '../ids';
import type { BqeState, Client } from '../state';
import { type ClientView, viewClient } from './client-view';
import { latePage, splitPage, views, wholePage } from './frames';
import { layouts, type ViewName } from './layouts';
import { dashboardPage, projectsPage, timePage } from './other-pages';
import { renderPage } from './shell';
import { listView } from './views/list';

const PICKER_SIZE = 13;
const LIST_SIZE = 50;

/** Creates the routes of the web app. */
export function createPages(state: BqeState): Hono {
  const app = new Hono();
  const view = (client: Client): ClientView => viewClient(state, client);
  const first = (count: number) => state.company.clients.slice(0, count).map(view);

  /** Somebody with an address who is not `client`: for decoys. */
  function somebodyElse(client: Client | undefined): ClientView {
    const other = state.company.clients.find((candidate) => candidate !== client && state.communicationOf(candidate, 'email'));
    if (!other) throw new Error('No other client to show');
    return view(other);
  }

  function clientAt(context: Context): Client | undefined {
    const number = context.req.param('number');
    if (number !== undefined) return state.company.clients.find((client) => numberOfId(client.id) === Number(number));
    return state.clientById(context.req.param('id') ?? context.req.query('id') ?? '');
  }

  function answer(context: Context, layout: Layout<ViewName>): Response | Promise<Response> {
    if (layout.frame === 'list') return list(context);
    const client = clientAt(context);
    if (layout.frame === 'hash' || layout.frame === 'same-address') {
      return context.html(splitPage(layout, first(PICKER_SIZE), undefined, somebodyElse(undefined)));
    }
    if (!client) return notFound(context);
    if (layout.frame === 'late') return context.html(latePage(layout, client.id));
    if (layout.frame === 'push') return context.html(splitPage(layout, first(PICKER_SIZE), view(client), somebodyElse(client)));
    return context.html(wholePage(layout, view(client), somebodyElse(client)));
  }

  function list(context: Context): Response | Promise<Response> {
    const total = state.company.clients.length;
    const pages = Math.max(1, Math.ceil(total / LIST_SIZE));
    const page = Math.min(pages, Math.max(1, Number(context.req.query('page')) || 1));
    const clients = state.company.clients.slice((page - 1) * LIST_SIZE, page * LIST_SIZE).map(view);
    return context.html(renderPage({ title: 'Clients', active: 'clients', body: listView(clients, page, pages, total) }));
  }

  for (const layout of layouts) app.get(layout.route, (context) => answer(context, layout));

  app.get('/webapp/Client/Fragment/:id', (context) => {
    const client = clientAt(context);
    const name = context.req.query('view') ?? '';
    if (!client || !(name in views)) return notFound(context);
    return context.html(views[name as ViewName](view(client), somebodyElse(client)));
  });

  app.post('/webapp/Client/Save/:id', async (context) => {
    const client = clientAt(context);
    if (!client) return notFound(context);
    const form = await context.req.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    state.setCommunication(client, 'email', text('EMail'));
    state.setCommunication(client, 'phone', text('Phone'));
    Object.assign(client.address, { street1: text('Street1'), city: text('City'), state: text('State'), zip: text('Zip') });
    state.edit(client, {
      name: text('DisplayName'),
      firstName: text('FirstName'),
      lastName: text('LastName'),
      company: text('Company'),
      term: text('Term'),
    });
    return context.redirect(`/webapp/Client/Detail/${client.id}`, 303);
  });

  app.get('/', (context) => context.redirect('/webapp/'));
  app.get('/webapp', (context) => context.redirect('/webapp/'));
  app.get('/webapp/', (context) => context.html(dashboardPage(first(7), state)));
  app.get('/webapp/Project/List', (context) => context.html(projectsPage(first(PICKER_SIZE))));
  app.get('/webapp/TimeEntry/Sheet', (context) => context.html(timePage(first(7), state)));
  app.notFound(notFound);
  return app;
}

function notFound(context: Context): Response | Promise<Response> {
  return context.html('<!doctype html><html lang="en"><title>Not found</title><h1>Page not found</h1></html>', 404);
}
