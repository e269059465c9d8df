// The first reading of all contacts: complete, resumable, inside the limit, and never in the user's way.
import { describe, expect, it } from 'vitest';
import { createContact } from '@/lib/store/commands/contacts';
import type { System } from '@/lib/systems/system';
import { createRig, type Rig } from './rig';

// A machine that is busy with other things must not fail these.
const ours = (rig: Rig) => {
  const { contacts, location } = rig.sandbox.highlevel.state;
  return [...contacts.values()].filter(({ locationId }) => locationId === location.id).map(({ id }) => id);
};
const stored = async (rig: Rig) => (await rig.db.contacts.toArray()).flatMap(({ remoteId }) => remoteId ?? []);
const progress = (rig: Rig) => rig.db.progress.get([rig.account, 'index']);
const pages = (rig: Rig) =>
  rig.sandbox.highlevel.requests.filter(
    ({ path, body }) => path === '/contacts/search' && [50, 500].includes((body as { pageLimit: number }).pageLimit),
  );

/** Pages of 50, each passed through `list`. */
const listing = (
  list: (page: Awaited<ReturnType<System['contacts']['list']>>, nth: number) => Awaited<ReturnType<System['contacts']['list']>>,
) => {
  let nth = 0;
  return (system: System): System => ({
    ...system,
    contacts: {
      ...system.contacts,
      list: async (query, options) => {
        if (query.size !== 500) return await system.contacts.list(query, options);
        return list(await system.contacts.list({ ...query, size: 50 }, options), nth++);
      },
    },
  });
};

describe('the index', () => {
  it('reads 20,000 contacts without a single reply of 429, page after page', async () => {
    const taken = new Set<string | undefined>();
    const rig = await createRig({ contacts: 20_000, takeContacts: (rows) => rows.forEach(({ remoteId }) => void taken.add(remoteId)) });
    expect(await rig.engine.index()).toEqual({});
    expect(taken.size).toBe(ours(rig).length);
    expect(await progress(rig)).toMatchObject({ state: 'done', done: taken.size, total: taken.size });
    expect(pages(rig).length).toBe(Math.floor(taken.size / 500) + 1);
    expect(rig.sandbox.highlevel.state.tooManyRequests).toBe(0);
    expect(rig.keptAlive).toBeGreaterThanOrEqual(40);
  });

  it('lets a user’s request out before the pages that come after it', async () => {
    const rig = await createRig({ contacts: 260, wrap: listing((page) => page) });
    const { uid } = await rig.person();
    const indexing = rig.engine.index();
    await expect.poll(() => pages(rig).length, { interval: 1 }).toBeGreaterThan(0);
    rig.pass(1);
    const asked = pages(rig).length;
    await rig.engine.refreshContact(uid, 0);
    expect(pages(rig).length - asked).toBeLessThan(6);
    await indexing;
  });

  it('goes on where it was killed, at any step, without reading a stored page again', async () => {
    const rig = await createRig({ contacts: 260, wrap: listing((page) => page) });
    let died = true;
    let runs = 0;
    for (let step = 3; died; step += 2) {
      died = await rig.dieAt(step, (engine) => engine.index());
      runs += 1;
    }
    expect(runs).toBeGreaterThan(2);
    expect((await stored(rig)).sort()).toEqual(ours(rig).sort());
    expect(await progress(rig)).toMatchObject({ state: 'done', done: ours(rig).length });
    // A page is read again only when its own storing was cut short.
    expect(pages(rig).length).toBeLessThanOrEqual(6 + 2 * runs);
  });

  it('pauses at the next page and resumes behind it', async () => {
    const rig = await createRig({
      contacts: 260,
      wrap: listing((page, nth) => {
        if (nth === 1) void rig.db.progress.update([rig.account, 'index'], { state: 'paused' });
        return page;
      }),
    });
    await rig.engine.index();
    const paused = await progress(rig);
    expect(paused?.state).toBe('paused');
    await rig.engine.index();
    expect(await progress(rig)).toEqual(paused);

    await rig.db.progress.update([rig.account, 'index'], { state: 'running' });
    await rig.engine.index();
    expect(await progress(rig)).toMatchObject({ state: 'done' });
    expect((await stored(rig)).sort()).toEqual(ours(rig).sort());
  });

  it('stores each contact once although pages overlap, come twice or hold one contact twice', async () => {
    const earlier: Awaited<ReturnType<System['contacts']['list']>>['items'] = [];
    const rig = await createRig({
      contacts: 260,
      wrap: listing((page) => {
        const items = [...page.items.slice(0, 3), ...earlier.slice(-20), ...page.items];
        earlier.push(...page.items);
        return { ...page, items };
      }),
    });
    await rig.engine.index();
    expect((await stored(rig)).sort()).toEqual(ours(rig).sort());
    const { done = 0, total = 0 } = (await progress(rig)) ?? {};
    expect(done).toBeLessThanOrEqual(total);
  });

  it('is not over at an empty page in the middle', async () => {
    const rig = await createRig({ contacts: 260, wrap: listing((page, nth) => (nth === 2 ? { ...page, items: [] } : page)) });
    await rig.engine.index();
    expect(await rig.db.contacts.count()).toBeGreaterThan(200);
  });

  it('reads on to the end although contacts that were read are deleted meanwhile', async () => {
    const rig = await createRig({
      contacts: 260,
      wrap: listing((page, nth) => {
        if (nth === 1) for (const { id } of page.items) rig.sandbox.highlevel.state.deleteContact(id);
        if (nth === 1) rig.pass(10_000);
        return page;
      }),
    });
    await rig.engine.index();
    expect(await stored(rig)).toEqual(expect.arrayContaining(ours(rig)));
  });

  it('stops where a page cannot be read, says so, and goes on there', async () => {
    const rig = await createRig({ contacts: 260, wrap: listing((page) => page) });
    rig.sandbox.world.faults.arm({ kind: 'truncated', match: { path: /contacts\/search/ }, after: 3 });
    expect((await rig.engine.index()).problem?.code).toBe('unreadable-answer');
    expect(await progress(rig)).toMatchObject({ state: 'running', problem: { code: 'unreadable-answer' } });
    expect(await rig.engine.index()).toEqual({});
    expect((await stored(rig)).sort()).toEqual(ours(rig).sort());
    expect((await progress(rig))?.problem).toBeUndefined();
  });

  it.each([400, 404, 422])('reads by the old list where search answers %i', async (status) => {
    const rig = await createRig({ contacts: 150 });
    rig.sandbox.highlevel.quirks.searchStatus = status;
    await rig.engine.index();
    expect((await stored(rig)).sort()).toEqual(ours(rig).sort());
    expect(rig.sandbox.highlevel.requests.some(({ method, path }) => method === 'GET' && path === '/contacts/')).toBe(true);
  });

  it.each([-3_600_000, 3_600_000])('what changes while it runs is found afterwards, with our clock %i ms off', async (clockSkewMs) => {
    const changed: string[] = [];
    const rig = await createRig({
      contacts: 260,
      wrap: listing((page, nth) => {
        // The first contact of a page that has been read already, and one that is new.
        const { state } = rig.sandbox.highlevel;
        if (nth === 2) changed.push(state.editContact(ours(rig)[3] ?? '', { city: 'Changed' }).id);
        if (nth === 3) changed.push(state.addContact({ firstName: 'Fresh', city: 'Changed' }).id);
        return page;
      }),
    });
    rig.sandbox.highlevel.quirks.clockSkewMs = clockSkewMs;
    await rig.engine.index();
    rig.pass(60_000);
    await rig.engine.routine();
    const rows = await Promise.all(changed.map((id) => rig.db.contacts.where('[account+remoteId]').equals([rig.account, id]).first()));
    expect(rows.map((row) => row?.value.city)).toEqual(['Changed', 'Changed']);
  });

  it('keeps what the user changed meanwhile on top, and their new contact single', async () => {
    const rig = await createRig({ contacts: 120 });
    const { uid } = await createContact(rig.store, rig.account, { firstName: 'Mine', email: 'mine@example.com' });
    rig.sandbox.world.faults.arm({ kind: 'drop-reply', match: { method: 'POST', path: /^\/contacts\/$/ } });
    await rig.engine.drain();
    rig.pass(4_000);
    await rig.engine.index();
    expect((await rig.db.contacts.filter(({ value }) => value.email === 'mine@example.com').toArray()).map((row) => row.uid)).toEqual([
      uid,
    ]);
    await rig.drainAll();
    expect(await rig.db.contacts.filter(({ value }) => value.email === 'mine@example.com').count()).toBe(1);
  });
});
