// Tasks, notes, appointments and reference data of HighLevel through the adapter, against the sandbox.
import { describe, expect, it } from 'vitest';
import { blankAppointment } from '@/lib/domain/appointment';
import { blankNote } from '@/lib/domain/note';
import { blankTask } from '@/lib/domain/task';
import { AVERY } from '@/sandbox/core/people';
import { type Connected, connect, now, pull } from './connect';

const dueAt = Date.UTC(2026, 10, 25, 22);
const contactId = ({ sandbox }: Connected) => sandbox.highlevel.state.contactByEmail(AVERY.email ?? '')?.id ?? '';

describe('tasks', () => {
  it('live through all that can happen to them', async () => {
    const connected = connect();
    const { tasks } = connected.system;
    const contact = contactId(connected);
    const created = await tasks.create(contact, { ...blankTask(), title: 'Call', body: 'About <b>it</b>', dueAt }, pull);
    expect(created).toMatchObject({
      contactId: contact,
      value: { title: 'Call', body: 'About <b>it</b>', dueAt, completed: false, assignedTo: '' },
    });
    const updated = await tasks.update(contact, created.id, { title: 'Call again', dueAt: dueAt + 60_000 }, pull);
    expect(updated.value).toMatchObject({ title: 'Call again', dueAt: dueAt + 60_000, body: 'About <b>it</b>' });
    expect((await tasks.setCompleted(contact, created.id, true, pull)).value.completed).toBe(true);
    expect((await tasks.setCompleted(contact, created.id, false, pull)).value.completed).toBe(false);
    expect(await tasks.read(contact, created.id, pull)).toEqual({ ...updated, value: { ...updated.value, completed: false } });
    expect((await tasks.list(contact, pull)).map(({ id }) => id)).toContain(created.id);
    await tasks.delete(contact, created.id, pull);
    await tasks.delete(contact, created.id, pull);
    expect(await tasks.read(contact, created.id, pull)).toBeUndefined();
  });

  it('need a title and a due date, which nobody makes up', async () => {
    const connected = connect();
    const { tasks } = connected.system;
    const create = (task: { title: string; dueAt: number }) => tasks.create(contactId(connected), { ...blankTask(), ...task }, pull);
    await expect(create({ title: 'x', dueAt: 0 })).rejects.toMatchObject({ code: 'invalid', detail: expect.stringContaining('due date') });
    await expect(create({ title: ' ', dueAt })).rejects.toMatchObject({ code: 'invalid', detail: expect.stringContaining('title') });
    expect(connected.sandbox.highlevel.requests).toHaveLength(0);
  });

  it('are found across contacts, each with its contact', async () => {
    const connected = connect();
    const { state } = connected.sandbox.highlevel;
    const user = state.users[2]?.id ?? '';
    const task = state.addTask({ contactId: contactId(connected), title: 'Mine', assignedTo: user });
    const found = await connected.system.tasks.search({ assignedTo: [user], completed: false, skip: 0, limit: 100 }, pull);
    expect(found.find(({ id }) => id === task.id)).toMatchObject({ contactId: contactId(connected), value: { title: 'Mine' } });
    expect(found.every(({ value }) => value.assignedTo === user && !value.completed)).toBe(true);
  });

  it('are listed to the last of 10,000', async () => {
    const connected = connect();
    const { state } = connected.sandbox.highlevel;
    const contact = state.addContact({ firstName: 'Busy' }).id;
    for (let number = 0; number < 10_000; number++) state.addTask({ contactId: contact, title: `Task ${number}` });
    const tasks = await connected.system.tasks.list(contact, pull);
    expect(tasks).toHaveLength(10_000);
  });

  it('make an answer unreadable, not absent, where they have no id', async () => {
    const connected = connect();
    const contact = contactId(connected);
    connected.sandbox.highlevel.state.addTask({ contactId: contact, title: 'x' });
    connected.sandbox.world.faults.arm({ kind: 'null-everywhere' });
    await expect(connected.system.tasks.list(contact, pull)).rejects.toMatchObject({ code: 'unreadable-answer' });
  });
});

describe('notes', () => {
  it('live through all that can happen to them', async () => {
    const connected = connect();
    const { notes } = connected.system;
    const contact = contactId(connected);
    const userId = connected.sandbox.highlevel.state.users[0]?.id ?? '';
    const created = await notes.create(
      contact,
      { ...blankNote(), body: 'Met <i>today</i>', title: 'Meeting', color: '#FFAA00', userId },
      pull,
    );
    expect(created).toMatchObject({
      contactId: contact,
      value: { body: 'Met <i>today</i>', title: 'Meeting', color: '#FFAA00', pinned: false, userId },
    });
    expect(created.value.addedAt).toBe(now);
    expect((await notes.update(contact, created.id, { body: 'Met', pinned: true }, pull)).value).toMatchObject({
      body: 'Met',
      pinned: true,
      title: 'Meeting',
    });
    expect(await notes.read(contact, created.id, pull)).toMatchObject({ value: { body: 'Met' } });
    await notes.delete(contact, created.id, pull);
    await notes.delete(contact, created.id, pull);
    expect(await notes.read(contact, created.id, pull)).toBeUndefined();
    expect((await notes.list(contact, pull)).map(({ id }) => id)).not.toContain(created.id);
  });

  it('may be a megabyte long', async () => {
    const connected = connect();
    const body = 'ä'.repeat(1024 * 1024);
    const created = await connected.system.notes.create(contactId(connected), { ...blankNote(), body }, pull);
    const read = await connected.system.notes.read(contactId(connected), created.id, pull);
    expect(read?.value.body).toHaveLength(body.length);
  });

  it('need a text', async () => {
    const connected = connect();
    await expect(connected.system.notes.create(contactId(connected), blankNote(), pull)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('appointments', () => {
  const value = (connected: Connected) => ({
    ...blankAppointment(),
    title: 'Site visit',
    calendarId: connected.sandbox.highlevel.state.calendars[0]?.id ?? '',
    startAt: dueAt,
    endAt: dueAt + 3_600_000,
    address: '12 Drafting Lane',
    notes: 'Bring plans',
  });

  it('are listed without a proven zone, and read by id with one', async () => {
    const connected = connect();
    const { appointments } = connected.system;
    const created = await appointments.create(contactId(connected), value(connected), false, pull);
    expect(created.value).toMatchObject({ startAt: dueAt, endAt: dueAt + 3_600_000, zoneProven: true, status: 'confirmed' });
    const listed = (await appointments.list(contactId(connected), pull)).find(({ id }) => id === created.id);
    expect(listed?.value).toMatchObject({ startAt: dueAt, endAt: dueAt + 3_600_000, zoneProven: false });
    expect(await appointments.read(created.id, pull)).toMatchObject({
      contactId: contactId(connected),
      value: { startAt: dueAt, zoneProven: true, notes: 'Bring plans' },
    });
    expect(await appointments.read('nobodyNobodyNobody00', pull)).toBeUndefined();
  });

  it.each([true, false])('always say whether the client is told (%s)', async (notify) => {
    const connected = connect();
    const { appointments } = connected.system;
    const created = await appointments.create(contactId(connected), value(connected), notify, pull);
    await appointments.update(created.id, { status: 'cancelled' }, notify, pull);
    expect(connected.sandbox.highlevel.state.notifications.slice(-2).map(({ toNotify }) => toNotify)).toEqual([notify, notify]);
  });

  it('are moved and cancelled, with times as the location’s clock shows them', async () => {
    const connected = connect();
    const { appointments } = connected.system;
    const created = await appointments.create(contactId(connected), value(connected), false, pull);
    const summer = Date.UTC(2027, 6, 1, 15);
    const moved = await appointments.update(created.id, { startAt: summer, endAt: summer + 1_800_000 }, false, pull);
    expect(moved.value).toMatchObject({ startAt: summer, endAt: summer + 1_800_000 });
    expect(connected.sandbox.highlevel.requests.at(-1)?.body).toEqual({
      startTime: '2027-07-01T11:00:00-04:00',
      endTime: '2027-07-01T11:30:00-04:00',
      toNotify: false,
    });
    expect((await appointments.update(created.id, { status: 'cancelled' }, false, pull)).value.status).toBe('cancelled');
  });

  it('do not look like being signed out where a good key is refused their list', async () => {
    const connected = connect();
    connected.sandbox.highlevel.quirks.contactAppointmentsAnswer401 = true;
    await expect(connected.system.appointments.list(contactId(connected), pull)).rejects.toMatchObject({ code: 'forbidden' });
    const signedOut = connect({ token: 'pit-unknown' });
    await expect(signedOut.system.appointments.list(contactId(signedOut), pull)).rejects.toMatchObject({ code: 'signed-out' });
  });

  it('need a calendar and a start', async () => {
    const connected = connect();
    const { appointments } = connected.system;
    await expect(appointments.create(contactId(connected), { ...value(connected), calendarId: '' }, false, pull)).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(appointments.create(contactId(connected), { ...value(connected), startAt: 0 }, false, pull)).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('reference data', () => {
  it('comes complete, one kind at a time', async () => {
    const { system, sandbox, locationId } = connect();
    const { state } = sandbox.highlevel;
    expect(await system.reference('location', pull)).toMatchObject({
      id: locationId,
      companyId: state.companyId,
      timezone: 'America/New_York',
      allowsDuplicates: false,
    });
    expect(await system.reference('users', pull)).toHaveLength(
      state.users.filter(({ locationIds }) => locationIds.includes(locationId)).length,
    );
    expect((await system.reference('calendars', pull)).every(({ name, active }) => name && active)).toBe(true);
    expect(await system.reference('customFields', pull)).toContainEqual(
      expect.objectContaining({
        name: 'Project type',
        dataType: 'SINGLE_OPTIONS',
        options: ['Residential', 'Commercial', 'Civic', 'Renovation'],
      }),
    );
    expect(await system.reference('tags', pull)).toContain('vip');
    expect((await system.reference('workflows', pull)).map(({ published }) => published)).toEqual([true, true, false]);
  });
});
