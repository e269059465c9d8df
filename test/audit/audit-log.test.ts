// The chain: what was written stays as it was written, or it shows where it does not; personal values can go all the same.
import { describe, expect, it, vi } from 'vitest';
import type { AuditHead } from '@/lib/audit/entry';
import { anEvent, createAuditRig } from './rig';

const day = 86_400_000;

describe('the chain', () => {
  it('holds for an empty log and for what was written', async () => {
    const rig = createAuditRig();
    expect(await rig.log.verify()).toEqual({ entries: 0 });
    await rig.write(anEvent(), anEvent({ what: 'task.create' }), anEvent({ kind: 'sign-in', what: 'sign-in' }));
    const report = await rig.log.verify();
    expect(report).toMatchObject({ entries: 3, head: { seq: 3 } });
    expect(report.broken).toBeUndefined();
    const [first, second] = await rig.entries();
    expect(first).toMatchObject({ seq: 1, prev: '', what: 'contact.update', why: { by: 'click' } });
    expect(second?.prev).toBe(first?.mac);
  });

  it('keeps the key where no script can read it out', async () => {
    const rig = createAuditRig();
    await rig.write(anEvent());
    expect([...rig.keyRows.values()].map(({ name, key }) => [name, key.extractable])).toEqual([['audit', false]]);
  });

  it('says nothing of a person in its entries', async () => {
    const rig = createAuditRig();
    await rig.write(anEvent());
    const text = JSON.stringify(await rig.entries());
    expect(text).not.toContain('Lovelace');
    expect(text).not.toContain('5550101');
  });

  it.each([
    ['an altered entry', 'changed at 3', (rig: Rig) => rig.db.audit.update(3, { what: 'contact.delete' })],
    ['an entry taken out', 'missing at 4', (rig: Rig) => rig.db.audit.delete(3)],
    ['an altered value', 'values-changed at 2', (rig: Rig) => rig.db.auditValues.update(2, { values: { new: { phone: '1' } } })],
    ['a value that vanished', 'values-missing at 2', (rig: Rig) => rig.db.auditValues.delete(2)],
    ['an end cut off', 'end-missing at 4', (rig: Rig) => rig.db.audit.delete(5)],
    ['a start cut off', 'start-missing at 2', (rig: Rig) => rig.db.audit.delete(1)],
    ['everything gone', 'end-missing at 5', (rig: Rig) => rig.db.audit.clear()],
    [
      'an end cut off with a head made to fit',
      'end-missing at 4',
      async (rig: Rig) => {
        await rig.db.audit.delete(5);
        const head = (await rig.db.auditState.get('head')) as AuditHead;
        await rig.db.auditState.put({ ...head, seq: 4, mac: (await rig.db.audit.get(4))?.mac ?? '' });
      },
    ],
  ])('notices %s', async (_what, expected, tamper) => {
    const rig = createAuditRig();
    await rig.write(...Array.from({ length: 5 }, () => anEvent()));
    await tamper(rig);
    expect(await rig.reason()).toBe(expected);
  });

  it('notices that an old state of the whole database was put back, by a head that was kept elsewhere', async () => {
    const rig = createAuditRig();
    await rig.write(anEvent());
    const [before, state] = [await rig.entries(), await rig.db.auditState.toArray()];
    await rig.write(anEvent({ what: 'contact.delete' }));
    const kept = await rig.log.head();
    await rig.db.audit.clear();
    await rig.db.audit.bulkAdd(before);
    await rig.db.auditState.bulkPut(state);
    expect(await rig.reason()).toBeUndefined();
    expect(await rig.reason(kept)).toBe('end-missing at 1');
    await rig.write(anEvent({ what: 'task.create' }));
    expect(await rig.reason(kept)).toBe('head-differs at 2');
  });

  it('goes on behind what was cut off, so that the gap stays visible', async () => {
    const rig = createAuditRig();
    await rig.write(anEvent(), anEvent(), anEvent());
    await rig.db.audit.delete(3);
    await rig.write(anEvent());
    expect(await rig.reason()).toBe('missing at 4');
  });
});

type Rig = ReturnType<typeof createAuditRig>;

describe('sealing', () => {
  it('loses nothing when a worker ends between putting down and chaining', async () => {
    const rig = createAuditRig();
    await rig.log.append([anEvent(), anEvent({ what: 'note.create' })]);
    const next = rig.another();
    await next.seal();
    expect((await rig.entries()).map(({ what }) => what)).toEqual(['contact.update', 'note.create']);
    expect(await rig.db.auditPending.count()).toBe(0);
    expect(await rig.reason()).toBeUndefined();
  });

  it('chains once, whoever asks at the same time, and keeps the order', async () => {
    const rig = createAuditRig();
    const contexts = [rig.log, rig.another(), rig.another()];
    for (let n = 0; n < 450; n++) await rig.log.append([anEvent({ fields: [`f${n}`] })]);
    await Promise.all(contexts.map((one) => one.seal()));
    const entries = await rig.entries();
    expect(entries.map(({ fields }) => fields?.[0])).toEqual(Array.from({ length: 450 }, (_, n) => `f${n}`));
    expect(await rig.reason()).toBeUndefined();
  });

  it('shares the fate of the transaction that it is put down in', async () => {
    const { db, log } = createAuditRig();
    const failing = db.transaction('rw', [db.auditPending, db.connections], async () => {
      await log.append([anEvent()]);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await db.auditPending.count()).toBe(0);
  });

  it('says who it was by the connection of the system', async () => {
    const { db, log } = createAuditRig();
    await db.connections.put({ system: 'highlevel', account: 'highlevel:loc-9', userId: 'u-7' } as never);
    await log.append([anEvent({ kind: 'sign-in', what: 'token-refresh', account: undefined as never })]);
    await log.seal();
    expect(await db.audit.get(1)).toMatchObject({ account: 'highlevel:loc-9', userId: 'u-7' });
  });
});

describe('erasing personal values', () => {
  it('erases everybody’s, says so, and the chain still holds', async () => {
    const rig = createAuditRig();
    await rig.write(anEvent(), anEvent({ uid: 'bob', contactUid: 'bob' }));
    expect(await rig.log.eraseValues()).toBe(2);
    expect(await rig.db.auditValues.count()).toBe(0);
    expect((await rig.entries()).at(-1)).toMatchObject({ what: 'log.values-erased', erased: { through: 2 } });
    expect(await rig.reason()).toBeUndefined();
  });

  it('erases one person’s and nobody else’s', async () => {
    const rig = createAuditRig();
    await rig.write(anEvent(), anEvent({ uid: 'bob', contactUid: 'bob' }), anEvent());
    expect(await rig.log.eraseValues({ contactUid: 'ada' })).toBe(2);
    expect((await rig.db.auditValues.toArray()).map(({ seq }) => seq)).toEqual([2]);
    expect(await rig.reason()).toBeUndefined();
    await rig.db.auditValues.delete(2);
    expect(await rig.reason()).toBe('values-missing at 2');
  });

  it('takes along what had not been chained yet', async () => {
    const rig = createAuditRig();
    await rig.log.append([anEvent()]);
    expect(await rig.log.eraseValues()).toBe(1);
    expect(JSON.stringify([await rig.db.auditPending.toArray(), await rig.db.auditValues.toArray()])).not.toContain('Lovelace');
  });

  it('leaves nothing by which the values could be guessed: the same values leave another hash each time', async () => {
    const rig = createAuditRig();
    await rig.write(anEvent(), anEvent());
    const [one, other] = await rig.entries();
    expect(one?.valuesMac).not.toBe(other?.valuesMac);
  });
});

describe('retention', () => {
  it('lets go of the oldest by a checkpoint, after which the rest is still proven', async () => {
    const rig = createAuditRig();
    await rig.write(anEvent(), anEvent(), anEvent());
    rig.clock.at += 700 * day;
    await rig.write(anEvent({ what: 'task.create' }));
    rig.clock.at += 40 * day;
    await rig.log.tidy();
    const entries = await rig.entries();
    expect(entries.map(({ seq, what }) => `${seq} ${what}`)).toEqual(['4 task.create', '5 log.checkpoint']);
    expect(entries[1]?.letGo).toMatchObject({ through: 3, count: 3 });
    expect(await rig.reason()).toBeUndefined();
    await rig.db.audit.delete(4);
    expect(await rig.reason()).toBe('start-missing at 5');
  });

  it('holds when everything was past its time', async () => {
    const rig = createAuditRig();
    await rig.write(anEvent(), anEvent());
    rig.clock.at += 900 * day;
    await rig.log.tidy();
    expect((await rig.entries()).map(({ what }) => what)).toEqual(['log.checkpoint']);
    expect(await rig.reason()).toBeUndefined();
  });

  it('lets go of values long before entries, and does so once a day', async () => {
    const rig = createAuditRig();
    await rig.write(anEvent());
    rig.clock.at += 100 * day;
    await rig.write(anEvent());
    rig.clock.at += 100 * day;
    await rig.log.tidy();
    await rig.log.tidy();
    expect((await rig.db.auditValues.toArray()).map(({ seq }) => seq)).toEqual([2]);
    expect((await rig.entries()).map(({ what }) => what)).toEqual(['contact.update', 'contact.update', 'log.values-erased']);
    expect(await rig.reason()).toBeUndefined();
  });
});

describe('answers of servers', () => {
  it('counts reads by day and endpoint, ids taken out', async () => {
    const { db, log } = createAuditRig();
    for (const id of ['ve9EPM428h8vShlRW1KT', 'abc123'])
      log.answered('highlevel', { method: 'GET', path: `/contacts/${id}/tasks`, status: 200 });
    log.answered('highlevel', { method: 'POST', path: '/contacts/search', status: 200 });
    log.answered('highlevel', { method: 'PUT', path: '/contacts/abc123', status: 200 });
    await log.settled();
    log.answered('highlevel', { method: 'GET', path: '/contacts/abc124/tasks', status: 200 });
    await log.settled();
    expect(await db.readCounts.toArray()).toEqual([
      { day: '2026-11-21', account: 'highlevel:', endpoint: 'GET /contacts/:id/tasks', count: 3 },
      { day: '2026-11-21', account: 'highlevel:', endpoint: 'POST /contacts/search', count: 1 },
    ]);
  });

  it('puts refused access down', async () => {
    const { db, log } = createAuditRig();
    log.answered('bqe', { method: 'PUT', path: '/api/client/7f3a', status: 403 });
    await log.settled();
    await log.seal();
    expect(await db.audit.get(1)).toMatchObject({ kind: 'refused', account: 'bqe:', endpoint: 'PUT /api/client/:id', status: 403 });
  });

  it('goes on when one of them cannot be stored', async () => {
    const { db, log } = createAuditRig();
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const add = vi.spyOn(db.auditPending, 'bulkAdd').mockRejectedValueOnce(new Error('disk full'));
    log.note(anEvent());
    log.note(anEvent({ what: 'task.create' }));
    await log.settled();
    add.mockRestore();
    await log.seal();
    expect(complaint).toHaveBeenCalledOnce();
    expect(await db.audit.toArray()).toMatchObject([{ what: 'task.create' }]);
  });
});
