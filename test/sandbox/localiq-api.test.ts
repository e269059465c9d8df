// LocaliQ's API: lists by day of creation, pages, the traps in the data, and who is refused how.
import { beforeEach, describe, expect, it } from 'vitest';
import { AVERY, BRIAR, CAMERON, KIT } from '../../sandbox/core/people';
import { contactIdOf, leadIdOf } from '../../sandbox/localiq/ids';
import { GMAID, HIPAA_GMAID, INACTIVE_GMAID, NON_LEAD_EMAIL } from '../../sandbox/localiq/seed';
import { createTestLocaliq } from './localiq-world';

let { clock, user, token, get, list, state, quirks } = createTestLocaliq();
beforeEach(() => {
  ({ clock, user, token, get, list, state, quirks } = createTestLocaliq());
});

interface Row {
  id: number;
  [key: string]: unknown;
}

describe('LocaliQ lists', () => {
  it('gives contacts in the documented envelope', async () => {
    const { status, body } = await list('contacts');
    expect(status).toBe(200);
    expect(body).toMatchObject({ global_master_advertiser_id: GMAID, page: 1, total_pages: 1, next_page_location: null });
    const avery = body.contacts.find((contact: Row) => contact.id === contactIdOf(AVERY));
    expect(avery).toMatchObject({ email: 'avery.quill@example.com', phone_mobile: '2125550101', status: 'active_lead' });
    expect(avery.id).toBeGreaterThan(2 ** 32);
    expect(avery.updated_at).toBeUndefined();
  });

  it('goes on by page, names the next one, and is empty after the last', async () => {
    quirks.pageSize = 10;
    const first = (await list('contacts')).body;
    const next = new URL(first.next_page_location);
    expect(next.origin).toBe('https://api.localiqservices.com');
    const second = (await get(next.pathname + next.search)).body;
    expect(second.page).toBe(2);
    const ids = [...first.contacts, ...second.contacts].map((contact: Row) => contact.id);
    expect(new Set(ids).size).toBe(20);
    expect((await list('contacts', { page: String(first.total_pages) })).body.next_page_location).toBeNull();
    expect((await list('contacts', { page: String(first.total_pages + 1) })).body.contacts).toEqual([]);
  });

  it('takes the first day in and the last day out', async () => {
    const today = { created_after_date: '2026-11-21', created_before_date: '2026-11-22' };
    expect((await list('contacts', today)).body.contacts.map((contact: Row) => contact.id)).toEqual([contactIdOf(KIT)]);
    const yesterday = { created_after_date: '2026-11-20', created_before_date: '2026-11-21' };
    expect((await list('contacts', yesterday)).body.contacts).toEqual([]);
  });

  it('does not say that a colleague edited a contact: only its content differs', async () => {
    const find = async () => (await list('contacts')).body.contacts.find((contact: Row) => contact.id === contactIdOf(AVERY));
    const before = await find();
    state.edit(state.contactOf(AVERY)!, { notes: 'Now a client', status: 'client' });
    expect(await find()).toEqual({ ...before, notes: 'Now a client', status: 'client' });
  });

  it('has leads of three kinds, each with its details', async () => {
    const kinds = async (kind: string) => (await list('contact_interactions', { event_type: kind })).body.contact_interactions as Row[];
    const form = (await kinds('form')).find((lead) => lead.id === leadIdOf(AVERY))!;
    expect(form).toMatchObject({
      contact_id: contactIdOf(AVERY),
      form: { sub_type: 'FormPost', extra_fields: { 'Best time': 'Morning' } },
    });
    expect(form.contact).toMatchObject({ id: contactIdOf(AVERY) });
    const call = (await kinds('call')).find((lead) => lead.id === leadIdOf(BRIAR))! as Row & { call: Record<string, string> };
    expect(call.call.duration).toMatch(/^\d\d:\d\d$/);
    expect(call.call.occured_at).toBe(call.occured_at);
    const chat = (await kinds('chat')).find((lead) => lead.id === leadIdOf(CAMERON))! as Row & { chat: { transcript: Row[] } };
    expect(chat.chat.transcript[1]).toMatchObject({ from: 'Visitor:' });
    expect(chat.chat.transcript[1]!.message).toContain('<b>estimates</b>');
    expect(chat.chat.transcript[1]!.timestamp).toMatch(/^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d\d:\d\d [AP]M$/);
    quirks.durationAsText = false;
    expect(typeof ((await kinds('call'))[0]! as Row & { call: { duration: unknown } }).call.duration).toBe('number');
  });

  it('holds the traps: fake contacts, values left out, empty or null, addresses only among the answers of a form', async () => {
    const contacts = (await list('contacts')).body.contacts as Row[];
    expect(contacts.some((contact) => contact.email === NON_LEAD_EMAIL)).toBe(true);
    const titles = contacts.map((contact) => ('title' in contact ? contact.title : 'missing'));
    expect(new Set(titles)).toEqual(new Set(['', null, 'missing']));
    const leads = (await list('contact_interactions')).body.contact_interactions as (Row & {
      form?: { extra_fields: Record<string, string> };
    })[];
    expect(leads.some((lead) => lead.form?.extra_fields['Your E-Mail'] === 'juniper.voss@example.com')).toBe(true);
  });

  it('answers pages as its switches say: empty, repeated, without a count, with a foreign address', async () => {
    Object.assign(quirks, { pageSize: 10, emptyPage: 2, repeatedPage: 3, saysTotalPages: false, nextPageHost: 'elsewhere.example.com' });
    const [first, second, third] = await Promise.all(['1', '2', '3'].map(async (page) => (await list('contacts', { page })).body));
    expect(first.contacts).toHaveLength(10);
    expect(first).not.toHaveProperty('total_pages');
    expect(new URL(first.next_page_location).hostname).toBe('elsewhere.example.com');
    expect(second.contacts).toEqual([]);
    quirks.emptyPage = 0;
    const again = (await list('contacts', { page: '2' })).body;
    expect(third.contacts).toEqual(again.contacts);
  });

  it('spells its rows as its switches say', async () => {
    Object.assign(quirks, { extraFieldsAs: 'list', dialedSpelling: 'dialed_umber', timesWithZone: false, statuses: 'newer' });
    const leads = (await list('contact_interactions')).body.contact_interactions as (Row & Record<'form' | 'call', Row>)[];
    const form = leads.find((lead) => lead.id === leadIdOf(AVERY))!;
    expect(form.form.extra_fields).toContainEqual({ name: 'Best time', value: 'Morning' });
    expect(form).toMatchObject({ status: 'IN_PROGRESS', created_at: expect.stringMatching(/\d$/) });
    expect(leads.find((lead) => lead.id === leadIdOf(BRIAR))!.call).toHaveProperty('dialed_umber', '8005550151');
  });

  it('shows one lead', async () => {
    const path = `/crm/contact_interactions/${leadIdOf(AVERY)}?global_master_advertiser_id=${GMAID}`;
    expect((await get(path)).body).toMatchObject({ id: leadIdOf(AVERY), event_type: 'form' });
    expect((await get(`/crm/contact_interactions/1?global_master_advertiser_id=${GMAID}`)).status).toBe(404);
  });

  it('lists the advertisers of the login', async () => {
    const { body } = await get(`/identities/v3?user=${encodeURIComponent(user.email)}`);
    expect(body).toMatchObject({ user: user.email, advertiser_count: 3 });
    expect(body.authorized_advertisers[0]).toMatchObject({ gmaid: GMAID, hipaa_protected: false, active_state: 2 });
    const active = await get(`/identities/v3?user=${encodeURIComponent(user.email)}&active_state[]=2`);
    expect(active.body.authorized_advertisers).toHaveLength(2);
    expect((await get('/identities/v3?user=somebody@example.com')).status).toBe(403);
  });
});

describe('LocaliQ refuses', () => {
  it('expired tokens', async () => {
    clock.now += 7_200_000;
    expect(await list('contacts')).toEqual({ status: 401, body: { message: 'Unauthorized' } });
  });

  it('one form of the header or the other where the switch says so', async () => {
    const path = `/crm/contacts?global_master_advertiser_id=${GMAID}&created_after_date=2026-01-01&created_before_date=2027-01-01`;
    const bare = () => get(path, { Authorization: token });
    expect((await bare()).status).toBe(200);
    quirks.authorization = 'bearer';
    expect([(await bare()).status, (await get(path)).status]).toEqual([401, 200]);
    quirks.authorization = 'bare';
    expect([(await bare()).status, (await get(path)).status]).toEqual([200, 401]);
  });

  it.each([
    ['a foreign advertiser', 'USA_1'],
    ['one protected by HIPAA', HIPAA_GMAID],
    ['one that is not active', INACTIVE_GMAID],
  ])('%s', async (_who, gmaid) => {
    expect(await list('contacts', { global_master_advertiser_id: gmaid })).toMatchObject({ status: 403, body: { name: 'not_authorized' } });
  });

  it('nothing of a protected advertiser to somebody with the privilege', async () => {
    state.advertisers[1]!.privilegeLevel = 3;
    expect((await list('contacts', { global_master_advertiser_id: HIPAA_GMAID })).body.contacts).toHaveLength(1);
  });

  it('missing and wrong parameters, naming them', async () => {
    expect(await get(`/crm/contacts?global_master_advertiser_id=${GMAID}`)).toMatchObject({
      status: 422,
      body: { errors: { created_after_date: expect.anything() } },
    });
    expect((await list('contacts', { created_before_date: '11/21/2026' })).status).toBe(422);
    expect((await list('contact_interactions', { event_type: 'fax' })).status).toBe(422);
    expect((await get('/crm/contacts')).body.errors).toHaveProperty('global_master_advertiser_id');
  });

  it('the twenty-first request of a second', async () => {
    for (let i = 0; i < 20; i++) expect((await list('contacts')).status).toBe(200);
    expect(await list('contacts')).toEqual({ status: 429, body: { message: 'Too Many Requests' } });
    clock.now += 1000;
    expect((await list('contacts')).status).toBe(200);
  });

  it('any way to write', async () => {
    expect((await get('/crm/contacts/1')).status).toBe(404);
  });
});
