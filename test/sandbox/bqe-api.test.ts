// BQE CORE's API: what is read, filtered and paged, what is refused and how, and writes with their version.
import { beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../../sandbox/bqe/ids';
import { AVERY, BRIAR, ELLIS } from '../../sandbox/core/people';
import { createTestBqe, issue } from './bqe-world';

let { bqe, clock, call, state, quirks } = createTestBqe();
beforeEach(() => {
  ({ bqe, clock, call, state, quirks } = createTestBqe());
});

const where = (text: string) => `where=${encodeURIComponent(text)}`;
const CLIENT = `/client/${idOf(AVERY)}`;

describe('BQE CORE reads', () => {
  it('gives a client by id, with e-mail and phone below the address', async () => {
    const { status, body } = await call(CLIENT);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: idOf(AVERY), name: 'Avery Quill', company: 'Quill & Hart Architects', status: 0, version: '1' });
    expect(body.email).toBeUndefined();
    expect(body.address.communications.map((item: { value: string }) => item.value)).toContain('avery.quill@example.com');
    expect(body.lastUpdated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    expect(body.customFields).toBeUndefined();
    expect((await call(`${CLIENT}?expand=customFields,assignedGroups`)).body.assignedGroups).toHaveLength(1);
  });

  it('has e-mail and phone in two other places where the switch says so', async () => {
    quirks.addressShape = 'list';
    expect((await call(CLIENT)).body.address).toBeUndefined();
    expect((await call(`${CLIENT}?expand=address`)).body.address[0].communications[0]).toMatchObject({ communicationType: 'Email' });
    quirks.addressShape = 'split';
    expect((await call(CLIENT)).body.address.communications).toBeUndefined();
    expect((await call(`${CLIENT}?expand=communications`)).body.communications).toHaveLength(3);
  });

  it('lists bare arrays of 25, in pages of up to 1000, 204 after the end', async () => {
    expect((await call('/client')).body).toHaveLength(25);
    const total = state.company.clients.length;
    expect((await call('/client?page=1,1000')).body).toHaveLength(total);
    expect((await call('/client?page=0,1000')).body).toHaveLength(total);
    const first = (await call('/client?page=1,10&fields=id&orderBy=name asc')).body;
    const second = (await call('/client?page=2,10&fields=id&orderby=name')).body;
    expect(new Set([...first, ...second].map((row: { id: string }) => row.id)).size).toBe(20);
    const end = await call('/client?page=9,1000');
    expect([end.status, end.body]).toEqual([204, null]);
    expect((await call('/client?page=1,1001')).status).toBe(400);
    expect((await call('/client?page=1,101&expand=customFields')).status).toBe(400);
    expect((await call(`/client?fields=${encodeURIComponent('COUNT(*)')}`)).body).toBe(total);
    expect((await call(`/client?fields=${encodeURIComponent('COUNT(*)')}&page=1,10`)).status).toBe(400);
  });

  it('filters as documented', async () => {
    const ids = async (text: string) =>
      ((await call(`/client?fields=id&page=1,1000&${where(text)}`)).body ?? []).map((row: { id: string }) => row.id);
    expect(await ids(`id='${idOf(AVERY)}' OR id='${idOf(BRIAR)}'`)).toHaveLength(2);
    expect(await ids("lastName='quill' and status=0")).toEqual([idOf(AVERY)]);
    expect(await ids('lastName="Quill"')).toEqual([idOf(AVERY)]);
    expect(await ids("(lastName='Quill' or lastName='Hart') and company is null")).toEqual([]);
    expect(await ids("name='O''Nobody'")).toEqual([]);
    expect((await call(`/client?${where("email='a@example.com'")}`)).status).toBe(400);
    expect((await call(`/client?${where("status='Active'")}`)).status).toBe(400);
    expect((await call(`/client?${where("name like 'A%'")}`)).status).toBe(400);
    expect((await call('/client?fields=id,email')).status).toBe(400);
  });

  it('finds what a colleague changed since a time', async () => {
    clock.now += 60_000;
    const client = state.clientOf(ELLIS)!;
    state.edit(client, { memo: 'Moved house' });
    const since = new Date(clock.now).toISOString().slice(0, 19);
    const changed = await call(`/client?orderBy=lastUpdated asc&${where(`lastUpdated >= '${since}'`)}`);
    expect(changed.body).toHaveLength(1);
    expect(changed.body[0]).toMatchObject({ id: client.id, version: '2', lastUpdated: since });
  });

  it('reads a time without zone as UTC, or by the offset where the switch says so', async () => {
    const utc = (await call(CLIENT)).body.createdOn;
    quirks.naiveTimes = 'offset';
    const hours = (text: string) => Date.parse(`${text}Z`) / 3_600_000;
    expect(hours((await call(CLIENT, { headers: { 'X-UTC-OFFSET': '60' } })).body.createdOn)).toBe(hours(utc) + 1);
    expect(hours((await call(CLIENT, { headers: { 'X-UTC-OFFSET': '' } })).body.createdOn)).toBe(hours(utc) - 8);
  });

  it('lists deletions', async () => {
    state.remove('todos', state.company.todos[0]!.id);
    const { body } = await call(`/deletedhistory?orderBy=deletedOn&${where("deletedOn >= '2026-01-01T00:00:00'")}`);
    expect(body[0]).toMatchObject({ entityType: 'ToDo' });
  });

  it('answers for every resource of its table', async () => {
    for (const path of [
      'crm/prospect',
      'todo',
      'note',
      'note/category',
      'note/status',
      'communicationtype',
      'customfield',
      'group',
      'group/detail',
    ]) {
      const { status, body } = await call(`/${path}?page=1,5`);
      expect([path, status, Array.isArray(body)]).toEqual([path, 200, true]);
    }
  });

  it('keeps the roster of employees from ordinary users, but not their own record', async () => {
    expect((await call('/employee')).status).toBe(403);
    const [me, other] = state.company.employees;
    expect((await call(`/employee/${me!.id}?fields=id,displayName`)).body).toEqual({ id: me!.id, displayName: 'Tess Delgado' });
    expect((await call(`/employee/${other!.id}`)).status).toBe(403);
  });

  it('answers 207 with fewer fields where the switch says so', async () => {
    quirks.partialAbove = 3;
    const { status, body } = await call('/client?fields=id,name,company,firstName,lastName');
    expect(status).toBe(207);
    expect(Object.keys(body[0])).toEqual(['id', 'name', 'company']);
  });
});

describe('BQE CORE may be otherwise, where the switch says so', () => {
  it('has e-mail and phone as fields of the address, and takes them there', async () => {
    quirks.addressShape = 'flat';
    const read = (await call(CLIENT)).body;
    expect(read.address).toMatchObject({ email: 'avery.quill@example.com', website: 'https://quillhart.example.com' });
    expect(read.address.communications).toBeUndefined();
    const address = { ...read.address, email: 'flat@example.com', phone: '' };
    expect((await call(CLIENT, { method: 'PUT', body: { ...read, address } })).status).toBe(200);
    const client = state.clientByEmail('flat@example.com')!;
    expect(state.communicationOf(client, 'phone')).toBe('');
    expect(client.address.communications).toHaveLength(2);
  });

  it('searches nested fields and knows like', async () => {
    const ids = async (text: string) => (await call(`/client?fields=id&page=1,1000&${where(text)}`)).body;
    expect((await call(`/client?${where("address.email='x'")}`)).status).toBe(400);
    quirks.nestedWhere = true;
    expect(await ids("address.communications.value='avery.quill@example.com'")).toEqual([{ id: idOf(AVERY) }]);
    expect(await ids("name like '%ery qui%'")).toEqual([{ id: idOf(AVERY) }]);
    expect((await call(`/client?${where("address.other='x'")}`)).status).toBe(400);
  });

  it('gives an empty page in the middle, the same page again, and no count', async () => {
    const page = async (number: number) => (await call(`/client?fields=id&page=${number},10`)).body;
    const [first, second] = [await page(1), await page(2)];
    Object.assign(quirks, { emptyPage: 2, emptyPageTimes: 1 });
    expect(await page(2)).toBeNull();
    expect(await page(2)).toEqual(second);
    Object.assign(quirks, { emptyPage: 0, repeatsFromPage: 2 });
    expect(await page(3)).toEqual(first);
    quirks.counts = false;
    expect((await call(`/client?fields=${encodeURIComponent('COUNT(*)')}`)).status).toBe(400);
  });

  it('takes no expand for a single record', async () => {
    quirks.itemExpands = false;
    expect((await call(`${CLIENT}?expand=customFields`)).status).toBe(400);
    expect((await call(CLIENT)).status).toBe(200);
  });

  it('sends every call elsewhere', async () => {
    quirks.redirectsTo = 'https://evil.example.com/';
    const response = await bqe.fetch(new Request('https://api.bqecore.com/api/client', { redirect: 'manual' }));
    expect([response.status, response.headers.get('location')]).toEqual([302, 'https://evil.example.com/']);
  });

  it('keeps a blank text blank when it comes back blank', async () => {
    const read = (await call(CLIENT)).body;
    expect(read.currencyName).toBeNull();
    await call(CLIENT, { method: 'PUT', body: { ...read, memo: 'x' } });
    expect(state.clientOf(AVERY)!.currencyName).toBeNull();
  });
});

describe('BQE CORE refuses', () => {
  it('expired and missing tokens with 401', async () => {
    expect((await call(CLIENT, { headers: { Authorization: '' } })).status).toBe(401);
    clock.now += 3_600_000;
    const { status, body } = await call(CLIENT);
    expect([status, body.Key]).toEqual([401, 'Unauthorized']);
  });

  it('what the user may not do with 409 MsgPermissions, in each shape of error', async () => {
    state.forbidden.add('crm/prospect');
    const body = async () => (await call('/crm/prospect')).body;
    expect((await call('/crm/prospect')).status).toBe(409);
    expect(await body()).toMatchObject({ Key: 'MsgPermissions' });
    quirks.errorShape = 'camel';
    expect(await body()).toMatchObject({ errorCode: 'MsgPermissions' });
    quirks.errorShape = 'nested';
    expect(await body()).toMatchObject({ error: { errorCode: 'MsgPermissions' } });
    quirks.errorShape = 'text';
    expect(await body()).toContain('MsgPermissions');
  });

  it('writes with a token that may only read', async () => {
    const headers = { Authorization: `Bearer ${issue(bqe, ['read:core'])}` };
    expect((await call('/todo', { headers })).status).toBe(200);
    expect((await call('/todo', { method: 'POST', headers, body: {} })).status).toBe(403);
  });

  it('the request after the hundredth of a minute with 429', async () => {
    for (let i = 0; i < 100; i++) {
      const { status, headers } = await call('/todo?page=1,1');
      expect(status).toBe(200);
      expect(headers.get('x-rate-limit-remaining')).toBe(String(99 - i));
    }
    const refused = await call('/todo?page=1,1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(refused.headers.get('x-rate-limit-limit')).toBe('100');
    clock.now += 60_000;
    expect((await call('/todo?page=1,1')).status).toBe(200);
  });

  it('unknown ids and resources with 404', async () => {
    expect((await call('/client/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await call('/contact?page=1,1')).status).toBe(404);
  });
});

describe('BQE CORE writes', () => {
  it('take the version that was read and refuse an older one', async () => {
    const read = (await call(CLIENT)).body;
    clock.now += 5000;
    const written = await call(CLIENT, { method: 'PUT', body: { ...read, memo: 'Prefers mail' } });
    expect(written.status).toBe(200);
    expect(written.body).toMatchObject({ memo: 'Prefers mail', version: '2', firstName: 'Avery' });
    const stale = await call(CLIENT, { method: 'PUT', body: { ...read, memo: 'Too late' } });
    expect([stale.status, stale.body.Key]).toEqual([409, 'OutDatedModel']);
    expect(state.clientOf(AVERY)!.memo).toBe('Prefers mail');
  });

  it('leave out what is left out, and change an e-mail in the shape it was read in', async () => {
    for (const shape of ['nested', 'list', 'split'] as const) {
      quirks.addressShape = shape;
      const expand = { nested: '', list: '?expand=address', split: '?expand=communications' }[shape];
      const read = (await call(CLIENT + expand)).body;
      const communications =
        shape === 'split' ? read.communications : shape === 'list' ? read.address[0].communications : read.address.communications;
      communications[0].value = `${shape}@example.com`;
      const changed = shape === 'split' ? { communications } : { address: read.address };
      expect((await call(CLIENT, { method: 'PUT', body: { version: read.version, ...changed } })).status).toBe(200);
      const client = state.clientByEmail(`${shape}@example.com`)!;
      expect(client).toMatchObject({ id: idOf(AVERY), lastName: 'Quill' });
      expect(client.address.city).toBe('New York');
    }
  });

  it('change nothing when refused', async () => {
    const refused = await call(CLIENT, { method: 'PUT', body: { version: '1', memo: 'half', email: 'x@example.com' } });
    expect(refused.status).toBe(400);
    expect(state.clientOf(AVERY)).toMatchObject({ memo: '', version: '1' });
  });

  it('create, complete and delete a to-do', async () => {
    const assignedToId = state.company.employees[1]!.id;
    const created = await call('/todo', {
      method: 'POST',
      body: { description: 'Call back', assignedToId, linkedEntityId: idOf(AVERY), linkedEntityType: 1, endDate: '2026-11-30T00:00:00' },
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      endDate: '2026-11-30T00:00:00',
      linkedEntity: 'Avery Quill',
      assignedTo: 'Osei Brandt',
      version: '1',
    });
    const path = `/todo/${created.body.id}`;
    const done = await call(path, { method: 'PUT', body: { version: '1', status: 2, percentComplete: 100 } });
    expect(done.body).toMatchObject({ status: 2, description: 'Call back' });
    expect((await call(path, { method: 'DELETE' })).status).toBe(204);
    expect((await call(path)).status).toBe(404);
    expect(state.company.deleted.at(-1)).toMatchObject({ entityId: created.body.id });
  });

  it('want what a record cannot be without', async () => {
    expect((await call('/todo', { method: 'POST', body: { description: 'Nobody’s' } })).status).toBe(400);
    expect((await call('/note', { method: 'POST', body: { description: 'Nowhere' } })).status).toBe(400);
    expect((await call('/client', { method: 'POST', body: { firstName: 'No' } })).status).toBe(400);
    const twin = await call('/client', { method: 'POST', body: { name: 'Avery Quill' } });
    expect([twin.status, twin.body.Key]).toEqual([409, 'DuplicateName']);
    quirks.noteWrites = false;
    expect((await call('/note', { method: 'POST', body: {} })).status).toBe(405);
  });

  it('take a day with a zone to the day where the caller is', async () => {
    const assignedToId = state.company.employees[0]!.id;
    const create = async (headers: Record<string, string>) =>
      (await call('/todo', { method: 'POST', headers, body: { description: 'd', assignedToId, endDate: '2026-11-30T02:00:00Z' } })).body
        .endDate;
    expect(await create({ 'X-UTC-OFFSET': '-300' })).toBe('2026-11-29T00:00:00');
    expect(await create({ 'X-UTC-OFFSET': '60' })).toBe('2026-11-30T00:00:00');
    expect(await create({ 'X-UTC-OFFSET': '' })).toBe('2026-11-29T00:00:00');
  });
});
