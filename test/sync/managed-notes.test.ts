// What LocaliQ's contacts say in their one field of notes is one note in HighLevel: made once, following its source, never over somebody's
// words.
import { describe, expect, it } from 'vitest';
import { saidText } from '@/lib/domain/merge/note-text';
import { discardEntry } from '@/lib/store/commands/outbox';
import { resolveConflict } from '@/lib/store/commands/resolve-conflict';
import { pairRecords } from '@/lib/store/commands/sync';
import { pauseSync } from '@/lib/store/commands/syncing';
import { rowByRemoteId } from '@/lib/store/records';
import { AVERY } from '../../sandbox/core/people';
import { laterLeads, leadRig, runLeads, writesOf } from './lead-rig';
import type { Rig } from './rig';

const record = (rig: Rig) => {
  const contact = rig.sandbox.localiq.state.contactOf(AVERY);
  if (!contact) throw new Error('Avery is not in LocaliQ');
  return contact;
};

/** HighLevel's Avery linked to LocaliQ's, who has notes. */
async function linkedRig(): Promise<Rig> {
  const rig = await leadRig();
  const { uid } = await rig.person();
  await laterLeads(rig);
  const { right } = await rig.partnerRun('localiq');
  const row = await rowByRemoteId(rig.db, 'contacts', right.system.account, String(record(rig).id));
  await pairRecords(rig.store, uid, row?.uid ?? '', 'highlevel-localiq', true);
  return rig;
}

/** A change of the field is seen when its contact is read again: a day later, for one that was made long ago. */
const nextDay = (rig: Rig) => laterLeads(rig, 25 * 60);

const managed = (rig: Rig) => {
  const { state } = rig.sandbox.highlevel;
  return state.notesOf(state.contactByEmail(AVERY.email ?? '')?.id ?? '').filter(({ body }) => body.includes('from LocaliQ'));
};
const said = (rig: Rig) => managed(rig).map(({ body }) => saidText({ body, title: '' }));

describe('the notes of a linked contact', () => {
  it('become one note that follows its source, and nothing more is written', async () => {
    const rig = await linkedRig();
    await laterLeads(rig, 31);
    expect(said(rig)).toEqual(['Asked about the lobby. Call back before ten.']);

    record(rig).notes = 'Asked about the lobby. Call back after ten.';
    await nextDay(rig);
    expect(said(rig)).toEqual(['Asked about the lobby. Call back after ten.']);

    const before = writesOf(rig).length;
    await laterLeads(rig);
    await nextDay(rig);
    expect(writesOf(rig)).toHaveLength(before);
  });

  it('are one note when the worker dies at any step', async () => {
    const rig = await linkedRig();
    // A token that is lost on its way takes a new sign-in, and is no matter of notes.
    rig.sandbox.localiq.state.signIn.lifetimeSeconds = 365 * 86_400;
    await nextDay(rig);
    let died = true;
    for (let step = 1; died; step++) {
      record(rig).notes = `Step ${step}.`;
      rig.pass(25 * 60 * 60_000);
      const run = await rig.partnerRun('localiq');
      died = await rig.dieAt(step, async (engine) => {
        await runLeads(run);
        await engine.drain();
      });
      await nextDay(rig);
      await nextDay(rig);
      expect([step, said(rig)]).toEqual([step, [`Step ${step}.`]]);
      expect(step).toBeLessThan(60);
    }
  });

  it('are left blank in LocaliQ without taking the note away', async () => {
    const rig = await linkedRig();
    await laterLeads(rig, 31);
    record(rig).notes = '';
    await nextDay(rig);
    expect(said(rig)).toHaveLength(1);
    expect(await rig.db.decisions.count()).toBe(0);
  });

  it('never overwrite what somebody wrote into the note: that is asked, and the answer holds', async () => {
    for (const keep of ['left', 'right'] as const) {
      const rig = await linkedRig();
      await laterLeads(rig, 31);
      const [note] = managed(rig);
      rig.sandbox.highlevel.state.editNote(note?.id ?? '', { body: `${note?.body}<p>Done.</p>` });
      record(rig).notes = 'Moved to Friday.';
      await nextDay(rig);
      expect(said(rig)).toEqual([expect.stringContaining('Done.')]);
      const [decision] = await rig.db.decisions.toArray();
      expect(decision).toMatchObject({ kind: 'conflict', table: 'notes' });

      await resolveConflict(rig.store, decision?.id ?? '', 'text|text', { keep });
      await nextDay(rig);
      expect(said(rig)).toEqual([expect.stringContaining(keep === 'left' ? 'Done.' : 'Moved to Friday.')]);
      expect(await rig.db.decisions.count()).toBe(0);
      await nextDay(rig);
      expect(await rig.db.decisions.count()).toBe(0);
    }
  });

  it('stay away once somebody has deleted the note, or given it up', async () => {
    const rig = await linkedRig();
    await laterLeads(rig, 31);
    rig.sandbox.highlevel.state.deleteNote(managed(rig)[0]?.id ?? '');
    record(rig).notes = 'Asked again.';
    await nextDay(rig);
    await nextDay(rig);
    expect(managed(rig)).toEqual([]);

    const other = await linkedRig();
    other.pass(31 * 60_000);
    await runLeads(await other.partnerRun('localiq'));
    const [entry] = await other.db.outbox.toArray();
    expect(entry?.change.op).toBe('note.create');
    await discardEntry(other.store, entry?.seq ?? 0);
    await nextDay(other);
    expect(managed(other)).toEqual([]);
  });

  it('are taken over where another browser made the note', async () => {
    const rig = await linkedRig();
    await laterLeads(rig, 31);
    const before = writesOf(rig).length;
    await Promise.all([rig.db.workPairs.clear(), rig.db.notes.clear()]);
    await nextDay(rig);
    expect(writesOf(rig)).toHaveLength(before);
    record(rig).notes = 'New words.';
    await nextDay(rig);
    expect(said(rig)).toEqual(['New words.']);
  });

  it('are taken over also where the note has come to BQE CORE since', async () => {
    const rig = await linkedRig();
    await laterLeads(rig, 31);
    const before = writesOf(rig).length;
    const note = await rig.db.notes.filter(({ value }) => value.body.includes('from LocaliQ')).first();
    if (!note) throw new Error('The note is not in the store');
    // What this browser knows after its sync with BQE CORE, where another one has made the note.
    await rig.db.notes.put({ ...note, uid: 'copy', account: 'bqe:company', remoteId: 'copy', contactUid: 'client' });
    await rig.db.workPairs.clear();
    await rig.db.workPairs.put({ table: 'notes', left: note.uid, right: 'copy', contactUid: note.contactUid, madeAt: rig.now() });
    await nextDay(rig);
    expect(writesOf(rig)).toHaveLength(before);
    expect(said(rig)).toEqual(['Asked about the lobby. Call back before ten.']);
  });

  it('wait while the sync is paused', async () => {
    const rig = await linkedRig();
    await pauseSync(rig.store, 'localiq');
    await laterLeads(rig, 31);
    expect(managed(rig)).toEqual([]);
  });
});
