// The web application behind "Open in HighLevel": one page per contact, enough to see that a deep link arrived.
import type { Hono } from 'hono';
import { html } from 'hono/html';
import { fullName } from './contact-wire';
import type { Deps } from './route';

export function addAppPages(app: Hono, { state }: Deps): void {
  app.get('/v2/location/:locationId/contacts/detail/:contactId', (context) => {
    const contact = state.contacts.get(context.req.param('contactId'));
    const isHere = contact?.locationId === context.req.param('locationId');
    const name = contact && isHere ? (fullName(contact) ?? 'Contact without a name') : 'Contact not found';
    const page = html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>${name} – HighLevel (sandbox)</title>
        </head>
        <body>
          <main><h1>${name}</h1></main>
        </body>
      </html>`;
    return context.html(page, isHere ? 200 : 404);
  });
}
