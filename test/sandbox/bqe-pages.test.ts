// Each layout shows the right person with the marks it promises, and nothing of the person where it promises none.
import { describe, expect, it } from 'vitest';
import { idOf } from '../../sandbox/bqe/ids';
import { layouts } from '../../sandbox/bqe/pages/layouts';
import { SIGNED_IN, SUPPORT } from '../../sandbox/bqe/seed';
import { AVERY, BRIAR, ELLIS, GRAY, INDIGO, type Person } from '../../sandbox/core/people';
import { createTestBqe } from './bqe-world';

const { bqe } = createTestBqe();
const layoutNamed = (name: string) => layouts.find((layout) => layout.name === name)!;

async function get(address: string): Promise<string> {
  const response = await bqe.fetch(new Request(address.replace(/#.*$/, '')));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/html');
  return response.text();
}

/** What is on screen in the end: the page, or the markup that its script fetches. */
async function content(layout: (typeof layouts)[number], person: Person): Promise<string> {
  const page = await get(layout.url(person));
  const isFetched = ['hash', 'same-address', 'late'].includes(layout.frame);
  return isFetched ? get(`https://www.bqecore.com/webapp/Client/Fragment/${idOf(person)}?view=${layout.view}`) : page;
}

describe('BQE CORE layouts', () => {
  it('have names of their own', () => {
    expect(new Set(layouts.map((layout) => layout.name)).size).toBe(layouts.length);
  });

  it.each(layouts.map((layout) => [layout.name, layout] as const))('%s keeps the id where it says', (_name, layout) => {
    const url = new URL(layout.url(AVERY));
    const places = { path: url.pathname, hash: url.hash, query: url.search };
    for (const [place, text] of Object.entries(places)) expect(text.includes(idOf(AVERY))).toBe(layout.idIn === place);
  });

  it.each(layouts.map((layout) => [layout.name, layout] as const))('%s shows the person', async (_name, layout) => {
    const text = await content(layout, AVERY);
    expect(text).toContain('avery.quill@example.com');
    expect(text).toContain('(212) 555-0101');
    if (layout.shows === 'one' && !['hostile', 'form-with-hidden'].includes(layout.view))
      expect(text).not.toContain('briar.hart@example.com');
  });

  it.each(layouts.map((layout) => [layout.name, layout] as const))(
    '%s names the user and the help desk, who are not the person',
    async (_name, layout) => {
      const page = await get(layout.url(AVERY));
      expect(page).toContain(SIGNED_IN.email);
      expect(page).toContain(`mailto:${SUPPORT.email}`);
    },
  );

  it('mark the person as they promise', async () => {
    expect(await content(layoutNamed('detail-path'), AVERY)).toMatch(/<dt>E-mail<\/dt>\s*<dd><a href="mailto:avery/);
    expect(await content(layoutNamed('app-hash'), AVERY)).toMatch(/itemprop="email">avery/);
    expect(await content(layoutNamed('app-hash'), AVERY)).not.toContain('mailto:');
    expect(await content(layoutNamed('view-query'), AVERY)).toContain('href="tel:+12125550101"');
    expect(await content(layoutNamed('edit-form'), AVERY)).toMatch(/autocomplete="email"/);
    expect(await content(layoutNamed('edit-form-hidden'), AVERY)).toMatch(/type="hidden" name="PreviousEMail" value="briar/);
  });

  it('file-card says nothing about itself', async () => {
    const main = (await content(layoutNamed('file-card'), AVERY)).split('<main>')[1]!.split('</main>')[0]!;
    expect(main).toContain('avery.quill@example.com');
    expect(main).not.toMatch(/mailto:|tel:|itemprop|<dt|<label|<h\d|autocomplete/);
    expect(main).not.toContain(idOf(AVERY));
  });

  it('contacts-pair shows a second person with the same marks', async () => {
    const text = await content(layoutNamed('contacts-pair'), AVERY);
    expect(text.split('<main>')[1]!.match(/href="mailto:/g)).toHaveLength(3 /* two people and the help desk */);
  });

  it('client-list links to many people', async () => {
    expect((await get(layoutNamed('client-list').url(AVERY))).match(/href="mailto:/g)!.length).toBeGreaterThan(10);
  });

  it('shows nothing of the person before the script of a late page has run', async () => {
    const page = await get(layoutNamed('detail-late').url(AVERY));
    expect(page).not.toContain('avery.quill@example.com');
    expect(page).not.toContain('Avery');
  });

  it('shows no e-mail where there is none, and no link for a number that is none', async () => {
    expect((await content(layoutNamed('app-hash'), ELLIS)).includes('itemprop="email"')).toBe(false);
    expect(await content(layoutNamed('view-query'), GRAY)).toContain('call the front desk');
    expect((await content(layoutNamed('view-query'), GRAY)).match(/href="tel:/g)).toHaveLength(1 /* the help desk */);
  });

  it.each(layouts.map((layout) => [layout.name, layout] as const))('%s keeps hostile texts inert', async (_name, layout) => {
    const text = await content(layout, INDIGO);
    expect(text).toContain('&lt;script&gt;globalThis.__pwned');
    expect(text).not.toMatch(/<script>globalThis|<img|<b onmouseover/);
  });

  it('takes nothing from other servers', async () => {
    for (const layout of layouts) expect(await get(layout.url(AVERY))).not.toMatch(/(?:src|srcset|action)="https?:|@import|url\(/);
  });

  it('answers 404 for an id that nobody has', async () => {
    const response = await bqe.fetch(new Request('https://www.bqecore.com/webapp/Client/Detail/00000000-0000-4000-8000-000000000000'));
    expect(response.status).toBe(404);
  });

  it('saves the form as a colleague would', async () => {
    const { bqe: own } = createTestBqe();
    const client = own.state.clientOf(BRIAR)!;
    const fields = { DisplayName: 'Briar Hart', FirstName: 'Briar', LastName: 'Hart', EMail: 'new.briar@example.com', Phone: '' };
    const request = new Request(`https://www.bqecore.com/webapp/Client/Save/${client.id}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    expect((await own.fetch(request)).status).toBe(303);
    expect(own.state.clientByEmail('new.briar@example.com')).toBe(client);
    expect(own.state.communicationOf(client, 'phone')).toBe('');
    expect(client.version).toBe('2');
  });
});
