import { beforeEach, describe, expect, test } from 'vitest';
import { AVERY, BRIAR, CAMERON, DREW } from '../../sandbox/core/people';
import type { Contact } from '../../sandbox/highlevel/model';
import { type Caller, createCaller, START } from './highlevel-caller';

let caller: Caller;
let avery: Contact;

beforeEach(() => {
  caller = createCaller();
  avery = contactOf(AVERY.email);
});

function contactOf(email: string | null): Contact {
  const contact = caller.state.contactByEmail(email ?? '');
  if (!contact) throw new Error(`Nobody has ${email}`);
  return contact;
}

const create = (body: object) => caller.call('POST', '/contacts/', { body: { locationId: caller.locationId, ...body } });
const update = (body: object) => caller.call('PUT', `/contacts/${avery.id}`, { body });

describe('GET /contacts/:id', () => {
  test('has the documented shape, blanks left out', async () => {
    const { status, body } = await caller.call('GET', `/contacts/${avery.id}`);
    expect(status).toBe(200);
    expect(body.traceId).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.contact).toMatchObject({
      id: avery.id,
      name: 'Avery Quill',
      locationId: caller.locationId,
      firstName: 'Avery',
      lastName: 'Quill',
      firstNameLowerCase: 'avery',
      lastNameLowerCase: 'quill',
      fullNameLowerCase: 'avery quill',
      email: 'avery.quill@example.com',
      emailLowerCase: 'avery.quill@example.com',
      phone: '+12125550101',
      companyName: 'Quill & Hart Architects',
      address1: '12 Drafting Lane',
      timezone: 'America/New_York',
      dateOfBirth: '1984-06-15',
      tags: ['client', 'vip'],
      dnd: false,
      dndSettings: { SMS: { status: 'active' } },
      customFields: expect.arrayContaining([{ id: expect.any(String), value: 1_250_000 }]),
      businessId: expect.any(String),
      dateAdded: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      dateUpdated: expect.stringMatching(/Z$/),
    });
    expect(body.contact).not.toHaveProperty('address');
    expect(body.contact).not.toHaveProperty('searchAfter');
    expect(body.contact).not.toHaveProperty('gender');
  });

  test('a missing contact answers 400, or 404 by quirk', async () => {
    const ask = () => caller.call('GET', '/contacts/nobody');
    expect(await ask()).toMatchObject({ status: 400, body: { statusCode: 400, message: 'Contact with id nobody not found' } });
    caller.quirks.missingStatus = 404;
    expect(await ask()).toMatchObject({ status: 404, body: { statusCode: 404 } });
  });

  test('freshContactLacksDateUpdated (#289): neither name nor dateUpdated until the first change', async () => {
    caller.quirks.freshContactLacksDateUpdated = true;
    const { body } = await create({ firstName: 'New', lastName: 'Comer' });
    const ask = async () => (await caller.call('GET', `/contacts/${body.contact.id}`)).body.contact;
    expect(Object.keys(await ask())).not.toEqual(expect.arrayContaining(['name']));
    expect(await ask()).not.toHaveProperty('dateUpdated');
    caller.pass(1);
    caller.state.editContact(body.contact.id, { city: 'Troy' });
    expect(await ask()).toMatchObject({ name: 'New Comer', dateUpdated: expect.any(String) });
  });
});

describe('POST /contacts/', () => {
  test('creates, normalises and answers 201 in its own shape', async () => {
    const { status, body } = await create({
      name: '  Ada  Birch Lovelace ',
      email: ' Ada@Example.COM ',
      phone: '(646) 555-0142',
      country: 'us',
      companyName: 'Birch',
      gender: 'female',
      tags: ['VIP ', 'vip'],
      dateOfBirth: '2/29/1984',
      source: ' web ',
    });
    expect(status).toBe(201);
    expect(body.contact).toMatchObject({
      id: expect.any(String),
      locationId: caller.locationId,
      firstName: 'Ada',
      lastName: 'Birch Lovelace',
      email: 'ada@example.com',
      phone: '+16465550142',
      country: 'US',
      companyName: 'Birch',
      tags: ['vip'],
      dateOfBirth: '1984-02-29T00:00:00.000Z',
      birthMonth: 2,
      birthDay: 29,
      source: 'web',
      deleted: false,
      bounceEmail: false,
      offers: [],
      products: [],
      dateAdded: new Date(START).toISOString(),
    });
    expect(caller.state.contactByEmail('ada@example.com')?.gender).toBe('female');
  });

  test('normalises off: stored as it came, and junk phones are kept either way', async () => {
    expect((await create({ firstName: 'J', phone: 'ask reception' })).body.contact.phone).toBe('ask reception');
    caller.quirks.normalises = false;
    const { body } = await create({ firstName: ' Ada ', email: 'Ada@Example.com', tags: ['VIP'] });
    expect(body.contact).toMatchObject({ firstName: ' Ada ', email: 'Ada@Example.com', tags: ['VIP'] });
  });

  test('a duplicate answers 400 and names the contact, e-mail before phone', async () => {
    const byEmail = await create({ email: 'AVERY.QUILL@example.com', phone: BRIAR.phone });
    expect(byEmail).toMatchObject({
      status: 400,
      body: {
        statusCode: 400,
        message: 'This location does not allow duplicated contacts.',
        meta: { contactId: avery.id, contactName: 'Avery Quill', matchingField: 'email' },
      },
    });
    const byPhone = await create({ email: 'somebody@example.com', phone: '212-555-0102' });
    expect(byPhone.body.meta).toMatchObject({ contactId: contactOf(BRIAR.email).id, matchingField: 'phone' });
    caller.state.location.settings.allowDuplicateContact = true;
    expect((await create({ email: AVERY.email })).status).toBe(201);
    expect(caller.state.contactsByEmail(AVERY.email ?? '')).toHaveLength(2);
  });

  test('bad bodies answer 422 with every fault in a list', async () => {
    const { status, body } = await create({ firstName: 5, address: 'x', tags: 'vip', postalCode: null });
    expect(status).toBe(422);
    expect(body).toMatchObject({ statusCode: 422, error: 'Unprocessable Entity' });
    expect(body.message).toEqual([
      'property address should not exist',
      'firstName must be a string',
      'postalCode must be a string',
      'tags must be an array',
    ]);
    const nowhere = await caller.call('POST', '/contacts/', { body: { firstName: 'A' } });
    expect(nowhere).toMatchObject({ status: 422, body: { message: expect.arrayContaining(['locationId should not be empty']) } });
    expect((await create({ locationId: 'elsewhere' })).status).toBe(403);
    expect((await create({ email: 'not an address' })).status).toBe(422);
    expect((await create({ dateOfBirth: '31/12/1990' })).status).toBe(422);
  });

  test('createAnswers422 (#64): refused, and yet created', async () => {
    caller.quirks.createAnswers422 = true;
    expect((await create({ email: 'ghost@example.com' })).status).toBe(422);
    expect(caller.state.contactByEmail('ghost@example.com')).toBeDefined();
  });

  test('dropsFields: accepted but not stored', async () => {
    caller.quirks.dropsFields = 'contact.city, contact.phone';
    const { status, body } = await create({ firstName: 'A', city: 'Troy', phone: '+12025550199', state: 'NY' });
    expect(status).toBe(201);
    expect(body.contact).toMatchObject({ firstName: 'A', state: 'NY' });
    expect(body.contact).not.toHaveProperty('city');
    expect(body.contact).not.toHaveProperty('phone');
  });

  test('extraFields: keys that nobody documented', async () => {
    caller.quirks.extraFields = true;
    expect((await caller.call('GET', `/contacts/${avery.id}`)).body).toHaveProperty('undocumented');
    expect((await caller.call('GET', '/contacts/nobody')).body).not.toHaveProperty('undocumented');
  });
});

describe('PUT /contacts/:id', () => {
  test('answers { succeded, contact } and changes what it is given', async () => {
    caller.pass(5000);
    const { status, body } = await update({ city: ' Albany ', email: null, phone: '646 555 0143' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      succeded: true,
      contact: {
        id: avery.id,
        city: 'Albany',
        phone: '+16465550143',
        firstName: 'Avery',
        dateUpdated: new Date(START + 5000).toISOString(),
      },
    });
    expect(body.contact).not.toHaveProperty('email');
    expect(caller.state.contactsByPhone('+16465550143')).toHaveLength(1);
    expect(caller.state.contactByEmail(AVERY.email ?? '')).toBeUndefined();
  });

  test('refuses companyName, gender, locationId and what it does not know (#313)', async () => {
    const { status, body } = await update({ companyName: 'A', gender: 'x', locationId: caller.locationId, additionalEmails: [] });
    expect(status).toBe(422);
    expect(body.message).toEqual([
      'property companyName should not exist',
      'property gender should not exist',
      'property locationId should not exist',
      'property additionalEmails should not exist',
    ]);
  });

  test('tags replaces the whole set', async () => {
    expect((await update({ tags: ['One', 'two'] })).body.contact.tags).toEqual(['one', 'two']);
  });

  test('custom fields are written by id or key, merge, are cleared by blanks, and replace by quirk', async () => {
    const [bqe, , budget] = caller.state.customFields;
    const kept = avery.customFields.length;
    const byId = await update({ customFields: [{ id: bqe?.id, field_value: 'B-77' }] });
    expect(byId.body.contact.customFields).toHaveLength(kept + 1);
    expect(byId.body.contact.customFields).toContainEqual({ id: bqe?.id, value: 'B-77' });
    const cleared = await update({ customFields: [{ key: 'budget', field_value: '' }] });
    expect(cleared.body.contact.customFields).not.toContainEqual(expect.objectContaining({ id: budget?.id }));
    expect((await update({ customFields: [{ id: 'nothing', field_value: 1 }] })).status).toBe(400);
    expect((await update({ customFields: [{ id: bqe?.id, fieldValue: 1 }] })).status).toBe(422);
    caller.quirks.customFieldsReplace = true;
    expect((await update({ customFields: [{ id: bqe?.id, field_value: 'C' }] })).body.contact.customFields).toEqual([
      { id: bqe?.id, value: 'C' },
    ]);
  });

  test('another contact’s e-mail or phone is a duplicate; the contact’s own shared one is not', async () => {
    expect((await update({ email: BRIAR.email })).body).toMatchObject({ meta: { matchingField: 'email' } });
    const drew = contactOf(DREW.email);
    expect(drew.phone).toBe(contactOf(CAMERON.email).phone);
    expect((await caller.call('PUT', `/contacts/${drew.id}`, { body: { phone: DREW.phone, city: 'Gary' } })).status).toBe(200);
  });

  test('a missing contact answers 400', async () => {
    expect((await caller.call('PUT', '/contacts/nobody', { body: {} })).status).toBe(400);
  });
});

describe('DELETE /contacts/:id', () => {
  test('deletes the contact with its work', async () => {
    expect(await caller.call('DELETE', `/contacts/${avery.id}`)).toMatchObject({ status: 200, body: { succeded: true } });
    expect(caller.state.tasksOf(avery.id)).toEqual([]);
    expect([...caller.state.notes.values()].some(({ contactId }) => contactId === avery.id)).toBe(false);
    expect((await caller.call('DELETE', `/contacts/${avery.id}`)).status).toBe(400);
  });
});

describe('tags of a contact', () => {
  test('POST adds by name and answers 201 with all of them; the location knows them from now on', async () => {
    const added = await caller.call('POST', `/contacts/${avery.id}/tags`, { body: { tags: ['Hot Lead', 'vip'] } });
    expect(added).toMatchObject({ status: 201, body: { tags: ['client', 'vip', 'hot lead'] } });
    const { body } = await caller.call('GET', `/locations/${caller.locationId}/tags`);
    expect(body.tags.map(({ name }: { name: string }) => name)).toContain('hot lead');
  });

  test('DELETE takes a body and answers 200', async () => {
    const gone = await caller.call('DELETE', `/contacts/${avery.id}/tags`, { body: { tags: ['VIP', 'unknown'] } });
    expect(gone).toMatchObject({ status: 200, body: { tags: ['client'] } });
  });

  test('anything but a list of names answers 422', async () => {
    expect((await caller.call('POST', `/contacts/${avery.id}/tags`, { body: {} })).status).toBe(422);
    expect((await caller.call('POST', `/contacts/${avery.id}/tags`, { body: { tags: [1] } })).status).toBe(422);
  });
});

describe('GET /contacts/search/duplicate', () => {
  const look = (query: Record<string, string>) =>
    caller.call('GET', `/contacts/search/duplicate?${new URLSearchParams({ locationId: caller.locationId, ...query })}`);

  test('finds by e-mail, then by phone, at once and without a lag', async () => {
    const { body } = await create({ email: 'fresh+tag@example.com', phone: '+12025550198' });
    expect((await look({ email: 'Fresh+Tag@example.com' })).body.contact.id).toBe(body.contact.id);
    expect((await look({ number: '+12025550198' })).body.contact.id).toBe(body.contact.id);
    expect((await look({ email: AVERY.email ?? '', number: '+12025550198' })).body.contact.id).toBe(avery.id);
  });

  test('says null where there is none and 403 without a location', async () => {
    expect(await look({ email: 'nobody@example.com' })).toMatchObject({ status: 200, body: { contact: null } });
    expect((await caller.call('GET', '/contacts/search/duplicate?email=a%40b.c')).status).toBe(403);
  });
});

describe('GET /contacts/business/:id', () => {
  test('lists the people of a business, with a count', async () => {
    const path = `/contacts/business/${avery.businessId}?locationId=${caller.locationId}`;
    const { status, body } = await caller.call('GET', path);
    expect(status).toBe(200);
    expect(body.contacts.map(({ firstName }: { firstName: string }) => firstName)).toEqual(['Avery', 'Briar']);
    expect(body.count).toBe(2);
    expect((await caller.call('GET', `${path}&limit=1&skip=1`)).body.contacts).toHaveLength(1);
    expect((await caller.call('GET', `${path}&query=briar`)).body.count).toBe(1);
    expect((await caller.call('GET', `${path}&limit=x`)).status).toBe(422);
  });
});

describe('GET /contacts/', () => {
  test('pages through everybody by startAfter and startAfterId, newest first', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 10; page++) {
      const { status, body } = await caller.call('GET', `/contacts/?locationId=${caller.locationId}&limit=15${cursor}`);
      expect(status).toBe(200);
      expect([body.count, body.meta.total]).toEqual([40, 40]);
      seen.push(...body.contacts.map(({ id }: { id: string }) => id));
      if (body.meta.startAfterId === null) break;
      expect(body.meta.nextPageUrl).toContain('localhost');
      cursor = `&startAfter=${body.meta.startAfter}&startAfterId=${body.meta.startAfterId}`;
    }
    expect(seen).toHaveLength(40);
    expect(new Set(seen).size).toBe(40);
    const added = seen.map((id) => caller.state.contacts.get(id)?.addedAt ?? 0);
    expect(added).toEqual([...added].sort((a, b) => b - a));
  });

  test('takes 20 unless told, at most 100, and filters by query', async () => {
    const ask = (query: string) => caller.call('GET', `/contacts/?locationId=${caller.locationId}${query}`);
    expect((await ask('')).body.contacts).toHaveLength(20);
    expect((await ask('&limit=101')).status).toBe(400);
    expect((await ask('&startAfter=yesterday')).status).toBe(400);
    const { body } = await ask('&query=quill');
    expect(body.contacts[0]).toMatchObject({ id: avery.id, contactName: 'avery quill', address1: '12 Drafting Lane', attributions: [] });
    expect((await ask('&query=quill%20hart&limit=1')).body.meta).toMatchObject({ total: 2, nextPage: 2 });
  });
});
