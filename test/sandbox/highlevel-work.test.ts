import { beforeEach, describe, expect, test } from 'vitest';
import { AVERY, BRIAR } from '../../sandbox/core/people';
import { type Caller, createCaller, START } from './highlevel-caller';

const DAY = 86_400_000;
const DUE = '2026-11-25T17:00:00-05:00';

let caller: Caller;
let averyId: string;
let briarId: string;

beforeEach(() => {
  caller = createCaller();
  averyId = caller.state.contactByEmail(AVERY.email ?? '')?.id ?? '';
  briarId = caller.state.contactByEmail(BRIAR.email ?? '')?.id ?? '';
});

describe('tasks of a contact', () => {
  const create = (body: object) => caller.call('POST', `/contacts/${averyId}/tasks`, { body });
  const made = async () => (await create({ title: 'Measure', dueDate: DUE, completed: false })).body.task;

  test('GET lists them without any date but the due one', async () => {
    const { status, body } = await caller.call('GET', `/contacts/${averyId}/tasks`);
    expect(status).toBe(200);
    expect(body.tasks).toHaveLength(4);
    expect(body.tasks[0]).toEqual({
      id: expect.any(String),
      title: 'Send the revised proposal',
      body: 'With the new fee table.',
      assignedTo: caller.state.users[0]?.id,
      dueDate: '2026-11-18T22:00:00.000Z',
      completed: false,
      contactId: averyId,
    });
  });

  test('POST answers 201 and needs title, dueDate and completed', async () => {
    const { status, body } = await create({ title: ' Measure ', dueDate: DUE, completed: false, body: 'Twice', assignedTo: 'user1' });
    expect([status, body.task]).toEqual([
      201,
      {
        id: expect.any(String),
        title: 'Measure',
        body: 'Twice',
        assignedTo: 'user1',
        dueDate: '2026-11-25T22:00:00.000Z',
        completed: false,
        contactId: averyId,
      },
    ]);
    expect((await create({})).body.message).toEqual(
      expect.arrayContaining(['title should not be empty', 'dueDate should not be empty', 'completed should not be empty']),
    );
    expect((await create({ title: '', dueDate: DUE, completed: false })).status).toBe(422);
    expect((await create({ title: 'A', dueDate: 'tomorrow', completed: false })).status).toBe(422);
    expect((await create({ title: 'A', dueDate: DUE, completed: 'no' })).status).toBe(422);
    const unknown = await create({ title: 'A', dueDate: DUE, completed: false, priority: 1 });
    expect(unknown.body.message).toEqual(['property priority should not exist']);
  });

  test('GET, PUT and DELETE by id', async () => {
    const { id } = await made();
    const path = `/contacts/${averyId}/tasks/${id}`;
    expect((await caller.call('GET', path)).body.task.title).toBe('Measure');
    expect(await caller.call('PUT', path, { body: { title: 'Measure twice', body: 'With care' } })).toMatchObject({
      status: 200,
      body: { task: { id, title: 'Measure twice', body: 'With care', completed: false } },
    });
    expect((await caller.call('PUT', path, { body: { contactId: briarId } })).status).toBe(422);
    expect(await caller.call('DELETE', path)).toMatchObject({ status: 200, body: { succeded: true } });
    expect(await caller.call('GET', path)).toMatchObject({ status: 400, body: { message: `Task with id ${id} not found` } });
    caller.quirks.missingStatus = 404;
    expect((await caller.call('DELETE', path)).status).toBe(404);
  });

  test('completed ticks and unticks, and needs its value', async () => {
    const path = `/contacts/${averyId}/tasks/${(await made()).id}/completed`;
    expect((await caller.call('PUT', path, { body: { completed: true } })).body.task.completed).toBe(true);
    expect((await caller.call('PUT', path, { body: { completed: false } })).body.task.completed).toBe(false);
    expect((await caller.call('PUT', path, { body: {} })).status).toBe(422);
  });

  test('another contact’s task is missing', async () => {
    expect((await caller.call('GET', `/contacts/${briarId}/tasks/${(await made()).id}`)).status).toBe(400);
  });

  test('dropsFields: the text is accepted but not stored', async () => {
    caller.quirks.dropsFields = 'task.body';
    const { status, body } = await create({ title: 'Measure', body: 'Twice', dueDate: DUE, completed: false });
    expect([status, body.task.body]).toEqual([201, undefined]);
  });

  test('childrenTouchContact: only by quirk does a task change the contact’s time', async () => {
    const updatedAt = () => caller.state.contacts.get(averyId)?.updatedAt;
    const before = updatedAt();
    await made();
    expect(updatedAt()).toBe(before);
    caller.quirks.childrenTouchContact = true;
    await made();
    expect(updatedAt()).toBe(START);
  });
});

describe('POST /locations/:id/tasks/search', () => {
  const search = (body: object) => caller.call('POST', `/locations/${caller.locationId}/tasks/search`, { body });
  const titles = async (body: object) => (await search(body)).body.tasks.map(({ title }: { title: string }) => title);

  test('finds by contact, user, state and text; each item names its contact (#332)', async () => {
    expect(await titles({ contactId: [averyId], completed: true })).toEqual(['Confirm the kick-off date']);
    expect(await titles({ contactId: [averyId, briarId], completed: false })).toHaveLength(4);
    expect(await titles({ assignedTo: [caller.state.users[1]?.id], query: 'design' })).toEqual(['Prepare the design review']);
    expect((await search({ query: 'proposal' })).body.tasks[0]).toMatchObject({ contactId: averyId, dueDate: expect.any(String) });
    expect(await titles({ businessId: caller.state.contacts.get(averyId)?.businessId })).toHaveLength(5);
  });

  test('takes 25 from 0 unless told', async () => {
    for (let i = 0; i < 30; i++) caller.state.addTask({ contactId: briarId, title: `Bulk ${i}` });
    expect(await titles({ query: 'bulk' })).toHaveLength(25);
    expect(await titles({ query: 'bulk', skip: 25 })).toHaveLength(5);
    expect(await titles({ query: 'bulk', limit: 100 })).toHaveLength(30);
  });

  test('refuses unknown keys, and other locations', async () => {
    expect((await search({ locationId: caller.locationId })).status).toBe(422);
    expect((await caller.call('POST', '/locations/elsewhere/tasks/search', { body: {} })).status).toBe(403);
  });
});

describe('notes of a contact', () => {
  const create = (body: object) => caller.call('POST', `/contacts/${averyId}/notes`, { body });

  test('GET lists plain, rich and hostile ones as they are', async () => {
    const { body } = await caller.call('GET', `/contacts/${averyId}/notes`);
    expect(body.notes).toHaveLength(2);
    expect(body.notes[0]).toEqual({
      id: expect.any(String),
      body: 'Prefers e-mail in the morning.',
      userId: caller.state.users[0]?.id,
      dateAdded: expect.stringMatching(/Z$/),
      contactId: averyId,
      pinned: true,
    });
    expect(body.notes[1]).toMatchObject({ title: 'Design review', color: '#FFAA00', body: expect.stringContaining('<strong>') });
    const indigo = caller.state.contactByEmail('indigo.marsh@example.org')?.id;
    const hostile = await caller.call('GET', `/contacts/${indigo}/notes`);
    expect(hostile.body.notes[0].body).toMatch(/<script>.*onerror=/);
  });

  test('POST answers 201 with our time, not the client’s', async () => {
    const { status, body } = await create({ body: 'Rang back', title: 'Call', color: '#00FF00', pinned: true, userId: 'user1' });
    expect([status, body.note]).toEqual([
      201,
      {
        id: expect.any(String),
        body: 'Rang back',
        userId: 'user1',
        dateAdded: new Date(START).toISOString(),
        contactId: averyId,
        title: 'Call',
        color: '#00FF00',
        pinned: true,
      },
    ]);
    expect((await create({})).status).toBe(422);
    expect((await create({ body: 'x', dateAdded: '2020-01-01' })).body.message).toEqual(['property dateAdded should not exist']);
  });

  test('GET, PUT and DELETE by id; a PUT needs nothing and keeps what it does not name', async () => {
    const { id } = (await create({ body: 'Rang back', title: 'Call' })).body.note;
    const path = `/contacts/${averyId}/notes/${id}`;
    expect((await caller.call('GET', path)).body.note.body).toBe('Rang back');
    expect((await caller.call('PUT', path, { body: { pinned: true } })).body.note).toMatchObject({
      body: 'Rang back',
      title: 'Call',
      pinned: true,
    });
    expect((await caller.call('PUT', path, { body: { body: 'Rang twice' } })).body.note.body).toBe('Rang twice');
    expect(await caller.call('DELETE', path)).toMatchObject({ status: 200, body: { succeded: true } });
    expect((await caller.call('GET', path)).status).toBe(400);
  });

  test('notesBecomeHtml: texts come back as paragraphs', async () => {
    caller.quirks.notesBecomeHtml = true;
    expect((await create({ body: 'One\nTwo' })).body.note.body).toBe('<p>One</p><p>Two</p>');
    expect((await create({ body: '<p>One</p>' })).body.note.body).toBe('<p>One</p>');
  });
});

describe('appointments', () => {
  const calendarId = () => caller.state.calendars[0]?.id;
  const create = (body: object) =>
    caller.call('POST', '/calendars/events/appointments', {
      body: {
        calendarId: calendarId(),
        locationId: caller.locationId,
        contactId: averyId,
        startTime: '2026-12-01T10:00:00-05:00',
        ...body,
      },
    });

  test('of a contact: local times without a zone, under `events`', async () => {
    const { status, body } = await caller.call('GET', `/contacts/${averyId}/appointments`);
    expect(status).toBe(200);
    expect(body.events[0]).toMatchObject({
      title: 'Design review',
      status: 'booked',
      appointmentStatus: 'confirmed',
      startTime: '2026-11-23 10:00:00',
      endTime: '2026-11-23 11:00:00',
      dateAdded: '2026-11-21 10:00:00',
      contactId: averyId,
      users: [caller.state.users[0]?.id],
      assignedResources: [],
    });
  });

  test('contactAppointmentsAnswer401 (#172)', async () => {
    caller.quirks.contactAppointmentsAnswer401 = true;
    expect((await caller.call('GET', `/contacts/${averyId}/appointments`)).status).toBe(401);
  });

  test('POST answers 200 without an envelope, with the location’s offset and no dates of change (#246)', async () => {
    const { status, body } = await create({ title: 'Kick-off', address: 'Site', meetingLocationType: 'address', toNotify: false });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.any(String),
      calendarId: calendarId(),
      locationId: caller.locationId,
      contactId: averyId,
      startTime: '2026-12-01T10:00:00-05:00',
      endTime: '2026-12-01T11:00:00-05:00',
      title: 'Kick-off',
      meetingLocationType: 'address',
      appointmentStatus: 'confirmed',
      assignedUserId: caller.state.users[0]?.id,
      address: 'Site',
      isRecurring: false,
      traceId: expect.any(String),
    });
    expect(caller.state.notifications.at(-1)).toEqual({ at: START, appointmentId: body.id, contactId: averyId, toNotify: false });
    await create({ startTime: '2026-12-02T10:00:00Z' });
    expect(caller.state.notifications.at(-1)?.toNotify).toBe(true);
  });

  test('POST refuses what is incomplete, without an offset, or unknown', async () => {
    expect((await create({ startTime: undefined })).status).toBe(422);
    expect((await create({ startTime: '2026-12-01T10:00:00' })).status).toBe(422);
    expect((await create({ appointmentStatus: 'maybe' })).status).toBe(422);
    expect((await create({ contactId: 'nobody' })).status).toBe(400);
    expect((await create({ calendarId: 'none' })).status).toBe(400);
    expect((await create({ locationId: 'elsewhere' })).status).toBe(403);
    expect((await create({ endTime: '2026-12-01T09:00:00-05:00' })).status).toBe(400);
    caller.quirks.appointmentNeedsAssignee = true;
    expect((await create({})).body.message).toEqual(['assignedUserId should not be empty']);
  });

  test('GET by id wraps it in `event`, with offsets', async () => {
    const { body } = await create({ title: 'Kick-off' });
    expect(await caller.call('GET', `/calendars/events/appointments/${body.id}`)).toMatchObject({
      status: 200,
      body: {
        event: {
          id: body.id,
          startTime: '2026-12-01T10:00:00-05:00',
          dateAdded: '2026-11-21T10:00:00-05:00',
          dateUpdated: '2026-11-21T10:00:00-05:00',
          createdBy: { source: 'third_party' },
          isRecurring: false,
        },
      },
    });
    expect((await caller.call('GET', '/calendars/events/appointments/none')).status).toBe(400);
  });

  test('PUT moves it and keeps its length, and cancels it', async () => {
    const { id } = (await create({})).body;
    const path = `/calendars/events/appointments/${id}`;
    const moved = await caller.call('PUT', path, { body: { startTime: '2026-07-01T09:00:00-04:00', toNotify: false } });
    expect(moved).toMatchObject({
      status: 200,
      body: { id, startTime: '2026-07-01T09:00:00-04:00', endTime: '2026-07-01T10:00:00-04:00' },
    });
    expect((await caller.call('PUT', path, { body: { appointmentStatus: 'cancelled' } })).body.appointmentStatus).toBe('cancelled');
    expect((await caller.call('PUT', path, { body: { contactId: briarId } })).status).toBe(422);
    expect(await caller.call('DELETE', `/calendars/events/${id}`, { body: {} })).toMatchObject({ status: 201, body: { succeeded: true } });
    expect((await caller.call('PUT', path, { body: {} })).status).toBe(400);
  });

  test('checksFreeSlots: an overlap is refused unless told to ignore it', async () => {
    caller.quirks.checksFreeSlots = true;
    const { id } = (await create({})).body;
    const overlap = { startTime: '2026-12-01T10:30:00-05:00' };
    expect((await create(overlap)).body.message).toBe('The slot you have selected is no longer available.');
    expect((await create({ ...overlap, ignoreFreeSlotValidation: true })).status).toBe(200);
    await caller.call('PUT', `/calendars/events/appointments/${id}`, { body: { title: 'Same time' } });
    expect((await create({ startTime: '2026-12-01T12:00:00-05:00' })).status).toBe(200);
  });

  test('the list of events needs a span in milliseconds and one of user, calendar or group', async () => {
    const list = (query: Record<string, string>) =>
      caller.call(
        'GET',
        `/calendars/events?${new URLSearchParams({
          locationId: caller.locationId,
          startTime: String(START),
          endTime: String(START + 7 * DAY),
          ...query,
        })}`,
      );
    const ofCalendar = await list({ calendarId: calendarId() ?? '' });
    expect(ofCalendar.body.events.map(({ title }: { title: string }) => title)).toContain('Design review');
    expect((await list({ userId: caller.state.users[2]?.id ?? '' })).body.events).toHaveLength(1);
    expect((await list({ groupId: 'none' })).body.events).toEqual([]);
    expect((await list({})).status).toBe(422);
    expect((await list({ userId: 'a', startTime: '2026-11-21' })).status).toBe(422);
  });

  test('calendars of the location', async () => {
    const { status, body } = await caller.call('GET', `/calendars/?locationId=${caller.locationId}`);
    expect(status).toBe(200);
    expect(body.calendars).toHaveLength(2);
    expect(body.calendars[0]).toMatchObject({
      name: 'Project meetings',
      slotDuration: 60,
      isActive: true,
      teamMembers: [{ userId: caller.state.users[0]?.id }, { userId: caller.state.users[1]?.id }],
    });
    expect((await caller.call('GET', '/calendars/?locationId=')).status).toBe(403);
  });
});
