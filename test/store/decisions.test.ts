// What the user decides: each answer does what it says, to both sides, once, and nothing where the records have changed meanwhile.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Side } from '@/lib/domain/mapping/mapping';
import { answerChoice } from '@/lib/store/commands/answer-choice';
import { answerGone } from '@/lib/store/commands/answer-gone';
import { keepAll, resolveConflict } from '@/lib/store/commands/resolve-conflict';
import { pairRecords } from '@/lib/store/commands/sync';
import { undo } from '@/lib/store/commands/undo';
import { withDerived } from '@/lib/store/records';
import type { NoteRow, TaskRow } from '@/lib/store/rows';
import { aNote, aTask, noon } from '../builders';
import { bqe, createPairRig, type PairRig } from './pair-rig';
import { account } from './store-rig';

let rig: PairRig;

beforeEach(async () => {
  rig = await createPairRig();
});
afterEach(() => rig.db.delete());

describe('a field that both sides changed', () => {
  it.each<[Side, string, string]>([
    ['left', 'client', 'Albany'],
    ['right', 'ada', 'Yonkers'],
  ])('keeps the %s side: the other is written, and its answer settles what both agree on', async (keep, written, city) => {
    const id = await rig.inConflict({ city: 'Albany' }, { city: 'Yonkers' });
    await resolveConflict(rig.store, id, 'city|city', { keep });
    const [entry, ...more] = await rig.queue();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ uid: written, change: { op: 'contact.update', edit: { city } } });
    expect(entry?.why).toBeUndefined();
    expect((await rig.shown(written)).city).toBe(city);
    expect(await rig.db.decisions.count()).toBe(0);
    expect(await rig.base()).toBeUndefined();
    await rig.settleAll();
    expect(await rig.base()).toEqual({ 'city|city': { left: city, right: city } });
  });

  it('leaves the other fields of the record to be decided', async () => {
    const id = await rig.inConflict({ city: 'Albany', website: 'left.example' }, { city: 'Yonkers', website: 'right.example' });
    await resolveConflict(rig.store, id, 'city|city', { keep: 'left' });
    expect(await rig.db.decisions.get(id)).toMatchObject({ fields: [{ rule: 'website|website' }] });
    await resolveConflict(rig.store, id, 'website|website', { keep: 'right' });
    expect(await rig.db.decisions.count()).toBe(0);
    expect((await rig.queue()).map(({ uid }) => uid)).toEqual(['client', 'ada']);
  });

  it('takes a text by the form of the field, and writes each side that says otherwise', async () => {
    const id = await rig.inConflict({ phone: '+12125550111' }, { phone: '+12125550122' });
    await resolveConflict(rig.store, id, 'phone|phone', { text: '(212) 555-0133' });
    expect((await rig.queue()).map(({ uid, change }) => [uid, change])).toEqual([
      ['ada', { op: 'contact.update', edit: { phone: '+12125550133' } }],
      ['client', { op: 'contact.update', edit: { phone: '+12125550133' } }],
    ]);
    await rig.settleAll();
    expect(await rig.base()).toEqual({ 'phone|phone': { left: '+12125550133', right: '+12125550133' } });
  });

  it('writes one side only where the text is what the other says', async () => {
    const id = await rig.inConflict({ city: 'Albany' }, { city: 'Yonkers' });
    await resolveConflict(rig.store, id, 'city|city', { text: ' Yonkers ' });
    expect((await rig.queue()).map(({ uid }) => uid)).toEqual(['ada']);
  });

  it('keeps the question where the text is none that the field can hold', async () => {
    const id = await rig.inConflict({ phone: '+12125550111' }, { phone: '+12125550122' });
    await expect(resolveConflict(rig.store, id, 'phone|phone', { text: 'call the office' })).rejects.toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('cannot be read as a phone number'),
    });
    expect(await rig.queue()).toEqual([]);
    expect(await rig.db.decisions.get(id)).toMatchObject({ fields: [{ rule: 'phone|phone' }] });
  });

  it('says why a value cannot be written, and leaves the two different from then on', async () => {
    const id = await rig.inConflict({ companyName: 'Analytical Engines' }, { companyName: 'Difference Ltd' });
    const keepBqe = () => resolveConflict(rig.store, id, 'companyName|companyName', { keep: 'right' });
    await expect(keepBqe()).rejects.toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('HighLevel takes a company name for new contacts only'),
    });
    expect(await rig.queue()).toEqual([]);
    expect(await rig.base()).toEqual({ 'companyName|companyName': { left: 'Analytical Engines', right: 'Difference Ltd' } });
    // Read and pressed again, the question goes.
    await keepBqe();
    expect(await rig.db.decisions.count()).toBe(0);
    expect(await rig.queue()).toEqual([]);
  });

  it.each(['ada', 'client'])('is not written where %s has changed since: the sync looks again', async (uid) => {
    const id = await rig.inConflict({ city: 'Albany' }, { city: 'Yonkers' });
    await rig.addContact(uid, uid === 'ada' ? account : bqe, { city: 'Utica' });
    await expect(resolveConflict(rig.store, id, 'city|city', { keep: 'left' })).rejects.toMatchObject({ code: 'outdated' });
    expect(await rig.queue()).toEqual([]);
    expect([await rig.due('ada'), await rig.due('client')]).toEqual([['bqe'], ['bqe']]);
    expect(await rig.db.decisions.count()).toBe(1);
  });

  it('is said to be decided where somebody was quicker', async () => {
    await expect(resolveConflict(rig.store, 'gone', 'city|city', { keep: 'left' })).rejects.toMatchObject({ code: 'outdated' });
  });

  it('goes back to what both said once it is undone, and is left so', async () => {
    const id = await rig.inConflict({ city: 'Albany' }, { city: 'Yonkers' });
    await resolveConflict(rig.store, id, 'city|city', { keep: 'left' });
    const [done] = await rig.db.undo.toArray();
    await undo(rig.store, done?.id ?? -1);
    expect(await rig.queue()).toEqual([]);
    expect((await rig.shown('client')).city).toBe('Yonkers');
    expect(await rig.base()).toEqual({ 'city|city': { left: 'Albany', right: 'Yonkers' } });
  });

  it('keeps one side of many records, says what cannot be written, and skips what has changed', async () => {
    const first = await rig.inConflict({ city: 'Albany', companyName: 'One' }, { city: 'Yonkers', companyName: 'Two' });
    await rig.addContact('charles', account, { city: 'Rome' });
    await rig.addContact('charles-client', bqe, { city: 'Troy' });
    await rig.pairUp('charles', 'charles-client');
    const field = { rule: 'city|city', label: 'City', left: 'Rome', right: 'Ithaca', why: 'both-changed' } as const;
    const matter = { table: 'contacts', left: 'charles', right: 'charles-client', contactUid: 'charles', times: {} } as const;
    const second = await rig.decide('second', ['charles', 'charles-client'], { kind: 'conflict', ...matter, fields: [field] });
    await expect(keepAll(rig.store, [first, second], 'right')).rejects.toMatchObject({ code: 'invalid' });
    expect((await rig.queue()).map(({ uid, change }) => [uid, change])).toEqual([
      ['ada', { op: 'contact.update', edit: { city: 'Yonkers' } }],
    ]);
    expect(await rig.due('charles')).toEqual(['bqe']);
    expect((await rig.db.decisions.get(first))?.kind === 'conflict' && (await rig.db.decisions.get(second))?.kind).toBe('conflict');
  });
});

describe('a task or note that both sides changed', () => {
  const known = { seenAt: noon, provenAt: noon };

  async function tasksInConflict(): Promise<string> {
    const task = aTask({ title: 'Call', completed: false });
    const todo = aTask({ title: 'Ring', completed: true, dayOnly: true, dueAt: Date.parse('2026-11-21T00:00:00-05:00') });
    const row = (uid: string, of: typeof account, contactUid: string, value: typeof task): TaskRow =>
      withDerived(rig.store, 'tasks', { ...known, uid, account: of, remoteId: `remote-${uid}`, contactUid, value, server: value });
    await rig.db.tasks.bulkPut([row('task', account, 'ada', task), row('todo', bqe, 'client', todo)]);
    await rig.db.workPairs.put({ table: 'tasks', left: 'task', right: 'todo', contactUid: 'ada', madeAt: noon });
    const fields = [
      { rule: 'title|title', label: 'Title', left: 'Call', right: 'Ring', why: 'both-changed' as const },
      { rule: 'completed|completed', label: 'Done', left: false, right: true, why: 'both-changed' as const },
    ];
    return await rig.decide('tasks', ['task', 'todo'], {
      kind: 'conflict',
      table: 'tasks',
      left: 'task',
      right: 'todo',
      contactUid: 'ada',
      times: {},
      fields,
    });
  }

  it('is completed by a request of its own', async () => {
    const id = await tasksInConflict();
    await keepAll(rig.store, [id], 'right');
    expect((await rig.queue()).map(({ uid, change }) => [uid, change])).toEqual([
      ['task', { op: 'task.update', edit: { title: 'Ring' } }],
      ['task', { op: 'task.complete', completed: true }],
    ]);
    await rig.settleAll();
    expect((await rig.db.workPairs.get(['task', 'todo']))?.base).toEqual({
      'title|title': { left: 'Ring', right: 'Ring' },
      'completed|completed': { left: true, right: true },
    });
  });

  async function notesInConflict(): Promise<string> {
    const row = (uid: string, of: typeof account, contactUid: string, body: string): NoteRow => {
      const value = aNote({ body, userId: '' });
      return { ...known, uid, account: of, remoteId: `remote-${uid}`, contactUid, value, server: value };
    };
    await rig.db.notes.bulkPut([row('note', account, 'ada', '<p>Left text</p>'), row('core', bqe, 'client', 'Right text')]);
    await rig.db.workPairs.put({ table: 'notes', left: 'note', right: 'core', contactUid: 'ada', madeAt: noon });
    const fields = [{ rule: 'text|text', label: 'Note', left: 'Left text', right: 'Right text', why: 'both-changed' as const }];
    const matter = { table: 'notes', left: 'note', right: 'core', contactUid: 'ada', times: {} } as const;
    return await rig.decide('notes', ['note', 'core'], { kind: 'conflict', ...matter, fields });
  }

  it('keeps both notes: each side gets the other’s as a note of its own, and neither gives way', async () => {
    const id = await notesInConflict();
    await resolveConflict(rig.store, id, 'text|text', { keep: 'both' });
    const entries = await rig.queue();
    expect(entries.map(({ account: of, contactUid, change }) => [of, contactUid, change.op])).toEqual([
      [account, 'ada', 'note.create'],
      [bqe, 'client', 'note.create'],
    ]);
    expect(JSON.stringify(entries[0]?.change)).toContain('Right text');
    expect(JSON.stringify(entries[1]?.change)).toContain('Left text');
    expect((await rig.db.notes.get('note'))?.value.body).toBe('<p>Left text</p>');
    expect((await rig.db.notes.get('core'))?.value.body).toBe('Right text');
    const ties = (await rig.db.workPairs.toArray()).map(({ left, right }) => [left, right]);
    expect(ties).toEqual(
      expect.arrayContaining([
        [entries[0]?.uid, 'core'],
        ['note', entries[1]?.uid],
      ]),
    );
    expect(ties).toHaveLength(2);
    expect(await rig.db.decisions.count()).toBe(0);
    await rig.settleAll();
    for (const { base } of await rig.db.workPairs.toArray()) expect(base?.['text|text']?.left).toBe(base?.['text|text']?.right);
  });

  it('keeps one note: the other gets its text', async () => {
    const id = await notesInConflict();
    await resolveConflict(rig.store, id, 'text|text', { keep: 'right' });
    expect((await rig.queue()).map(({ uid, change }) => [uid, change])).toEqual([
      ['note', { op: 'note.update', edit: { body: '<p>Right text</p>' } }],
    ]);
  });
});

describe('who is who', () => {
  beforeEach(async () => {
    await rig.addContact('second', bqe, { firstName: 'Second' });
    await rig.addContact('charles', account, { firstName: 'Charles' });
  });
  const offers = (...uids: string[]) => uids.map((uid) => ({ uid, reasons: [] }));

  it('ties the chosen one, also where the two were kept apart', async () => {
    await rig.db.apart.put({ one: 'charles', other: 'second', madeAt: noon });
    const id = await rig.ask({ about: 'which', side: 'right', uid: 'second', candidates: offers('charles', 'ada') }, ['second', 'charles']);
    await answerChoice(rig.store, id, 'charles');
    expect(await rig.ties()).toEqual(['ada-client', 'charles-second']);
    expect(await rig.apart()).toEqual([]);
    expect([await rig.due('charles'), await rig.due('second')]).toEqual([['bqe'], ['bqe']]);
    expect(await rig.db.decisions.count()).toBe(0);
    expect(await rig.queue()).toEqual([]);
  });

  it('remembers that it is none of them', async () => {
    const id = await rig.ask({ about: 'which', side: 'left', uid: 'charles', candidates: offers('client', 'second') }, [
      'charles',
      'second',
    ]);
    await answerChoice(rig.store, id, undefined);
    expect(await rig.apart()).toEqual(['charles-client', 'charles-second']);
    expect(await rig.ties()).toEqual(['ada-client']);
  });

  it.each([
    ['second', ['ada-second'], ['ada-client']],
    ['client', ['ada-client'], ['ada-second']],
    [undefined, ['ada-client'], ['ada-second']],
  ])('a contact that has a partner already: %s stays linked', async (chosen, ties, apart) => {
    const id = await rig.ask({ about: 'already-linked', left: 'ada', right: 'second', reasons: [] }, ['ada', 'second']);
    await answerChoice(rig.store, id, chosen);
    expect(await rig.ties()).toEqual(ties);
    expect(await rig.apart()).toEqual(apart);
  });

  it('a partner that has a contact already goes to the newcomer', async () => {
    const id = await rig.ask({ about: 'already-linked', left: 'charles', right: 'client', reasons: [] }, ['charles', 'client']);
    await answerChoice(rig.store, id, 'charles');
    expect(await rig.ties()).toEqual(['charles-client']);
    expect(await rig.apart()).toEqual(['ada-client']);
  });

  it.each([
    ['second', ['ada-second'], ['ada-client']],
    [undefined, [], ['ada-client', 'ada-second']],
  ])('linked twice: %s stays, the others are unlinked and not linked again', async (chosen, ties, apart) => {
    await rig.pairUp('ada', 'second');
    await rig.db.links.put({ key: 'bqe|client|id|remote-client', account, contactUid: 'ada', kind: 'is', madeAt: noon });
    const id = await rig.ask({ about: 'linked-twice', side: 'left', uid: 'ada', partners: ['client', 'second'] }, [
      'ada',
      'client',
      'second',
    ]);
    await answerChoice(rig.store, id, chosen);
    expect(await rig.ties()).toEqual(ties);
    expect(await rig.apart()).toEqual(apart);
    // The page's own link would tie them anew.
    expect(await rig.db.links.count()).toBe(0);
  });

  it.each([
    ['second', ['client-', 'third-']],
    [undefined, ['client-second', 'client-third', 'second-third']],
  ])('one person: %s is kept in step', async (chosen, apart) => {
    const id = await rig.ask({ about: 'same-person', side: 'right', uids: ['client', 'second', 'third'] }, ['client', 'second']);
    await answerChoice(rig.store, id, chosen);
    expect(await rig.apart()).toEqual(apart);
  });

  it('is asked again with everything as it was once the answer is undone, unless it was decided anew', async () => {
    await rig.pairUp('ada', 'second');
    await rig.db.links.put({ key: 'bqe|client|id|remote-client', account, contactUid: 'ada', kind: 'is', madeAt: noon });
    const id = await rig.ask({ about: 'linked-twice', side: 'left', uid: 'ada', partners: ['client', 'second'] }, [
      'ada',
      'client',
      'second',
    ]);
    await answerChoice(rig.store, id, 'second');
    const done = (await rig.db.undo.toArray())[0]?.id ?? -1;
    await undo(rig.store, done);
    expect(await rig.ties()).toEqual(['ada-client', 'ada-second']);
    expect(await rig.apart()).toEqual([]);
    expect(await rig.db.links.count()).toBe(1);
    expect(await rig.db.decisions.get(id)).toBeDefined();

    await answerChoice(rig.store, id, 'client');
    const again = (await rig.db.undo.toArray()).at(-1)?.id ?? -1;
    await pairRecords(rig.store, 'charles', 'client', 'highlevel-bqe-client', true);
    await expect(undo(rig.store, again)).rejects.toMatchObject({ code: 'outdated' });
    expect(await rig.ties()).toEqual(['charles-client']);
  });

  it('a record has one contact: a newer tie takes the place of the older', async () => {
    await pairRecords(rig.store, 'charles', 'client', 'highlevel-bqe-client', true);
    expect(await rig.ties()).toEqual(['charles-client']);
    await pairRecords(rig.store, 'charles', 'second', 'highlevel-bqe-client', false);
    expect(await rig.ties()).toEqual(['charles-client', 'charles-second']);
  });
});

describe('a record that is gone on one side', () => {
  const gone = (side: Side) => rig.ask({ about: 'deleted', side, left: 'ada', right: 'client' }, ['ada', 'client']);

  it('is left so, and not asked about again', async () => {
    await answerGone(rig.store, [await gone('right')], 'keep');
    expect(await rig.db.pairs.get(['ada', 'client'])).toMatchObject({ answered: ['deleted'] });
    expect(await rig.queue()).toEqual([]);
    expect(await rig.db.decisions.count()).toBe(0);
  });

  it.each<[Side, string, string, string]>([
    ['right', bqe, 'client', 'ada'],
    ['left', account, 'ada', 'client'],
  ])('is made again on the %s from its partner, and tied to it', async (side, of, lost, source) => {
    await rig.db.links.put({ key: 'bqe|client|id|remote-client', account, contactUid: 'ada', kind: 'is', madeAt: noon });
    await answerGone(rig.store, [await gone(side)], 'recreate');
    const [entry, ...more] = await rig.queue();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      account: of,
      change: { op: 'contact.create', value: { firstName: 'Ada', email: 'ada@example.com', companyName: 'Analytical Engines' } },
      carries: { to: side },
    });
    if (side === 'right') expect(entry?.change).toMatchObject({ kind: 'client' });
    const uid = entry?.uid as string;
    expect(await rig.ties()).toEqual([side === 'right' ? `ada-${uid}` : `${uid}-client`]);
    expect((await rig.db.contacts.get(lost))?.deletedAt).toBeDefined();
    expect((await rig.db.contacts.get(source))?.deletedAt).toBeUndefined();
    expect((await rig.db.links.toArray()).map(({ contactUid }) => contactUid)).toEqual([side === 'left' ? uid : 'ada']);
    await rig.settleAll();
    expect((await rig.base(side === 'left' ? uid : 'ada', side === 'left' ? 'client' : uid))?.['email|email']).toEqual({
      left: 'ada@example.com',
      right: 'ada@example.com',
    });
  });

  it('is deleted on the other side too, after a grace in which it can be undone', async () => {
    await answerGone(rig.store, [await gone('right')], 'delete');
    const [entry] = await rig.queue();
    expect(entry).toMatchObject({ uid: 'ada', change: { op: 'contact.delete' } });
    expect(entry?.notBefore).toBeGreaterThan(noon);
    expect((await rig.db.contacts.get('client'))?.deletedAt).toBeUndefined();
    await undo(rig.store, (await rig.db.undo.toArray())[0]?.id ?? -1);
    expect(await rig.queue()).toEqual([]);
  });

  it('cannot be brought back where it was only put away', async () => {
    const id = await rig.ask({ about: 'archived', side: 'right', left: 'ada', right: 'client' }, ['ada', 'client']);
    await expect(answerGone(rig.store, [id], 'recreate')).rejects.toMatchObject({ code: 'unsupported' });
    expect(await rig.db.decisions.count()).toBe(1);
    await answerGone(rig.store, [id], 'keep');
    expect(await rig.db.pairs.get(['ada', 'client'])).toMatchObject({ answered: ['archived'] });
  });

  describe('as a to-do', () => {
    const lost = { about: 'work-deleted', table: 'tasks', side: 'right', left: 'task', right: 'todo', contactUid: 'ada' } as const;
    beforeEach(() => rig.db.workPairs.put({ table: 'tasks', left: 'task', right: 'todo', contactUid: 'ada', madeAt: noon }));

    it('is made again on its client', async () => {
      await answerGone(rig.store, [await rig.ask(lost, ['task', 'todo'])], 'recreate');
      const [entry] = await rig.queue();
      expect(entry).toMatchObject({
        account: bqe,
        contactUid: 'client',
        change: { op: 'task.create', value: { title: 'Call back', dayOnly: true } },
      });
      expect((await rig.db.workPairs.toArray()).map(({ left, right }) => [left, right])).toEqual([['task', entry?.uid]]);
    });

    it('is left so, or its task is deleted too', async () => {
      await answerGone(rig.store, [await rig.ask(lost, ['task', 'todo'])], 'keep');
      expect(await rig.queue()).toEqual([]);
      expect((await rig.db.workPairs.get(['task', 'todo']))?.answered).toBe('deleted');
      await answerGone(rig.store, [await rig.ask(lost, ['task', 'todo'])], 'delete');
      expect((await rig.queue()).map(({ uid, change }) => [uid, change.op])).toEqual([['task', 'task.delete']]);
    });
  });
});
