// Each layout shows the right person with the marks it promises, and nothing of the person where it promises none.
import { describe, expect, it } from 'vitest';
import { AVERY, ELLIS, GRAY, INDIGO, KIT, type Person } from '../../sandbox/core/people';
import { contactIdOf, leadIdOf } from '../../sandbox/localiq/ids';
import { layouts } from '../../sandbox/localiq/pages/layouts';
import { BYSTANDER_EMAIL, SIGNED_IN, SUPPORT } from '../../sandbox/localiq/seed';
import { createTestLocaliq } from './localiq-world';

const { localiq } = createTestLocaliq();
const layoutNamed = (name: string) => layouts.find((layout) => layout.name === name)!;
const table = layouts.map((layout) => [layout.name, layout] as const);

async function get(address: string): Promise<string> {
  const response = await localiq.fetch(new Request(address.replace(/#.*$/, '')));
  expect(response.status).toBe(200);
  return response.text();
}

/** What is on screen in the end: the page, or the markup that its script fetches. */
async function content(layout: (typeof layouts)[number], person: Person): Promise<string> {
  const page = await get(layout.url(person));
  const id = layout.frame === 'hash' ? leadIdOf(person) : contactIdOf(person);
  const isFetched = ['hash', 'same-address', 'late'].includes(layout.frame);
  return isFetched ? get(`https://dash.localiq.com/fragment/${id}?view=${layout.view}`) : page;
}

describe('LocaliQ layouts', () => {
  it('have names of their own and stay on the hosts of the web app', () => {
    expect(new Set(layouts.map((layout) => layout.name)).size).toBe(layouts.length);
    const hosts = new Set(layouts.map((layout) => new URL(layout.url(AVERY)).hostname));
    expect([...hosts].sort()).toEqual(['dash.localiq.com', 'edge.reachlocal.com', 'reachedge.reachlocal.com']);
  });

  it.each(table)('%s keeps the id where it says', (_name, layout) => {
    const url = new URL(layout.url(AVERY));
    const ids = [String(contactIdOf(AVERY)), String(leadIdOf(AVERY))];
    const places = { path: url.pathname, hash: url.hash, query: url.search };
    for (const [place, text] of Object.entries(places)) expect(ids.some((id) => text.includes(id))).toBe(layout.idIn === place);
  });

  it.each(table)('%s shows the person', async (_name, layout) => {
    const text = await content(layout, AVERY);
    expect(text).toContain('(212) 555-0101');
    expect(text.includes('avery.quill@example.com')).toBe(layout.view !== 'call');
    if (layout.shows === 'one' && !['hostile', 'form'].includes(layout.view)) expect(text).not.toContain('briar.hart@example.com');
  });

  it.each(table)('%s names the user and the help desk, who are not the person', async (_name, layout) => {
    const page = await get(layout.url(AVERY));
    expect(page).toContain(SIGNED_IN.email);
    expect(page).toContain(`mailto:${SUPPORT.email}`);
  });

  it.each(table)('%s keeps hostile texts inert', async (_name, layout) => {
    const text = await content(layout, INDIGO);
    if (layout.view !== 'call') expect(text).toContain('&lt;script&gt;globalThis.__pwned');
    expect(text).not.toMatch(/<script>globalThis|<img|<b onmouseover|<svg\/onload/);
  });

  it('mark the person as they promise', async () => {
    expect(await content(layoutNamed('contact-path'), AVERY)).toMatch(/<dt>Email<\/dt>\s*<dd><a href="mailto:avery/);
    expect(await content(layoutNamed('lead-hash'), AVERY)).toMatch(/itemprop="telephone">\(212\)/);
    expect(await content(layoutNamed('contact-query'), AVERY)).toContain('href="tel:+12125550101"');
    expect(await content(layoutNamed('contact-form'), AVERY)).toMatch(/autocomplete="email"\s+value="avery/);
    const pair = (await content(layoutNamed('contact-pair'), AVERY)).split('<main>')[1]!.split('</main>')[0]!;
    expect(pair.match(/href="mailto:/g)).toHaveLength(2);
  });

  it('card-odd says nothing about itself', async () => {
    const main = (await content(layoutNamed('card-odd'), AVERY)).split('<main>')[1]!.split('</main>')[0]!;
    expect(main).toContain('avery.quill@example.com');
    expect(main).not.toMatch(/mailto:|tel:|itemprop|<dt|<label|<h\d|autocomplete/);
  });

  it("links other people's addresses in a chat", async () => {
    expect(await content(layoutNamed('lead-chat'), AVERY)).toContain(`href="mailto:${BYSTANDER_EMAIL}"`);
  });

  it('shows nothing of the person before the script of a late page has run', async () => {
    expect(await get(layoutNamed('contact-late').url(AVERY))).not.toMatch(/Avery|avery\.quill/);
  });

  it('shows no e-mail where there is none, and no link for a number that is none', async () => {
    expect(await content(layoutNamed('lead-hash'), ELLIS)).not.toContain('itemprop="email"');
    expect((await content(layoutNamed('contact-query'), GRAY)).match(/href="tel:/g)).toHaveLength(1 /* the help desk */);
  });

  it('takes nothing from other servers', async () => {
    for (const layout of layouts) expect(await get(layout.url(KIT))).not.toMatch(/(?:src|srcset|action)="https?:|@import|url\(/);
  });

  it('has people of its own on the marketing and help sites, who are nobody’s contacts', async () => {
    expect(await get('https://www.localiq.com/')).toContain('mailto:casey.rowan@example.net');
    expect(await get('https://help.localiq.com/en/articles/1')).toContain('mailto:sample.person@example.com');
  });

  it('saves the form as a colleague would', async () => {
    const { localiq: own } = createTestLocaliq();
    const id = contactIdOf(AVERY);
    const body = new URLSearchParams({ 'contact[first_name]': 'Avery', 'contact[email]': 'avery.new@example.com' });
    expect((await own.fetch(new Request(`https://dash.localiq.com/contacts/${id}/save`, { method: 'POST', body }))).status).toBe(303);
    expect(own.state.contactByEmail('avery.new@example.com')?.id).toBe(id);
  });
});
