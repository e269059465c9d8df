// LocaliQ's contacts and interactions as records: every documented oddity, and what protected accounts do not tell.
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { blankContact } from '@/lib/domain/contact';
import { readContact, readLead } from '@/lib/systems/localiq/records';
import { contactSchema, interactionAnswerSchema, interactionSchema } from '@/lib/systems/localiq/wire';
import { AVERY, BRIAR, CAMERON, INDIGO } from '@/sandbox/core/people';
import { contactIdOf, leadIdOf } from '@/sandbox/localiq/ids';
import { HIPAA_GMAID } from '@/sandbox/localiq/seed';
import { computedMs } from '../../computed-ms';
import { allContacts, allLeads, connect } from './connect';

const open = { zone: 'America/New_York', allowPersonalDetails: true };
const contact = (fields: object) => readContact(z.parse(contactSchema, { id: 1, ...fields }), open).value;
const lead = (fields: object, reading = open) => readLead(z.parse(interactionSchema, { id: 1, ...fields }), reading).value;

describe('a contact', () => {
  it.each([
    [{ phone_mobile: '2125550101' }, '2125550101', []],
    [{ phone_home: '+1 (212) 555-0101', phone_mobile: '212-555-0102' }, '212-555-0102', ['+1 (212) 555-0101']],
    [{ phone_work: '212.555.0103 x12' }, '212.555.0103 x12', []],
    [{ phone_mobile: 'n/a', phone_work: '5550103', phone_home: '2125550104' }, '2125550104', ['n/a', '5550103']],
    [{ phone_mobile: 'call the front desk' }, '', ['call the front desk']],
    [{ phone_mobile: '(212) 555-0101', phone_work: '12125550101', phone_home: '212-555-0101 ext. 4' }, '(212) 555-0101', []],
    [{ phone_mobile: '0000000000' }, '', ['0000000000']],
    [{ phone_mobile: null, phone_work: '', phone_home: 2125550101 }, '2125550101', []],
    [{ phone_fax: '2125550199' }, '', []],
  ])('with %j is called at %j', (fields, phone, additionalPhones) => {
    expect(contact(fields)).toMatchObject({ phone, additionalPhones });
  });

  it('keeps what only LocaliQ knows: status, notes, title, fax, day of archiving', () => {
    const value = contact({
      status: 'IN_PROGRESS',
      notes: 'Wants <b>two</b> windows &amp; a door',
      title: 'Owner',
      phone_fax: '2125550199',
      archived_at: '2026-11-20T23:30:00-05:00',
      address1: '12 Drafting Lane',
      address2: 'Suite 4',
    });
    expect(value).toMatchObject({ type: 'IN_PROGRESS', address1: '12 Drafting Lane, Suite 4' });
    expect(value.customFields).toEqual({
      status: 'IN_PROGRESS',
      notes: 'Wants two windows & a door',
      title: 'Owner',
      fax: '2125550199',
      archivedOn: '2026-11-21',
    });
  });

  it('without anything is blank', () => {
    const nulls = Object.fromEntries(Object.keys(z.parse(contactSchema, { id: 1 })).map((key) => [key, null]));
    for (const fields of [{}, { ...nulls, id: 1 }, { tags: null, created_at: '' }, { tags: 'x', first_name: {}, email: [] }]) {
      expect(contact(fields)).toEqual(blankContact());
    }
  });

  it('keeps text that would be script as text', async () => {
    const found = (await allContacts(connect())).find(({ id }) => id === String(contactIdOf(INDIGO)));
    expect(found?.value.firstName).toBe(INDIGO.firstName);
  });
});

describe('a call', () => {
  it.each([
    ['02:14', 134],
    ['1:02:14', 3734],
    [134, 134],
    ['134', 134],
    ['', 0],
    [null, 0],
    ['long', 0],
    [-5, 0],
    ['00:09', 9],
  ])('of %j took %i seconds', (duration, seconds) => {
    expect(lead({ event_type: 'call', call: { duration } }).durationSeconds).toBe(seconds);
  });

  it('has a caller, a tracking number under either spelling, and a recording', () => {
    const call = { caller_number: '2025550171', recording_url: 'https://recordings.example.net/1.mp3' };
    expect(lead({ event_type: 'call', call: { ...call, dialed_number: '8005550151' } })).toMatchObject({
      kind: 'call',
      callerNumber: '2025550171',
      trackingNumber: '8005550151',
      recordingUrl: call.recording_url,
      contact: { phone: '2025550171' },
    });
    expect(lead({ event_type: 'call', call: { dialed_umber: '8005550152' } }).trackingNumber).toBe('8005550152');
  });

  it.each(['javascript:alert(1)', 'http://recordings.example.net/1.mp3', 'data:text/html,x', '"><img>'])(
    'drops the recording %j',
    (url) => {
      expect(lead({ event_type: 'call', call: { recording_url: url } }).recordingUrl).toBe('');
    },
  );

  it('happened when it says, under either spelling, else when it was stored', () => {
    const created_at = '2026-11-20T12:00:00Z';
    const at = Date.parse('2026-11-20T10:00:00Z');
    expect(lead({ created_at, occured_at: '2026-11-20T05:00:00-05:00' }).occurredAt).toBe(at);
    expect(lead({ created_at, occurred_at: '2026-11-20 10:00:00 UTC' }).occurredAt).toBe(at);
    expect(lead({ created_at, call: { occured_at: '2026-11-20T10:00:00.000Z' } }).occurredAt).toBe(at);
    expect(lead({ created_at, occured_at: null }).occurredAt).toBe(Date.parse(created_at));
    // Without a zone it is the clock of the account's.
    expect(lead({ created_at, occured_at: '2026-11-20T05:00:00' }).occurredAt).toBe(at);
    expect(lead({}).occurredAt).toBe(0);
  });
});

describe('a form', () => {
  it.each([
    ['an object', { 'Your E-Mail': 'juniper.voss@example.com', 'Best number to reach you': '202.555.0172', comments_2: 'Two windows' }],
    [
      'a list of names and values',
      [
        { name: 'Your E-Mail', value: 'juniper.voss@example.com' },
        { label: 'Best number to reach you', value: '202.555.0172' },
        { key: 'comments_2', value: ['Two', 'windows'].join(' ') },
      ],
    ],
    [
      'a list of pairs',
      [
        ['Your E-Mail', 'juniper.voss@example.com'],
        ['Best number to reach you', '202.555.0172'],
        ['comments_2', 'Two windows'],
      ],
    ],
    [
      'a list of objects',
      [{ 'Your E-Mail': 'juniper.voss@example.com' }, { 'Best number to reach you': '202.555.0172', comments_2: 'Two windows' }],
    ],
  ])('tells e-mail and phone among its own fields, as %s', (_shape, extra_fields) => {
    const value = lead({ event_type: 'form', form: { sub_type: 'FormPost', extra_fields } });
    expect(value.contact).toMatchObject({ email: 'juniper.voss@example.com', phone: '202.555.0172' });
    expect(value.text).toBe('Your E-Mail: juniper.voss@example.com\nBest number to reach you: 202.555.0172\ncomments_2: Two windows');
  });

  it('takes no other number for a phone and no other text for an e-mail', () => {
    const extra_fields = {
      'Order number': '2025550172',
      'Account number to contact': '2025550173',
      'Number of rooms': '1234567',
      'May we e-mail you?': 'yes',
      'E-mail': 'see above',
      Phone: 'none',
      Comments: 'mail me at someone@example.com or 202-555-0174',
      Telephone: { area: '202' },
    };
    expect(lead({ event_type: 'form', form: { extra_fields } }).contact).toMatchObject({ email: '', phone: '', additionalPhones: [] });
  });

  it('adds to what the contact has and replaces nothing', () => {
    const value = lead({
      event_type: 'form',
      contact: { id: 7, email: 'a@example.com', phone_mobile: '2125550101' },
      form: { extra_fields: { Email: 'b@example.com', 'E-mail again': 'A@example.com', cellPhone: '2125550102' } },
    });
    expect(value).toMatchObject({
      contactId: '7',
      contact: { email: 'a@example.com', additionalEmails: ['b@example.com'], phone: '2125550101', additionalPhones: ['2125550102'] },
    });
  });

  it('of a kind that nobody documented is a form all the same', () => {
    for (const sub_type of ['SMSRequest', 'Tiktok', '', null, 7])
      expect(lead({ event_type: 'form', form: { sub_type } }).kind).toBe('form');
    expect(lead({ event_type: 'BookingEvent' }).kind).toBe('other');
    expect(lead({ event_type: 'CallEvent' }).kind).toBe('call');
    expect(lead({ chat: {} }).kind).toBe('chat');
  });

  it('says subject and message once, as plain text', () => {
    const form = {
      subject: 'Quote',
      message: 'CHEAP SEO <a href="https://spam.example.net">click</a>',
      full_message: 'From us:\nCHEAP SEO click',
    };
    expect(lead({ event_type: 'form', form }).text).toBe('Quote\n\nFrom us:\nCHEAP SEO click');
    expect(lead({ event_type: 'form', form: { message: 'a', full_message: 'b' } }).text).toBe('a\n\nb');
  });
});

describe('a chat', () => {
  it('is its summary and who said what, without mark-up and without a guessed zone', async () => {
    const leads = await allLeads(connect());
    const { value } = leads.find(({ id }) => id === String(leadIdOf(CAMERON))) ?? {};
    expect(value?.kind).toBe('chat');
    expect(value?.text).toMatch(
      /^Wants an estimate next week\.\n\n\[\d+\/\d+\/2026 \d+:\d\d:\d\d [AP]M\] Agent: Hello! How can we help\?\n/,
    );
    expect(value?.text).toContain('] Visitor: I am Cameron. Do you do estimates & repairs?');
    // A bystander's e-mail inside the chat is nobody's mark.
    expect(value?.contact.email).toBe(CAMERON.email);
  });

  it('survives a transcript with holes', () => {
    const transcript = [
      null,
      {},
      { from: 'Agent:', message: null },
      { timestamp: '11/20/2026 5:00:00 AM', message: '<script>x</script>Hi' },
      'x',
    ];
    expect(lead({ event_type: 'chat', chat: { transcript } }).text).toBe('Agent:\n[11/20/2026 5:00:00 AM] Hi');
    for (const chat of [null, 'x', [], { transcript: null }, { transcript: {} }]) expect(lead({ event_type: 'chat', chat }).text).toBe('');
  });
});

describe('a lead', () => {
  it('names its campaign, or its source where nobody advertised', () => {
    expect(lead({ master_campaign_id: 1994421, campaign_name: 'Spring' })).toMatchObject({ campaign: 'Spring', source: '' });
    expect(lead({ campaign_name: 'Organic Search' })).toMatchObject({ campaign: '', source: 'Organic Search' });
  });

  it.each([
    ['Quill, Avery', { firstName: 'Avery', lastName: 'Quill', email: '', phone: '' }],
    ['avery@example.com', { firstName: '', lastName: '', email: 'avery@example.com' }],
    ['(202) 555-0171', { firstName: '', phone: '(202) 555-0171' }],
    ['Acme Roofing', { firstName: '', lastName: '' }],
  ])('called %j says who it may be', (display_name, who) => {
    expect(lead({ display_name }).contact).toMatchObject(who);
  });

  it('of a fake contact is dropped', async () => {
    const connected = connect();
    const fakes = connected.sandbox.localiq.state.advertiser.interactions.length - (await allLeads(connected)).length;
    expect(fakes).toBe(1);
  });

  it('belongs to its contact', async () => {
    const connected = connect();
    const call = (await allLeads(connected)).find(({ id }) => id === String(leadIdOf(BRIAR)));
    expect(call).toMatchObject({
      kind: 'lead',
      contactId: String(contactIdOf(BRIAR)),
      value: { kind: 'call', contactId: String(contactIdOf(BRIAR)) },
    });
  });

  it('alone is read bare or in an envelope', async () => {
    const { api, sandbox } = connect();
    const id = String(leadIdOf(AVERY));
    const bare = await api.readInteraction(id, sandbox.localiq.state.advertiser.gmaid, { lane: 'pull' });
    expect(bare).toMatchObject({ id, event_type: 'form' });
    for (const answer of [{ contact_interaction: { id: 5 } }, { lead: { id: 5 } }, { contact_interactions: [{ id: 5 }] }, { id: 5 }]) {
      expect(z.parse(interactionAnswerSchema, answer).id).toBe('5');
    }
    await expect(api.readInteraction('..', 'USA_1', { lane: 'pull' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

it('is not slowed down or broken by a hostile megabyte', () => {
  const began = computedMs();
  const long = `a${' '.repeat(500_000)}b${'your '.repeat(100_000)}`;
  let deep: unknown = 'x';
  for (let depth = 0; depth < 50_000; depth++) deep = [deep];
  const fields = { 'Your number': long, [long]: '2025550172', deep, Phone: deep };
  const value = lead({
    display_name: `${long},${long}1`,
    notes: long,
    created_at: '00:00'.repeat(200_000),
    contact: { id: 1, phone_mobile: long, first_name: long, email: long },
    call: { duration: long, recording_url: long, caller_number: `1${' '.repeat(500_000)}x` },
    form: { extra_fields: fields, message: long },
    chat: { transcript: [{ from: long, message: '<'.repeat(500_000), timestamp: long }] },
  });
  expect(value).toMatchObject({ kind: 'call', createdAt: 0, contact: { phone: '' } });
  expect(lead({ extra: deep, form: { extra_fields: deep } }).kind).toBe('form');
  expect(computedMs() - began).toBeLessThan(2000);
});

it('reads the other spelling of everything alike', async () => {
  const usual = connect();
  const other = connect();
  Object.assign(other.sandbox.localiq.quirks, {
    extraFieldsAs: 'list',
    dialedSpelling: 'dialed_umber',
    durationAsText: false,
    occurredSpelling: 'occurred_at',
    empties: 'null',
  });
  expect(await allLeads(other)).toEqual(await allLeads(usual));
  expect(await allContacts(other)).toEqual(await allContacts(usual));
});

describe('an account with protected health data', () => {
  it('tells nothing of anybody until it is allowed', async () => {
    const { sandbox } = connect();
    const advertiser = sandbox.localiq.state.advertisers[1];
    if (!advertiser) throw new Error('The sandbox has a protected advertiser');
    advertiser.privilegeLevel = 3;
    advertiser.interactions = sandbox.localiq.state.advertiser.interactions;
    advertiser.contacts = sandbox.localiq.state.advertiser.contacts;

    const closed = connect({ sandbox, gmaid: HIPAA_GMAID, allowPersonalDetails: false });
    const [contacts, leads] = [await allContacts(closed), await allLeads(closed)];
    expect(contacts.length).toBeGreaterThan(10);
    expect(leads.length).toBeGreaterThan(10);
    const text = JSON.stringify([contacts, leads]);
    for (const { first_name, last_name, email, phone_mobile, address1, notes } of advertiser.contacts) {
      for (const detail of [first_name, last_name, email, phone_mobile, address1, notes]) {
        if (detail.length > 4) expect(text).not.toContain(JSON.stringify(detail).slice(1, -1));
      }
    }
    expect(text).not.toMatch(/@|recordings\.|estimate|quote|2025550171|Visitor/);
    // What remains serves for counting and for links.
    expect(leads.some(({ value }) => value.kind === 'call' && value.durationSeconds > 0 && value.contactId)).toBe(true);
    expect((await closed.system.reference('customFields', { lane: 'pull' })).map(({ id }) => id)).toEqual(['status', 'archivedOn']);

    const opened = connect({ sandbox, gmaid: HIPAA_GMAID });
    expect((await allContacts(opened)).some(({ value }) => value.email === AVERY.email)).toBe(true);
  });
});
