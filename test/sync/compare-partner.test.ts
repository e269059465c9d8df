// The nightly comparison: what the marks of every run have missed is found, named and repaired.
import { describe, expect, it } from 'vitest';
import { sweepChildren } from '@/lib/sync/sweep-children';
import type { Rig } from './rig';
import { later, syncedRig, writes } from './synced-rig';

/** Everything that changed up to now is taken for seen, as after a search that lagged or a page that was skipped. */
async function missChanges(rig: Rig): Promise<void> {
  await rig.db.progress.filter(({ job }) => job === 'changes').modify({ watermark: rig.now() + 60 * 60_000 });
}

const clientPairs = (rig: Rig) => rig.db.pairs.filter(({ pair }) => pair === 'highlevel-bqe-client').toArray();

/** Uids of pairs whose two records say something else of a city. */
async function differing(rig: Rig): Promise<string[]> {
  const { contacts } = rig.sandbox.highlevel.state;
  const found: string[] = [];
  for (const { left, right } of await rig.db.pairs.toArray()) {
    const [one, other] = await rig.db.contacts.bulkGet([left, right]);
    const client = rig.sandbox.bqe.state.clientById(other?.remoteId ?? '');
    const city = contacts.get(one?.remoteId ?? '')?.city ?? '';
    if (client && city !== client.address.city) found.push(left);
  }
  return found;
}

describe('the nightly comparison', () => {
  it('finds every change that was missed, names it, and leaves nothing that differs', async () => {
    const rig = await syncedRig();
    rig.pass(60 * 60_000);
    const pairs = await clientPairs(rig);
    const missed = pairs.filter((_, at) => at % 5 === 0);
    for (const [at, { left, right }] of missed.entries()) {
      const [one, other] = await rig.db.contacts.bulkGet([left, right]);
      const client = rig.sandbox.bqe.state.clientById(other?.remoteId ?? '');
      if (at % 2) rig.sandbox.highlevel.state.editContact(one?.remoteId ?? '', { city: `Left Town ${at}` });
      else if (client) rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: `Right Town ${at}` } });
    }
    await missChanges(rig);
    await later(rig);
    expect(await differing(rig)).toHaveLength(missed.length);

    await later(rig, 24 * 60);
    expect(await differing(rig)).toEqual([]);
    const report = (await rig.db.runs.toArray()).find(({ kind }) => kind === 'reconcile');
    expect(report).toMatchObject({ outcome: 'done' });
    expect(report?.drift?.map(({ uid }) => uid).sort()).toEqual(missed.map(({ left }) => left).sort());
    expect(report?.drift?.every(({ name, text }) => name && text.includes('City'))).toBe(true);

    const before = writes(rig).length;
    await later(rig, 24 * 60);
    expect(writes(rig)).toHaveLength(before);
  });

  it('runs once a night, at the first start after two in the morning', async () => {
    const rig = await syncedRig();
    const reports = async () => (await rig.db.runs.filter(({ kind }) => kind === 'reconcile').toArray()).length;
    await later(rig);
    expect(await reports()).toBe(0);
    await later(rig, 24 * 60);
    expect(await reports()).toBe(1);
    await later(rig);
    expect(await reports()).toBe(1);
  });

  it('asks before anything is deleted that a partner lacks', async () => {
    const rig = await syncedRig();
    const [pair] = await clientPairs(rig);
    const row = await rig.db.contacts.get(pair?.right ?? '');
    const { clients } = rig.sandbox.bqe.state.company;
    clients.splice(
      clients.findIndex(({ id }) => id === row?.remoteId),
      1,
    );
    const before = writes(rig).length;
    await later(rig, 24 * 60);
    expect(await rig.db.decisions.toArray()).toContainEqual(
      expect.objectContaining({
        kind: 'question',
        question: expect.objectContaining({ about: 'deleted', side: 'right', left: pair?.left }),
      }),
    );
    expect(writes(rig)).toHaveLength(before);
  });
});

describe('the sweep', () => {
  it('goes on after a contact that the server does not give', async () => {
    const rig = await syncedRig();
    const linked = [...new Set((await rig.db.pairs.toArray()).map(({ left }) => left))].sort();
    const first = await rig.db.contacts.get(linked[0] ?? '');
    rig.sandbox.world.faults.arm({ match: { path: new RegExp(`/contacts/${first?.remoteId}`) }, kind: '503', times: 1000 });
    const startedAt = rig.now();
    const { left } = await rig.partnerRun('bqe');
    for (let run = 0; run < 288; run++) {
      rig.pass(5 * 60_000);
      await sweepChildren(left);
    }
    const last = await rig.db.contacts.get(linked.at(-1) ?? '');
    expect(last?.childrenSeenAt ?? 0).toBeGreaterThanOrEqual(startedAt);
  });

  it('reads what hangs on every linked contact within a day', async () => {
    const rig = await syncedRig();
    const linked = new Set((await rig.db.pairs.toArray()).map(({ left }) => left));
    const startedAt = rig.now();
    const { left } = await rig.partnerRun('bqe');
    // The slices of a day, one after the other: what else a run does is no matter here.
    for (let run = 0; run < 288; run++) {
      rig.pass(5 * 60_000);
      await sweepChildren(left);
    }
    const rows = await rig.db.contacts.bulkGet([...linked]);
    for (const row of rows) expect(row?.childrenSeenAt ?? 0).toBeGreaterThanOrEqual(startedAt);
  }, 60_000);
});
