// Listings whose pages lie: empty in the middle, the same again, partial, doubled; and changes since a time.
import { describe, expect, it } from 'vitest';
import type { System } from '@/lib/systems/system';
import { idOf } from '@/sandbox/bqe/ids';
import { AVERY, BRIAR } from '@/sandbox/core/people';
import { type Connected, connect, now, pull } from './connect';

async function everybody({ system }: Pick<Connected, 'system'>, size = 10): Promise<{ ids: string[]; requests: number }> {
  const ids: string[] = [];
  let requests = 0;
  let cursor: Parameters<System['contacts']['list']>[0]['cursor'];
  for (;;) {
    const page = await system.contacts.list({ size, ...(cursor !== undefined && { cursor }) }, pull);
    requests += 1;
    ids.push(...page.items.map(({ id }) => id));
    if (page.next === null || requests > 100) return { ids, requests };
    cursor = page.next;
  }
}

const all = ({ sandbox }: Connected) => {
  const { clients, prospects } = sandbox.bqe.state.company;
  return [...clients, ...prospects].map(({ id }) => id).toSorted();
};

describe('a listing', () => {
  it.each([
    ['once', 1],
    ['twice', 2],
  ])('whose second page is empty %s goes on, since the count says that more must follow', async (_times, emptyPageTimes) => {
    const connected = await connect({ later: { emptyPage: 2, emptyPageTimes } });
    const { ids } = await everybody(connected);
    const missing = all(connected).filter((id) => !ids.includes(id));
    // A page that stays empty is passed over, nothing behind it is lost.
    expect(missing.length).toBe(emptyPageTimes === 1 ? 0 : 10);
    expect(connected.sandbox.bqe.requests.some(({ query }) => /COUNT/.test(query))).toBe(true);
  });

  it('asks one page further where nobody counts', async () => {
    const connected = await connect({ later: { emptyPage: 2, emptyPageTimes: 1, counts: false } });
    const { ids } = await everybody(connected);
    expect(all(connected).filter((id) => !ids.includes(id)).length).toBe(10);
    const plain = await connect({ later: { counts: false } });
    expect((await everybody(plain)).ids.toSorted()).toEqual(all(plain));
  });

  it('says so where a page repeats the one before although the count promises more', async () => {
    const connected = await connect({ later: { repeatsFromPage: 3 } });
    await expect(everybody(connected, 5)).rejects.toMatchObject({
      code: 'unreadable-answer',
      detail: 'BQE CORE sent the same page twice.',
    });
    expect(connected.sandbox.bqe.requests.length).toBeLessThan(12);
  });

  it('ends at a page that repeats the one before where nobody counts', async () => {
    const connected = await connect({ later: { repeatsFromPage: 3, counts: false } });
    const { ids } = await everybody(connected, 5);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ids.length).toBeGreaterThanOrEqual(10);
    expect(connected.sandbox.bqe.requests.length).toBeLessThan(16);
  });

  it('gives nobody twice', async () => {
    const connected = await connect();
    connected.sandbox.world.faults.arm({ kind: 'duplicate', times: Number.POSITIVE_INFINITY, match: { path: /\/client$/ } });
    const { ids } = await everybody(connected);
    expect(ids.toSorted()).toEqual(all(connected));
  });

  it('never asks for more than 1000, or 100 with expand, counts from page 1 and quotes what it compares', async () => {
    for (const addressShape of ['nested', 'list'] as const) {
      const { system, sandbox } = await connect({ quirks: { addressShape } });
      await system.contacts.list({ size: 5000 }, pull);
      await system.tasks.search({ assignedTo: ["a' or '1'='1"], completed: false, skip: 0, limit: 10 }, pull);
      const queries = sandbox.bqe.requests.map(({ query }) => new URLSearchParams(query));
      expect(queries.find((query) => query.has('fields') && query.has('page'))?.get('page')).toBe(
        addressShape === 'list' ? '1,100' : '1,500',
      );
      expect(queries.some((query) => query.get('where') === "assignedToId='a'' or ''1''=''1'")).toBe(true);
    }
  });

  it('says the offset of the zone with every request', async () => {
    const connected = await connect();
    const original = connected.sandbox.bqe.fetch;
    const offsets: (string | null)[] = [];
    connected.sandbox.bqe.fetch = async (request) => {
      offsets.push(request.headers.get('x-utc-offset'));
      return original(request);
    };
    await everybody(connected, 100);
    await connected.system.contacts.update(idOf(AVERY), { firstName: 'Ave' }, pull);
    expect(new Set(offsets)).toEqual(new Set(['-300']));
  });

  it('puts halves together where the server gives only some of the fields', async () => {
    const connected = await connect({ later: { partialAbove: 4 } });
    const page = await connected.system.contacts.list({ size: 500 }, pull);
    const avery = page.items.find(({ id }) => id === idOf(AVERY));
    expect(avery?.value).toMatchObject({ firstName: 'Avery', lastName: 'Quill', companyName: AVERY.company, email: AVERY.email });
    expect(connected.sandbox.bqe.requests.some(({ status }) => status === 207)).toBe(true);
  });

  it('reads an empty answer with 200 as an answer that was lost', async () => {
    const { system, sandbox } = await connect();
    sandbox.world.faults.arm({ kind: 'empty', match: { path: /\/client$/ }, times: Number.POSITIVE_INFINITY });
    await expect(system.contacts.list({ size: 10, changedSince: now }, pull)).rejects.toMatchObject({ code: 'unreadable-answer' });
  });
});

describe('changes', () => {
  it.each(['utc', 'offset'] as const)('since a time come newest first, where times are %s', async (naiveTimes) => {
    const { system, sandbox } = await connect({ quirks: { naiveTimes } });
    const { state } = sandbox.bqe;
    state.edit(state.clientById(idOf(AVERY))!, { memo: 'x' });
    state.edit(state.clientById(idOf(BRIAR))!, { memo: 'y', lastUpdated: now });
    const page = await system.contacts.list({ size: 100, changedSince: now - 1000 }, pull);
    // The two prospects were made just now.
    const changed = page.items.map(({ id }) => id);
    expect(changed).toEqual(expect.arrayContaining([idOf(AVERY), idOf(BRIAR)]));
    expect(page.items.filter(({ kind }) => kind === 'client')).toHaveLength(2);
    for (const { value } of page.items) expect(value.updatedAt).toBe(now);
  });

  it('need one request per kind when nothing changed', async () => {
    const { system, sandbox } = await connect();
    expect(await system.contacts.list({ size: 100, changedSince: now + 3_600_000 }, pull)).toEqual({ items: [], next: null });
    await system.tasks.changed?.({ since: now + 3_600_000, size: 100 }, pull);
    await system.notes.changed?.({ since: now + 3_600_000, size: 100 }, pull);
    await system.deletedSince?.(now, pull);
    expect(sandbox.bqe.requests).toHaveLength(5);
  });

  it('of to-dos and notes say whose they are', async () => {
    const { system, sandbox } = await connect();
    const { state } = sandbox.bqe;
    const todo = state.addTodo(state.clientById(idOf(AVERY))!, { description: 'New' });
    const note = state.addNote(state.clientById(idOf(BRIAR))!, { description: 'New' });
    const todos = await system.tasks.changed?.({ since: now - 60_000, size: 1000 }, pull);
    expect(todos?.items.find(({ id }) => id === todo.id)).toMatchObject({ contactId: idOf(AVERY), updatedAt: now });
    const notes = await system.notes.changed?.({ since: now - 60_000, size: 1000 }, pull);
    expect(notes?.items.find(({ id }) => id === note.id)).toMatchObject({ contactId: idOf(BRIAR) });
  });

  it('go through all pages, those of BQE CORE’s own notes too', async () => {
    const { system, sandbox } = await connect();
    const { state } = sandbox.bqe;
    const avery = state.clientById(idOf(AVERY))!;
    const { id: noteCategoryId } = state.company.noteCategories[2]!;
    for (let count = 0; count < 12; count++) state.addNote(avery, { description: `auto ${count}`, noteCategoryId });
    const wanted = state.company.notes.filter((note) => note.noteCategoryId !== noteCategoryId).map(({ id }) => id);
    const ids: string[] = [];
    let cursor: Parameters<NonNullable<System['notes']['changed']>>[0]['cursor'];
    for (;;) {
      const page = await system.notes.changed!({ since: 0, size: 2, ...(cursor !== undefined && { cursor }) }, pull);
      ids.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = JSON.parse(JSON.stringify(page.next));
    }
    expect(ids.toSorted()).toEqual(wanted.toSorted());
  });

  it('include what was deleted, by kind', async () => {
    const { system, sandbox } = await connect();
    const { state } = sandbox.bqe;
    const [todo] = state.company.todos;
    const [note] = state.company.notes;
    state.remove('todos', todo!.id);
    state.remove('notes', note!.id);
    state.remove('clients', idOf(BRIAR));
    const deleted = await system.deletedSince?.(now - 1000, pull);
    expect(deleted).toEqual([
      { table: 'tasks', id: todo!.id, deletedAt: now },
      { table: 'notes', id: note!.id, deletedAt: now },
      { table: 'contacts', id: idOf(BRIAR), deletedAt: now },
    ]);
  });
});
