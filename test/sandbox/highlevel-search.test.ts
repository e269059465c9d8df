import { beforeEach, describe, expect, test } from 'vitest';
import { AVERY, BRIAR, CAMERON, ELLIS } from '../../sandbox/core/people';
import { computedMs } from '../computed-ms';
import { type Caller, createCaller, START } from './highlevel-caller';

interface Hit {
  id: string;
  firstName?: string;
  dateUpdated: string;
  searchAfter: unknown[];
}

let caller: Caller;
beforeEach(() => {
  caller = createCaller();
});

const search = (body: object) =>
  caller.call('POST', '/contacts/search', { body: { locationId: caller.locationId, pageLimit: 100, ...body } });
const find = async (...filters: object[]): Promise<string[]> => {
  const { status, body } = await search({ filters });
  expect(status).toBe(200);
  return body.contacts.map(({ firstName }: Hit) => firstName);
};
const averyId = () => caller.state.contactByEmail(AVERY.email ?? '')?.id ?? '';

describe('POST /contacts/search', () => {
  test('a hit differs from a read by id', async () => {
    const { status, body } = await search({ filters: [{ field: 'email', operator: 'eq', value: AVERY.email }] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: 1, traceId: expect.any(String) });
    const [hit] = body.contacts;
    expect(hit).toMatchObject({
      id: averyId(),
      firstName: 'Avery',
      firstNameLowerCase: 'avery',
      lastNameLowerCase: 'quill',
      address: '12 Drafting Lane',
      businessName: 'Quill & Hart Architects',
      phoneLabel: null,
      additionalPhones: [],
      opportunities: [],
      dateUpdated: expect.stringMatching(/Z$/),
      searchAfter: [expect.any(Number), averyId()],
    });
    for (const key of ['address1', 'name', 'fullNameLowerCase', 'timezone', 'gender']) expect(hit).not.toHaveProperty(key);
  });

  test('locationId and pageLimit are required, and pageLimit ends at 500', async () => {
    const bare = await caller.call('POST', '/contacts/search', { body: {} });
    expect(bare.status).toBe(422);
    expect(bare.body.message).toEqual(expect.arrayContaining(['locationId should not be empty', 'pageLimit should not be empty']));
    expect((await search({ pageLimit: 500 })).status).toBe(200);
    expect((await search({ pageLimit: 501 })).status).toBe(422);
    expect((await search({ pageLimit: '100' })).status).toBe(422);
    expect((await search({ locationId: 'elsewhere' })).status).toBe(403);
    expect((await search({ startAfter: 1 })).body.message).toEqual(['property startAfter should not exist']);
    expect((await search({ query: 'x'.repeat(76) })).status).toBe(422);
  });

  test('pages by number for the first 10,000, never together with a cursor', async () => {
    const pages = [
      await search({ pageLimit: 15, page: 1 }),
      await search({ pageLimit: 15, page: 3 }),
      await search({ pageLimit: 15, page: 4 }),
    ];
    expect(pages.map(({ body }) => body.contacts.length)).toEqual([15, 10, 0]);
    expect(pages[0]?.body.total).toBe(40);
    expect((await search({ pageLimit: 500, page: 20 })).status).toBe(200);
    expect((await search({ pageLimit: 500, page: 21 })).status).toBe(422);
    expect((await search({ page: 1, searchAfter: [1, 'a'] })).status).toBe(422);
  });

  test.each([
    ['dateUpdated', 'desc'],
    ['dateAdded', 'asc'],
    ['firstNameLowerCase', 'asc'],
    ['email', 'desc'],
  ])('a cursor walks through all, sorted by %s %s', async (field, direction) => {
    const sort = [{ field, direction }];
    const seen: Hit[] = [];
    let searchAfter: unknown[] | undefined;
    for (let page = 0; page < 20; page++) {
      const { body } = await search({ pageLimit: 7, sort, ...(searchAfter ? { searchAfter } : {}) });
      seen.push(...body.contacts);
      if (body.contacts.length < 7) break;
      searchAfter = body.contacts.at(-1).searchAfter;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(40);
    const values = seen.map(({ searchAfter: [value] }) => value).filter((value) => value !== null) as (string | number)[];
    expect(values).toEqual([...values].sort((a, b) => (a < b === (direction === 'asc') ? -1 : a === b ? 0 : 1)));
    // Blanks stand last in either direction.
    expect(seen.slice(values.length).every(({ searchAfter: [value] }) => value === null)).toBe(true);
  });

  test('a cursor goes on within filters and must fit the sorting', async () => {
    const filters = [{ field: 'companyName', operator: 'contains', value: 'quill' }];
    const sort = [{ field: 'firstNameLowerCase', direction: 'asc' }];
    const first = await search({ pageLimit: 1, filters, sort });
    const second = await search({ pageLimit: 1, filters, sort, searchAfter: first.body.contacts[0].searchAfter });
    expect([first.body.contacts[0].firstName, second.body.contacts[0].firstName, second.body.total]).toEqual(['Avery', 'Briar', 2]);
    expect((await search({ sort, searchAfter: ['avery'] })).status).toBe(422);
    expect((await search({ pageLimit: 1, page: 2, filters, sort })).body.contacts[0].firstName).toBe('Briar');
  });

  test('every kind of filter', async () => {
    expect(await find({ field: 'id', operator: 'eq', value: averyId() })).toEqual(['Avery']);
    expect(await find({ field: 'phone', operator: 'eq', value: CAMERON.phone })).toHaveLength(2);
    expect(await find({ field: 'firstNameLowerCase', operator: 'eq', value: 'briar' })).toEqual(['Briar']);
    expect(await find({ field: 'lastNameLowerCase', operator: 'contains', value: 'QUIL' })).toEqual(['Avery']);
    expect(await find({ field: 'tags', operator: 'eq', value: 'vip' })).toEqual(['Avery']);
    expect(await find({ field: 'tags', operator: 'not_contains', value: 'e' })).not.toContain('Avery');
    expect(await find({ field: 'email', operator: 'not_exists' })).toEqual([ELLIS.firstName]);
    expect(await find({ field: 'email', operator: 'exists' })).toHaveLength(39);
    expect(await find({ field: 'email', operator: 'not_eq', value: AVERY.email })).toHaveLength(39);
    const budget = caller.state.customFields.find(({ fieldKey }) => fieldKey === 'contact.budget')?.id;
    expect(await find({ field: `customFields.${budget}`, operator: 'range', value: { gte: 1_000_000 } })).toEqual(['Avery']);
  });

  test('filters are ANDed, groups may be ORed and nested', async () => {
    const first = (value: string) => ({ field: 'firstNameLowerCase', operator: 'eq', value });
    expect(await find(first('avery'), first('briar'))).toEqual([]);
    expect((await find({ group: 'OR', filters: [first('avery'), first('briar')] })).sort()).toEqual(['Avery', 'Briar']);
    const company = { field: 'companyName', operator: 'contains', value: 'quill' };
    expect(await find({ group: 'AND', filters: [company, { group: 'OR', filters: [first('briar'), first('ellis')] }] })).toEqual(['Briar']);
    expect((await search({ filters: [{ group: 'XOR', filters: [] }] })).status).toBe(422);
  });

  test('ranges over dates take epoch milliseconds and ISO strings', async () => {
    caller.pass(10_000);
    caller.state.editContact(averyId(), { city: 'Utica' });
    caller.pass(3000);
    expect(await find({ field: 'dateUpdated', operator: 'range', value: { gte: START } })).toEqual(['Avery']);
    expect(await find({ field: 'dateUpdated', operator: 'range', value: { gte: new Date(START).toISOString() } })).toEqual(['Avery']);
    expect(await find({ field: 'dateUpdated', operator: 'range', value: { gt: START + 10_000 } })).toEqual([]);
    expect((await search({ filters: [{ field: 'dateUpdated', operator: 'range', value: { from: 1 } }] })).status).toBe(422);
  });

  test('fields and operators that the documents do not list are refused', async () => {
    const refused = [
      { field: 'firstName', operator: 'eq', value: 'Avery' },
      { field: 'email', operator: 'contains', value: 'quill' },
      { field: 'dateUpdated', operator: 'eq', value: START },
      { field: 'phone', operator: 'eq' },
      { field: 'city', operator: 'eq', value: 'x'.repeat(76) },
    ];
    for (const filter of refused) expect((await search({ filters: [filter] })).status).toBe(422);
    expect((await search({ sort: [{ field: 'phone', direction: 'asc' }] })).status).toBe(422);
    expect((await search({ sort: [{ field: 'email', direction: 'up' }] })).status).toBe(422);
    const three = ['email', 'dnd', 'source'].map((field) => ({ field, direction: 'asc' }));
    expect((await search({ sort: three })).status).toBe(422);
  });

  test('query looks at names, address, company and digits', async () => {
    const names = async (query: string) => (await search({ query })).body.contacts.map(({ firstName }: Hit) => firstName).sort();
    expect(await names('avery quill')).toEqual(['Avery']);
    expect(await names('BRIAR.HART@example.com')).toEqual(['Briar']);
    expect(await names('Quill & Hart')).toEqual(['Avery', 'Briar']);
    expect(await names('(212) 555-0102')).toEqual(['Briar']);
  });
});

describe('the lag', () => {
  test('what was written shows after three seconds, as it was written', async () => {
    const total = async () => (await search({})).body.total;
    await caller.call('POST', '/contacts/', { body: { locationId: caller.locationId, firstName: 'Late', email: 'late@example.com' } });
    await caller.call('PUT', `/contacts/${averyId()}`, { body: { city: 'Utica' } });
    caller.pass(2999);
    expect(await total()).toBe(40);
    expect(await find({ field: 'city', operator: 'eq', value: 'Utica' })).toEqual([]);
    caller.pass(1);
    expect(await total()).toBe(41);
    expect(await find({ field: 'city', operator: 'eq', value: 'Utica' })).toEqual(['Avery']);
  });

  test('the deleted stay listed for as long', async () => {
    const id = averyId();
    await caller.call('DELETE', `/contacts/${id}`);
    expect(await find({ field: 'id', operator: 'eq', value: id })).toEqual(['Avery']);
    caller.pass(3000);
    expect(await find({ field: 'id', operator: 'eq', value: id })).toEqual([]);
  });

  test('can be set, and a colleague’s edit lags like any other', async () => {
    caller.quirks.searchLagMs = 60_000;
    caller.state.editContact(averyId(), { firstName: 'Averil' });
    caller.pass(59_999);
    expect(await find({ field: 'firstNameLowerCase', operator: 'eq', value: 'averil' })).toEqual([]);
    caller.pass(1);
    expect(await find({ field: 'firstNameLowerCase', operator: 'eq', value: 'averil' })).toEqual(['Averil']);
  });
});

describe('quirks of search', () => {
  test.each([400, 404, 422])('searchStatus %d: refused, while the deprecated list works', async (status) => {
    caller.quirks.searchStatus = status;
    expect(await search({})).toMatchObject({ status, body: { statusCode: status } });
    expect((await caller.call('GET', `/contacts/?locationId=${caller.locationId}`)).status).toBe(200);
  });

  test('phoneEqFindsNothing (#289)', async () => {
    caller.quirks.phoneEqFindsNothing = true;
    expect(await find({ field: 'phone', operator: 'eq', value: BRIAR.phone })).toEqual([]);
    expect(await find({ field: 'phone', operator: 'contains', value: '2125550102' })).toEqual(['Briar']);
  });

  test('hits without names, with a time zone (#185), without DND (#43)', async () => {
    Object.assign(caller.quirks, { hitsNamesLowerCaseOnly: true, hitsLackTimezone: false, hitsLackDndSettings: true });
    const { body } = await search({ query: 'avery quill' });
    expect(body.contacts[0]).toMatchObject({ firstNameLowerCase: 'avery', timezone: 'America/New_York' });
    expect(body.contacts[0]).not.toHaveProperty('firstName');
    expect(body.contacts[0]).not.toHaveProperty('dndSettings');
  });
});

describe('50,000 contacts', () => {
  test('are made in under 3 s, and a page of 500 takes a few milliseconds', async () => {
    const startedAt = computedMs();
    caller = createCaller({ contacts: 50_000 });
    expect(computedMs() - startedAt).toBeLessThan(3000);
    const sort = [{ field: 'dateUpdated', direction: 'desc' }];
    let searchAfter: unknown[] | undefined = (await search({ pageLimit: 500, sort })).body.contacts.at(-1).searchAfter;
    const pagedAt = computedMs();
    for (let page = 0; page < 20; page++) {
      const { body } = await search({ pageLimit: 500, sort, searchAfter });
      expect(body.total).toBe(50_000);
      searchAfter = body.contacts.at(-1).searchAfter;
    }
    expect((computedMs() - pagedAt) / 20).toBeLessThan(100);
  });
});
