// HighLevel's records as ours: every key blank, null, of another type or in its other spelling.
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { blankContact } from '@/lib/domain/contact';
import {
  readAppointment,
  readContact,
  readNote,
  readTask,
  writeNewAppointment,
  writeNoteEdit,
  writeTaskEdit,
} from '@/lib/systems/highlevel/records';
import {
  contactSchema,
  duplicateAnswerSchema,
  eventSchema,
  installedLocationsSchema,
  noteSchema,
  searchAnswerSchema,
  successSchema,
  tagsAnswerSchema,
  taskSchema,
  tasksAnswerSchema,
} from '@/lib/systems/highlevel/wire';

const contact = (wire: object) => readContact(z.parse(contactSchema, wire)).value;

describe('a contact', () => {
  it('with nothing but an id is blank', () => {
    expect(contact({ id: 'a' })).toEqual(blankContact());
  });

  it('with null everywhere is blank', () => {
    const nulls = Object.fromEntries(Object.keys(contactSchema.shape).map((key) => [key, null]));
    expect(contact({ ...nulls, id: 'a' })).toEqual(blankContact());
  });

  it.each([42, true, {}, [], 'x'])('with %j everywhere is read as well as can be', (value) => {
    const odd = Object.fromEntries(Object.keys(contactSchema.shape).map((key) => [key, value]));
    expect(() => contact({ ...odd, id: 'a' })).not.toThrow();
  });

  it.each([undefined, null, '', {}])('without an id (%j) is unreadable', (id) => {
    expect(z.safeParse(contactSchema, { id }).success).toBe(false);
  });

  it('takes numbers for texts and texts for flags', () => {
    expect(contact({ id: 7, postalCode: 10_001, phone: 12_125_550_101, dnd: 'true' })).toMatchObject({
      postalCode: '10001',
      phone: '12125550101',
      dnd: true,
    });
  });

  it('is the same from a search hit as by id, where a hit says it otherwise', () => {
    const hit = { id: 'a', address: '1 Way', businessName: 'Firm', firstNameLowerCase: 'ann', lastNameLowerCase: 'lee' };
    expect(contact(hit)).toMatchObject({ address1: '1 Way', companyName: 'Firm', firstName: 'ann', lastName: 'lee' });
    expect(contact({ ...hit, address1: '2 Way', firstName: 'Ann' })).toMatchObject({ address1: '2 Way', firstName: 'Ann' });
  });

  it('has further e-mails and numbers as texts or as objects', () => {
    const value = contact({
      id: 'a',
      additionalEmails: ['x@example.com', { email: 'y@example.com' }, null],
      additionalPhones: [{ phone: '+1' }],
    });
    expect(value).toMatchObject({ additionalEmails: ['x@example.com', 'y@example.com'], additionalPhones: ['+1'] });
  });

  it('has custom fields of every kind, and none that is blank', () => {
    const file = { 'uuid-1': { url: 'https://files.example.com/a.pdf', meta: {} } };
    const { customFields } = contact({
      id: 'a',
      customFields: [
        { id: 'text', value: 'x' },
        { id: 'number', value: 0 },
        { id: 'flag', value: false },
        { id: 'choices', value: ['a', 'b'] },
        { id: 'file', value: file },
        { id: 'v3', fieldValue: 'new' },
        { id: 'echo', field_value: 'sent' },
        { id: 'blank', value: '' },
        { id: 'null', value: null },
        { id: 'none', value: [] },
        { id: 'absent' },
        { value: 'without id' },
        null,
      ],
    });
    expect(customFields).toEqual({ text: 'x', number: 0, flag: false, choices: ['a', 'b'], file, v3: 'new', echo: 'sent' });
  });

  it('without an update time was last changed when it was added', () => {
    expect(contact({ id: 'a', dateAdded: '2026-07-16T15:00:00Z' }).updatedAt).toBe(Date.UTC(2026, 6, 16, 15));
  });
});

describe('tasks, notes and appointments', () => {
  it('with null everywhere are blank', () => {
    expect(readTask(z.parse(taskSchema, { id: 'a', title: null, dueDate: null }), 'c')).toEqual({
      id: 'a',
      contactId: 'c',
      value: { title: '', body: '', dueAt: 0, completed: false, assignedTo: '' },
    });
    expect(readNote(z.parse(noteSchema, { id: 'a', body: null, pinned: null })).value).toMatchObject({
      body: '',
      pinned: false,
      addedAt: 0,
    });
    expect(readAppointment(z.parse(eventSchema, { id: 'a', startTime: null }), 'UTC').value).toMatchObject({
      startAt: 0,
      status: '',
      zoneProven: false,
    });
  });

  it('never send what was not changed', () => {
    expect(writeTaskEdit({ completed: false })).toEqual({ completed: false });
    expect(writeTaskEdit({ assignedTo: '' })).toEqual({ assignedTo: '' });
    expect(writeNoteEdit({ pinned: false })).toEqual({ pinned: false });
    expect(writeNoteEdit({ color: '' })).toEqual({});
  });

  it('never send a status that may only be read', () => {
    const value = {
      ...readAppointment(z.parse(eventSchema, { id: 'a', calendarId: 'k', startTime: 1_800_000_000_000, status: 'booked' }), 'UTC').value,
    };
    expect(value.status).toBe('booked');
    expect(writeNewAppointment(value, { locationId: 'l', contactId: 'c', zone: 'UTC' }, false)).not.toHaveProperty('appointmentStatus');
  });
});

describe('answers', () => {
  it('of task search may nest their list', () => {
    expect(z.parse(tasksAnswerSchema, { tasks: [[{ id: 'a' }], [{ id: 'b' }]] }).tasks.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it.each([{}, { tasks: null }, { tasks: {} }, { error: 'x' }])('without their list are unreadable: %j', (answer) => {
    expect(z.safeParse(tasksAnswerSchema, answer).success).toBe(false);
    expect(z.safeParse(searchAnswerSchema, answer).success).toBe(false);
  });

  it.each([
    [{ contact: { id: 'a' } }, ['a']],
    [{ contacts: [{ id: 'a' }, { id: 'b' }] }, ['a', 'b']],
    [{ contact: null }, []],
    [{}, []],
  ])('of the duplicate look-up are read in every likely shape: %j', (answer, ids) => {
    expect(z.parse(duplicateAnswerSchema, answer).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    [undefined, false],
    [{}, false],
    [{ succeded: true }, false],
    [{ succeeded: true }, false],
    [{ succeded: false }, true],
    [{ succeeded: false }, true],
    [{ success: false }, true],
  ])('that say %j are refusals: %s', (answer, refused) => {
    expect(z.parse(successSchema, answer).refused).toBe(refused);
  });

  it('with tags may hold names or objects, or none', () => {
    expect(z.parse(tagsAnswerSchema, { tags: ['a', { name: 'b' }] }).tags).toEqual(['a', 'b']);
    expect(z.parse(tagsAnswerSchema, {}).tags).toBeUndefined();
  });

  it('of installed locations come in both dialects', () => {
    expect(z.parse(installedLocationsSchema, { locations: [{ _id: 'a', name: 'A' }] })).toEqual([{ id: 'a', name: 'A' }]);
    expect(z.parse(installedLocationsSchema, { items: [{ id: 'b', name: null }] })).toEqual([{ id: 'b', name: '' }]);
  });
});
