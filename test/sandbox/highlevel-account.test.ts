import { beforeEach, describe, expect, test } from 'vitest';
import { AVERY, INDIGO, LAYLA, MORGAN, ROBIN, SASHA, WREN } from '../../sandbox/core/people';
import { type Caller, createCaller, START } from './highlevel-caller';

let caller: Caller;
beforeEach(() => {
  caller = createCaller();
});

describe('the location', () => {
  test('is read with its zone and settings', async () => {
    const { status, body } = await caller.call('GET', `/locations/${caller.locationId}`);
    expect(status).toBe(200);
    expect(body.location).toMatchObject({
      id: caller.locationId,
      companyId: caller.state.companyId,
      name: 'Beacon & Vale Studio, New York',
      timezone: 'America/New_York',
      settings: { allowDuplicateContact: false },
      business: { timezone: 'America/New_York' },
    });
  });

  test('has custom fields of six types, by model', async () => {
    const fields = async (query: string) => caller.call('GET', `/locations/${caller.locationId}/customFields${query}`);
    const { body } = await fields('');
    expect(body.customFields.map(({ dataType }: { dataType: string }) => dataType)).toEqual([
      'TEXT',
      'SINGLE_OPTIONS',
      'MONETORY',
      'DATE',
      'MULTIPLE_OPTIONS',
      'LARGE_TEXT',
    ]);
    expect(body.customFields[1]).toMatchObject({
      name: 'Project type',
      fieldKey: 'contact.project_type',
      model: 'contact',
      locationId: caller.locationId,
      picklistOptions: expect.arrayContaining(['Civic']),
    });
    expect((await fields('?model=opportunity')).body.customFields).toEqual([]);
    expect((await fields('?model=all')).body.customFields).toHaveLength(6);
    expect((await fields('?model=car')).status).toBe(422);
  });

  test('has tags', async () => {
    const { body } = await caller.call('GET', `/locations/${caller.locationId}/tags`);
    expect(body.tags).toContainEqual({ id: expect.any(String), name: 'vip', locationId: caller.locationId });
    expect((await caller.call('GET', '/locations/elsewhere/tags')).status).toBe(403);
  });
});

describe('users', () => {
  const search = (query: Record<string, string>) => caller.call('GET', `/users/search?${new URLSearchParams(query)}`);

  test('are searched within a company, which is required', async () => {
    const companyId = caller.state.companyId;
    const { status, body } = await search({ companyId, locationId: caller.locationId });
    expect([status, body.count]).toEqual([200, 5]);
    expect(body.users[0]).toMatchObject({
      name: 'Jordan Vale',
      email: 'jordan.vale@beaconvale.example.com',
      roles: { type: 'account', role: 'admin' },
      deleted: false,
    });
    expect((await search({ companyId, query: 'noor' })).body.count).toBe(1);
    expect((await search({ companyId, role: 'admin' })).body.count).toBe(2);
    expect((await search({ companyId, limit: '2', skip: '4' })).body.users).toHaveLength(1);
    expect((await search({ companyId, ids: `${caller.state.users[3]?.id},x` })).body.users[0].firstName).toBe('Noor');
    expect((await search({})).body.message).toEqual(['companyId should not be empty', 'companyId must be a string']);
    expect((await search({ companyId: 'other' })).status).toBe(403);
  });

  test('one by id comes without an envelope, and the deprecated list still answers', async () => {
    const user = caller.state.users[2];
    expect(await caller.call('GET', `/users/${user?.id}`)).toMatchObject({ status: 200, body: { id: user?.id, firstName: 'Micah' } });
    expect((await caller.call('GET', '/users/nobody')).status).toBe(400);
    expect((await caller.call('GET', `/users/?locationId=${caller.locationId}`)).body.users).toHaveLength(5);
  });
});

describe('workflows', () => {
  test('are listed', async () => {
    const { body } = await caller.call('GET', `/workflows/?locationId=${caller.locationId}`);
    expect(body.workflows).toHaveLength(3);
    expect(body.workflows[0]).toMatchObject({
      id: expect.any(String),
      name: 'Welcome series',
      status: 'published',
      locationId: caller.locationId,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
  });

  test('are started for a contact, which is written down', async () => {
    const contactId = caller.state.contactByEmail(AVERY.email ?? '')?.id;
    const workflowId = caller.state.workflows[0]?.id;
    const path = `/contacts/${contactId}/workflow/${workflowId}`;
    const eventStartTime = '2026-11-30T09:00:00-05:00';
    expect(await caller.call('POST', path, { body: { eventStartTime } })).toMatchObject({ status: 200, body: { succeded: true } });
    expect((await caller.call('POST', path)).status).toBe(200);
    expect(caller.state.workflowStarts).toEqual([
      { at: START, contactId, workflowId, eventStartTime },
      { at: START, contactId, workflowId, eventStartTime: null },
    ]);
    expect((await caller.call('POST', path, { body: { eventStartTime: '2026-11-30T09:00:00' } })).status).toBe(422);
    expect((await caller.call('POST', `/contacts/${contactId}/workflow/none`, { body: {} })).status).toBe(400);
  });
});

describe('rate limits', () => {
  const read = (token?: string) => caller.call('GET', `/locations/${caller.locationId}`, token === undefined ? {} : { token });

  test('the five headers are on every answer, refusals included', async () => {
    const first = await read();
    expect(Object.fromEntries([...first.headers].filter(([name]) => name.startsWith('x-ratelimit')))).toEqual({
      'x-ratelimit-limit-daily': '200000',
      'x-ratelimit-daily-remaining': '199999',
      'x-ratelimit-interval-milliseconds': '10000',
      'x-ratelimit-max': '100',
      'x-ratelimit-remaining': '99',
    });
    expect((await caller.call('GET', '/contacts/nobody')).headers.get('x-ratelimit-remaining')).toBe('98');
    expect(first.headers.get('retry-after')).toBeNull();
  });

  test('exactly 100 pass in any 10 seconds; refused ones do not count', async () => {
    const statuses = [];
    for (let i = 0; i < 50; i++) statuses.push((await read()).status);
    caller.pass(4000);
    for (let i = 0; i < 52; i++) statuses.push((await read()).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect(caller.state.tooManyRequests).toBe(2);
    expect((await read()).body).toMatchObject({ statusCode: 429, message: 'Too Many Requests' });
    caller.pass(5999);
    expect((await read()).status).toBe(429);
    caller.pass(1);
    const after = await read();
    expect([after.status, after.headers.get('x-ratelimit-remaining')]).toEqual([200, '49']);
  });

  test('200,000 pass in a day', async () => {
    caller.highlevel.limits.daily.max = 3;
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await read()).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await read()).headers.get('x-ratelimit-daily-remaining')).toBe('0');
    caller.pass(86_400_000);
    expect((await read()).status).toBe(200);
  });

  test('each app and location has its own', async () => {
    caller.highlevel.limits.burst.max = 1;
    const other = caller.state.issueToken();
    expect([(await read()).status, (await read()).status, (await read(other)).status]).toEqual([200, 429, 200]);
    // Two tokens of one app in one location share theirs.
    const [first, second] = [1, 2].map((n) => caller.state.issueToken({ value: `access-${n}`, kind: 'oauth', appId: 'app' }));
    expect([(await read(first)).status, (await read(second)).status]).toEqual([200, 429]);
  });

  test('sendsRetryAfter: the undocumented header, in whole seconds', async () => {
    caller.quirks.sendsRetryAfter = true;
    caller.highlevel.limits.burst.max = 1;
    await read();
    caller.pass(2500);
    expect((await read()).headers.get('retry-after')).toBe('8');
  });
});

describe('the server’s clock', () => {
  test('shows in the Date header and in the times of what it writes', async () => {
    caller.quirks.clockSkewMs = -90_000;
    const { headers, body } = await caller.call('POST', '/contacts/', { body: { locationId: caller.locationId, firstName: 'A' } });
    expect(headers.get('date')).toBe(new Date(START - 90_000).toUTCString());
    expect(body.contact.dateAdded).toBe(new Date(START - 90_000).toISOString());
  });
});

describe('what is there at the start', () => {
  test('replays from its seed', () => {
    const ids = (seed: number) => [...createCaller({ seed }).state.contacts.keys()];
    expect(ids(1)).toEqual([...caller.state.contacts.keys()]);
    expect(ids(2)).not.toEqual(ids(1));
  });

  test('the main location holds as many contacts as asked for, the other one its own', () => {
    const held = [...caller.state.contacts.values()].map(({ locationId }) => locationId);
    expect(held.filter((id) => id === caller.locationId)).toHaveLength(40);
    expect(held).toHaveLength(41);
    expect([caller.state.locations.size, caller.state.users.length, caller.state.calendars.length]).toEqual([2, 6, 3]);
    expect(new Set([...caller.state.locations.values()].map(({ timezone }) => timezone)).size).toBe(2);
  });

  test('Avery has tasks overdue, today, later and done', () => {
    const id = caller.state.contactByEmail(AVERY.email ?? '')?.id ?? '';
    const tasks = caller.state.tasksOf(id);
    const endOfToday = Date.parse('2026-11-22T05:00:00Z');
    expect(tasks.filter(({ completed, dueAt }) => !completed && dueAt < START)).toHaveLength(1);
    expect(tasks.filter(({ completed, dueAt }) => !completed && dueAt >= START && dueAt < endOfToday)).toHaveLength(1);
    expect(tasks.filter(({ completed, dueAt }) => !completed && dueAt >= endOfToday)).toHaveLength(1);
    expect(tasks.filter(({ completed }) => completed)).toHaveLength(1);
  });

  test('Morgan’s e-mail and phone point at two contacts, Wren is unknown, and odd names are kept', () => {
    const { state } = caller;
    expect(state.contactByEmail(MORGAN.email ?? '')?.firstName).toBe(SASHA.firstName);
    expect(state.contactsByPhone(MORGAN.phone ?? '').map(({ firstName }) => firstName)).toEqual([ROBIN.firstName]);
    expect(state.contactByEmail(WREN.email ?? '')).toBeUndefined();
    expect(state.contactByEmail(LAYLA.email ?? '')?.firstName).toBe(LAYLA.firstName);
    expect(state.contactByEmail(INDIGO.email ?? '')?.lastName).toContain('onerror');
  });
});

describe('a colleague at work', () => {
  test('edits show in reads at once, with a new time of change', async () => {
    const { state } = caller;
    const id = state.contactByEmail(AVERY.email ?? '')?.id ?? '';
    caller.pass(7000);
    state.editContact(id, { city: 'Utica' });
    const { body } = await caller.call('GET', `/contacts/${id}`);
    expect(body.contact).toMatchObject({ city: 'Utica', dateUpdated: new Date(START + 7000).toISOString() });
    const [task] = state.tasksOf(id);
    const [note] = state.notesOf(id);
    const [appointment] = state.appointmentsOf(id);
    if (!task || !note || !appointment) throw new Error('Avery has no work');
    state.editTask(task.id, { completed: true });
    state.deleteNote(note.id);
    state.editAppointment(appointment.id, { appointmentStatus: 'cancelled' });
    expect((await caller.call('GET', `/contacts/${id}/tasks/${task.id}`)).body.task.completed).toBe(true);
    expect((await caller.call('GET', `/contacts/${id}/notes`)).body.notes).toHaveLength(1);
    expect((await caller.call('GET', `/contacts/${id}/appointments`)).body.events[0].appointmentStatus).toBe('cancelled');
    expect(() => state.editTask('none', {})).toThrow('no task none');
  });
});

describe('faults in process', () => {
  test('a lost reply leaves the record behind, and the log says so', async () => {
    const id = caller.state.contactByEmail(AVERY.email ?? '')?.id ?? '';
    const { faults } = caller.sandbox.world;
    faults.arm({ kind: 'drop-reply', match: { host: 'services.leadconnectorhq.com', method: 'POST', path: /\/notes$/ } });
    const note = () => caller.call('POST', `/contacts/${id}/notes`, { body: { body: 'Once' } });
    await expect(note()).rejects.toBeInstanceOf(TypeError);
    expect(caller.state.notesOf(id).filter(({ body }) => body === 'Once')).toHaveLength(1);
    expect(caller.highlevel.requests.at(-1)).toEqual({
      at: START,
      method: 'POST',
      host: 'services.leadconnectorhq.com',
      path: `/contacts/${id}/notes`,
      query: '',
      status: 0,
      body: { body: 'Once' },
    });
    expect((await note()).status).toBe(201);
  });

  test('hosts of nobody answer 404', async () => {
    expect((await caller.sandbox.fetch(new Request('https://nowhere.example.com/'))).status).toBe(404);
  });
});
