// How the outbox waits: limits, being offline, backoff, alerts, refused keys, and what is left for the user to decide.
import { beforeEach, describe, expect, it } from 'vitest';
import { blankTask } from '@/lib/domain/task';
import { AppError, type ErrorCode } from '@/lib/errors';
import { createContact, editContact } from '@/lib/store/commands/contacts';
import { addNote } from '@/lib/store/commands/notes';
import { discardEntry, retryEntry } from '@/lib/store/commands/outbox';
import { addTask, completeTask } from '@/lib/store/commands/tasks';
import { readBadge } from '@/lib/sync/badge';
import { HIGHLEVEL_TOKEN } from '../../sandbox/highlevel';
import { aNote } from '../builders';
import { createRig, type Rig } from './rig';

// A machine that is busy with other things must not fail these.
const soon = Date.UTC(2026, 10, 24, 15);
const minute = 60_000;
const always = Number.POSITIVE_INFINITY;

let rig: Rig;
let contactUid: string;
beforeEach(async () => {
  rig = await createRig();
  contactUid = (await rig.person()).uid;
});
const state = () => rig.sandbox.highlevel.state;
const fail = (kind: '429' | '500', path: RegExp, more: { times?: number; retryAfter?: number } = {}) =>
  rig.sandbox.world.faults.arm({ kind, match: { method: 'POST', path }, times: always, ...more });
const note = (body: string) => addNote(rig.store, contactUid, aNote({ body }));
const task = (title: string) => addTask(rig.store, contactUid, { ...blankTask(), title, dueAt: soon });
const entries = () => rig.db.outbox.toArray();
const alerts = () => rig.db.alerts.toArray();
const notesSaying = (body: string) => [...state().notes.values()].filter((one) => one.body === body).length;
const notePosts = () => rig.sandbox.highlevel.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/notes'));

describe('limits', () => {
  it('waits as long as the server asks, without counting it as a failure', async () => {
    fail('429', /\/notes$/, { times: 1, retryAfter: 25 });
    await note('Patient');
    await rig.engine.drain();
    expect((await entries())[0]).toMatchObject({ state: 'waiting', attempts: 0, problem: { code: 'rate-limited' } });
    expect(rig.wakeUps.at(-1)).toBe(rig.now() + 25_000);
    await rig.drainAll();
    expect(notesSaying('Patient')).toBe(1);
    expect(notePosts()).toHaveLength(2);
  });

  it('waits for the window where the server gives no time', async () => {
    fail('429', /\/notes$/, { times: 1 });
    await note('Patient');
    const before = rig.now();
    await rig.drainAll();
    expect(rig.now() - before).toBeGreaterThanOrEqual(10_000);
    expect(notesSaying('Patient')).toBe(1);
  });

  it('drains 300 changes of 60 people without one reply of 429 and near the limit', async () => {
    const people = [...state().contacts.values()].filter(({ locationId }) => locationId === state().location.id).slice(0, 60);
    await rig.engine.index();
    for (let round = 0; round < 5; round++) {
      for (const { id } of people) {
        const row = await rig.db.contacts.where('[account+remoteId]').equals([rig.account, id]).first();
        await editContact(rig.store, row?.uid ?? '', { city: `City ${round}` });
      }
    }
    rig.pass(2 * minute);
    const [before, sent] = [rig.now(), rig.sandbox.highlevel.requests.length];
    await rig.drainAll();
    expect(await rig.db.outbox.count()).toBe(0);
    expect(people.every(({ id }) => state().contacts.get(id)?.city === 'City 4')).toBe(true);
    expect(state().tooManyRequests).toBe(0);
    const perSecond = (rig.sandbox.highlevel.requests.length - sent) / Math.max(1, (rig.now() - before) / 1000);
    expect(perSecond).toBeGreaterThanOrEqual(9.5);
  });

  it('stops asking while the server wants a long pause, however much waits', async () => {
    fail('429', /\/notes$/, { retryAfter: 600 });
    for (let count = 0; count < 40; count++) {
      const { uid } = await createContact(rig.store, rig.account, { firstName: 'Many', email: `many${count}@example.com` });
      await addNote(rig.store, uid, aNote({ body: `Note ${count}` }));
    }
    await rig.engine.drain();
    const asked = notePosts().length;
    expect(asked).toBeLessThanOrEqual(6);
    expect(rig.wakeUps.at(-1)).toBeGreaterThanOrEqual(rig.now() + 590_000);
    await rig.engine.drain();
    expect(notePosts()).toHaveLength(asked);
    rig.sandbox.world.faults.clear();
    await rig.drainAll();
    expect(await rig.db.outbox.count()).toBe(0);
    expect(state().tooManyRequests).toBe(0);
  });

  it('leaves room for the person at the screen while a backlog is sent', async () => {
    for (let count = 0; count < 30; count++) {
      await createContact(rig.store, rig.account, { firstName: 'Old', email: `old${count}@example.com` });
    }
    rig.pass(2 * minute);
    const draining = rig.engine.drain();
    rig.pass(1);
    await rig.engine.refreshContact(contactUid, 0);
    const first = rig.sandbox.highlevel.requests.findIndex(({ method, path }) => method === 'GET' && path.endsWith('/tasks'));
    expect(first).toBeGreaterThan(0);
    expect(await rig.db.outbox.count()).toBeGreaterThan(20);
    await draining;
  });
});

describe('being offline', () => {
  it('keeps everything for hours in quiet, and sends it when the network is back', async () => {
    rig.setOnline(false);
    for (let count = 0; count < 50; count++) await note(`Offline ${count}`);
    for (let hour = 0; hour < 5; hour++) {
      await rig.engine.drain();
      rig.pass(60 * minute);
    }
    expect((await entries()).every(({ attempts, state: entryState }) => attempts === 0 && entryState === 'waiting')).toBe(true);
    expect((await entries()).filter(({ problem }) => problem).length).toBeLessThanOrEqual(6);
    expect(await alerts()).toEqual([]);
    expect(rig.wakeUps.at(-1)).toBeGreaterThan(rig.now() - 60 * minute);

    rig.setOnline(true);
    // At once: nothing waits for a time that was set while offline.
    await rig.engine.drain();
    expect(await rig.db.outbox.count()).toBe(0);
    expect([...state().notes.values()].filter(({ body }) => body.startsWith('Offline'))).toHaveLength(50);
  });

  it('a connection that was tested offline works again by itself, and what waited is sent', async () => {
    rig.setOnline(false);
    await note('After the test');
    await rig.connections.check('highlevel');
    expect(await rig.db.connections.get('highlevel')).toMatchObject({ state: 'action-needed', problem: { code: 'offline' } });
    rig.setOnline(true);
    rig.restart();
    expect(await rig.connections.resume()).toBe(true);
    await rig.engine.routine();
    expect(await rig.db.connections.get('highlevel')).toMatchObject({ state: 'connected' });
    expect(notesSaying('After the test')).toBe(1);
  });

  it('raises no alert for the first failure after hours offline', async () => {
    rig.setOnline(false);
    await note('Soon');
    await rig.engine.drain();
    rig.pass(120 * minute);
    rig.setOnline(true);
    fail('500', /\/notes$/, { times: 1 });
    await rig.engine.drain();
    expect(await alerts()).toEqual([]);
    await rig.drainAll();
    expect(notesSaying('Soon')).toBe(1);
  });
});

describe('a server that keeps failing', () => {
  it('is tried less and less often', async () => {
    fail('500', /\/notes$/);
    await note('Later');
    await rig.drainAll(30);
    const times = notePosts().map(({ at }) => at);
    const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    // Each failure is looked for once more before the next try.
    const look = 8000;
    expect(Math.max(...waits)).toBeLessThanOrEqual(5 * minute + 500 + look);
    expect((waits.at(-1) ?? 0) - look).toBeGreaterThan(((waits[2] ?? 0) - look) * 10);
  });

  it('raises one alert per cause after five failures, and recovery clears it', async () => {
    fail('500', /\/notes$/);
    await note('One');
    await addNote(
      rig.store,
      (await createContact(rig.store, rig.account, { firstName: 'Two', email: 'two@example.com' })).uid,
      aNote({ body: 'Two' }),
    );
    while ((await alerts()).length === 0) await rig.drainAll(1);
    expect((await entries()).every(({ attempts }) => attempts >= 4)).toBe(true);
    expect((await readBadge(rig.store)).kind).toBe('broken');
    await rig.drainAll(6);
    expect(await alerts()).toMatchObject([{ cause: `${rig.account}|server-error`, problem: { code: 'server-error', status: 500 } }]);

    rig.sandbox.world.faults.clear();
    await rig.drainAll();
    expect(await alerts()).toEqual([]);
    expect([notesSaying('One'), notesSaying('Two')]).toEqual([1, 1]);
  });

  it('keeps its alert while other writes and readings succeed, so that nobody is told twice', async () => {
    fail('500', /\/notes$/);
    await note('Fails on');
    while ((await alerts()).length === 0) await rig.drainAll(1);
    const [alert] = await alerts();
    await rig.db.alerts.update(alert?.cause ?? '', { notifiedAt: rig.now() });

    await createContact(rig.store, rig.account, { firstName: 'Fine', email: 'fine@example.com' });
    await rig.engine.drain();
    await rig.engine.routine();
    expect(state().contactsByEmail('fine@example.com')).toHaveLength(1);
    expect(await alerts()).toMatchObject([{ cause: alert?.cause, notifiedAt: expect.any(Number) }]);

    await discardEntry(rig.store, (await entries())[0]?.seq ?? 0);
    await rig.engine.routine();
    expect(await alerts()).toEqual([]);
  });

  it('raises an alert after a quarter of an hour although it failed less than five times', async () => {
    fail('429', /\/notes$/, { retryAfter: 8 * 60 });
    await note('Slow');
    for (let round = 0; round < 3; round++) await rig.drainAll(1);
    expect((await entries())[0]?.attempts).toBe(0);
    expect(await alerts()).toMatchObject([{ problem: { code: 'rate-limited' } }]);
  });
});

describe('what waits for the user', () => {
  const refusing = async (code: ErrorCode) => {
    const picky = await createRig({
      wrap: (system) => ({
        ...system,
        tasks: {
          ...system.tasks,
          setCompleted: async () => {
            throw new AppError(code, { status: 409 });
          },
        },
      }),
    });
    const { uid } = await picky.person();
    const [row] = await picky.db.tasks.where('contactUid').equals(uid).toArray();
    await completeTask(picky.store, row?.uid ?? '', true);
    await picky.drainAll();
    return (await picky.db.outbox.toArray())[0];
  };

  it.each(['forbidden', 'outdated', 'invalid', 'not-found'] as const)('a change refused as %s is blocked, once', async (code) => {
    expect(await refusing(code)).toMatchObject({ state: 'blocked', problem: { code }, attempts: 0 });
  });

  it('names the permission that the key lacks, and goes on with what it may', async () => {
    const token = state().tokens.get(HIGHLEVEL_TOKEN);
    if (token) state().tokens.set(HIGHLEVEL_TOKEN, { ...token, scopes: token.scopes.filter((scope) => scope !== 'contacts.write') });
    await task('Not allowed');
    await rig.drainAll();
    expect((await entries())[0]).toMatchObject({ state: 'blocked', problem: { code: 'missing-scope', detail: 'contacts.write' } });
    expect((await rig.db.connections.get('highlevel'))?.state).toBe('connected');
    expect((await readBadge(rig.store)).text).toBe('!');

    if (token) state().tokens.set(HIGHLEVEL_TOKEN, token);
    await retryEntry(rig.store, (await entries())[0]?.seq ?? 0);
    await rig.drainAll();
    expect([...state().tasks.values()].some(({ title }) => title === 'Not allowed')).toBe(true);
  });

  it('holds everything of a key that belongs to another location, and says so', async () => {
    const token = state().tokens.get(HIGHLEVEL_TOKEN);
    const [, other] = [...state().locations.keys()];
    if (token && other) state().tokens.set(HIGHLEVEL_TOKEN, { ...token, locationId: other });
    await note('Wrong place');
    await rig.drainAll();
    expect(await rig.db.connections.get('highlevel')).toMatchObject({ state: 'action-needed', problem: { code: 'wrong-account' } });
    expect((await entries())[0]).toMatchObject({ state: 'waiting', problem: { code: 'wrong-account' } });
    expect(await alerts()).toHaveLength(1);
  });

  it('sends only what belongs to the connected account', async () => {
    await note('Ours');
    await rig.db.outbox.toCollection().modify({ account: 'highlevel:elsewhere' });
    await rig.drainAll();
    expect(notePosts()).toHaveLength(0);
    expect(await rig.db.outbox.count()).toBe(1);
  });

  it('a key entered anew is not called refused because of an answer to the old one', async () => {
    const refused = state().tokens.get(HIGHLEVEL_TOKEN);
    state().tokens.clear();
    await note('Held');
    const until = async () => void (await rig.db.connections.update('highlevel', { keySetAt: rig.now() + 1 }));
    rig.sandbox.world.faults.arm({ kind: 'hold', until, acts: true });
    await rig.engine.drain();
    expect(await rig.db.connections.get('highlevel')).toMatchObject({ state: 'connected', keySetAt: rig.now() + 1 });
    expect(await alerts()).toEqual([]);
    if (refused) state().tokens.set(HIGHLEVEL_TOKEN, refused);
  });

  it('wakes nobody for an account that has to be mended first', async () => {
    rig.setOnline(false);
    await note('Waits');
    await rig.engine.drain();
    expect(rig.wakeUps).toHaveLength(1);
    rig.setOnline(true);
    await rig.db.connections.update('highlevel', { state: 'action-needed' });
    rig.pass(60_000);
    await rig.engine.drain();
    expect(rig.wakeUps).toHaveLength(1);
    await rig.db.connections.update('highlevel', { state: 'connected' });
  });

  it('a create that never left is not taken for a colleague’s when it is tried again', async () => {
    await addTask(rig.store, contactUid, { ...blankTask(), title: 'No date yet' });
    await rig.drainAll();
    expect((await entries())[0]).toMatchObject({ state: 'blocked', problem: { code: 'invalid' } });
    // A colleague makes the same one before the user tries again: that one is theirs.
    const contactId = (await rig.db.contacts.get(contactUid))?.remoteId ?? '';
    state().addTask({ contactId, title: 'No date yet', dueAt: 0 });
    await retryEntry(rig.store, (await entries())[0]?.seq ?? 0);
    await rig.drainAll();
    expect(await rig.db.outbox.count()).toBe(1);
  });
});

describe('working on', () => {
  it('asks the browser for time at every change', async () => {
    for (let count = 0; count < 8; count++) await note(`Step ${count}`);
    const before = rig.keptAlive;
    await rig.drainAll();
    expect(rig.keptAlive - before).toBeGreaterThanOrEqual(8);
  });

  it('a change made while the queue is being drained goes out in the same run', async () => {
    await note('First');
    const draining = rig.engine.drain();
    await note('Second');
    const second = rig.engine.drain();
    await Promise.all([draining, second]);
    expect([notesSaying('First'), notesSaying('Second')]).toEqual([1, 1]);
  });

  it('asked at the very moment a run ends, it still goes out', async () => {
    for (let turns = 0; turns < 60; turns += 3) {
      await note(`Asked ${turns}`);
      const draining = rig.engine.drain();
      await draining.then(() => undefined);
      await note(`Late ${turns}`);
      const late = rig.engine.drain();
      await late;
      expect(notesSaying(`Late ${turns}`)).toBe(1);
    }
  });
});
