// What the connected app is told of a change. The examples of docs/connected-app.md are what the code really makes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventTypes } from '@/lib/domain/connected-event';
import { blankContact } from '@/lib/domain/contact';
import { type ChangeTold, eventOfChange, testEvent } from '@/lib/domain/event-of-change';
import { blankNote } from '@/lib/domain/note';
import { blankTask } from '@/lib/domain/task';
import { aContact, noon } from '@/test/builders';

const document = readFileSync(join(import.meta.dirname, '../../docs/connected-app.md'), 'utf8');
const examples = [...document.matchAll(/```json\n(.+?)```/gs)].map((hit) => JSON.parse(hit[1] ?? ''));

const contact = { id: 'seD4PfOuKoVMLkEZqohJ', localiqContactId: '4300112233', value: aContact() };
const task = {
  id: '0007BWpSzSwfiuSl0tR2',
  value: {
    title: 'Call back',
    body: '<p>About the drawings.</p>',
    dueAt: Date.UTC(2026, 10, 23, 22),
    completed: false,
    assignedTo: 'user-1',
  },
};
const note = { id: 'JU63Ve2JpsJTsvMhWcdn', value: { ...blankNote(), body: '<p>Prefers mornings.</p>', userId: 'user-1', addedAt: noon } };

function told(number: number, change: ChangeTold['change'], more: Partial<ChangeTold> = {}): ChangeTold {
  return {
    id: `5b0b9a57-5e0c-4a41-9a4c-0d6c3f1c7a0${number}`,
    madeAt: noon,
    account: 'highlevel:ve9EPM428h8vShlRW1KT',
    change,
    contact,
    userName: (id) => (id === 'user-1' ? 'Grace Hopper' : ''),
    ...more,
  };
}

describe('the document', () => {
  it('shows events as they are made', () => {
    const made = [
      eventOfChange(told(1, { op: 'contact.create' })),
      eventOfChange(told(2, { op: 'contact.update', edit: { phone: '+12125550100', website: '' } })),
      eventOfChange(told(3, { op: 'task.create' }, { task })),
      eventOfChange(told(4, { op: 'task.complete', completed: true }, { task: { ...task, value: { ...task.value, completed: true } } })),
      eventOfChange(told(5, { op: 'note.create' }, { note })),
      eventOfChange(told(6, { op: 'task.delete' }, { task })),
      testEvent('5b0b9a57-5e0c-4a41-9a4c-0d6c3f1c7a07', noon, 'highlevel:ve9EPM428h8vShlRW1KT'),
    ];
    expect(JSON.parse(JSON.stringify(made))).toEqual(examples);
  });

  it('names every type there is', () => {
    for (const type of eventTypes) expect(document).toContain(`\`${type}\``);
  });
});

describe('a change', () => {
  it.each<[ChangeTold['change'], string | undefined, string[] | undefined]>([
    [{ op: 'contact.update', edit: { firstName: 'A', dnd: true } }, 'contact.updated', ['firstName', 'doNotDisturb']],
    [{ op: 'contact.add-tags' }, 'contact.updated', ['tags']],
    [{ op: 'contact.remove-tags' }, 'contact.updated', ['tags']],
    [{ op: 'task.update', edit: { title: 'x', body: 'y' } }, 'task.updated', ['title', 'details']],
    [{ op: 'task.update', edit: { completed: true, title: 'x' } }, 'task.completed', ['completed', 'title']],
    [{ op: 'task.update', edit: { completed: false } }, 'task.updated', ['completed']],
    [{ op: 'task.complete', completed: false }, 'task.updated', ['completed']],
    [{ op: 'note.update', edit: { body: 'x' } }, 'note.updated', ['text']],
    [{ op: 'note.delete' }, 'note.deleted', undefined],
    // Not told: what no event speaks of, and what a receiver knows nothing of.
    [{ op: 'contact.delete' }, undefined, undefined],
    [{ op: 'contact.start-workflow' }, undefined, undefined],
    [{ op: 'appointment.create' }, undefined, undefined],
    [{ op: 'contact.update', edit: { customFields: { x: 1 }, assignedTo: 'user-2' } }, undefined, undefined],
    [{ op: 'note.update', edit: { pinned: true } }, undefined, undefined],
    [{ op: 'toString' }, undefined, undefined],
  ])('%j is told as %s with %j', (change, type, changed) => {
    const event = eventOfChange(told(1, change, { task, note }));
    expect(event?.type).toBe(type);
    if (event) expect((event.data as { changed?: string[] }).changed).toEqual(changed);
  });

  it('of a task or note that is not there is not told', () => {
    expect(eventOfChange(told(1, { op: 'task.create' }))).toBeUndefined();
    expect(eventOfChange(told(1, { op: 'note.delete' }))).toBeUndefined();
  });

  it('of a blank record says its id and nothing made up', () => {
    const blank = {
      contact: { id: 'c', value: blankContact() },
      task: { id: 't', value: blankTask() },
      note: { id: 'n', value: blankNote() },
    };
    expect(eventOfChange(told(1, { op: 'contact.create' }, blank))?.data).toEqual({ contact: { id: 'c' } });
    expect(eventOfChange(told(1, { op: 'task.create' }, blank))?.data).toEqual({
      contact: { id: 'c' },
      task: { id: 't', completed: false },
    });
    expect(eventOfChange(told(1, { op: 'note.create' }, blank))?.data).toEqual({ contact: { id: 'c' }, note: { id: 'n' } });
  });

  it('holds no mark-up in texts, and says who wants no messages', () => {
    const body = '<p>Two &amp; <b>three</b></p><script>alert(1)</script><img src=x>';
    const event = eventOfChange(told(1, { op: 'note.create' }, { note: { id: 'n', value: { ...blankNote(), body } } }));
    expect(event?.data).toMatchObject({ note: { text: 'Two & three' } });
    const quiet = eventOfChange(told(1, { op: 'contact.create' }, { contact: { id: 'c', value: { ...blankContact(), dnd: true } } }));
    expect(quiet?.data).toEqual({ contact: { id: 'c', doNotDisturb: true } });
  });
});
