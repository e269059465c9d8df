// Lead capture: what comes in through LocaliQ is in HighLevel once, with its person, whatever fails.
import { describe, expect, it } from 'vitest';
import { saidText } from '@/lib/domain/merge/note-text';
import { AppError } from '@/lib/errors';
import { answerChoice } from '@/lib/store/commands/answer-choice';
import { discardEntry } from '@/lib/store/commands/outbox';
import { pauseSync, resumeSync } from '@/lib/store/commands/syncing';
import type { System } from '@/lib/systems/system';
import { AVERY } from '../../sandbox/core/people';
import type { Contact, Interaction } from '../../sandbox/localiq/state';
import { approve, laterLeads, leadRig, runLeads, writesOf } from './lead-rig';
import { connectLocaliq } from './partners';
import { createRig, type Rig } from './rig';

// A machine that is busy with other things must not fail these.
const wilde = { first_name: 'Rowan', last_name: 'Wilde', email: 'rowan.wilde@example.net', phone_mobile: '2025550181' };

/** Somebody new calls. */
function call(rig: Rig, fields: Partial<Contact> = wilde): { contact: Contact; lead: Interaction } {
  const { state } = rig.sandbox.localiq;
  const contact = state.addContact(fields);
  return { contact, lead: state.addCall(contact, {}, { notes: 'Asked for a quote.' }) };
}

const inHighLevel = (rig: Rig, email = wilde.email) => rig.sandbox.highlevel.state.contactsByEmail(email);
const notesOf = (rig: Rig, email = wilde.email) => inHighLevel(rig, email).flatMap(({ id }) => rig.sandbox.highlevel.state.notesOf(id));
const leadRow = async (rig: Rig, { id }: Interaction) => await rig.db.leads.filter(({ remoteId }) => remoteId === String(id)).first();
const said = (body: string) => saidText({ body, title: '' });

async function onlyQuestion(rig: Rig) {
  const [decision, ...others] = await rig.db.decisions.toArray();
  if (decision?.kind !== 'question' || decision.question.about !== 'which' || others.length > 0) throw new Error('not one question');
  return { id: decision.id, question: decision.question };
}

/** LocaliQ's leads as they are where they name no record of the person. */
function withoutContactIds(system: System): System {
  const { leads } = system;
  if (!leads) return system;
  return {
    ...system,
    async leads(query, options) {
      const page = await leads(query, options);
      return { ...page, items: page.items.map((item) => ({ ...item, value: { ...item.value, contactId: '' } })) };
    },
  };
}

describe('a new call', () => {
  it('becomes a contact with its tags, its source and what was said, linked to its record', async () => {
    const rig = await leadRig();
    const { lead } = call(rig);
    await laterLeads(rig);

    const [contact, ...twins] = inHighLevel(rig);
    expect(twins).toEqual([]);
    expect(contact).toMatchObject({ firstName: 'Rowan', lastName: 'Wilde', phone: '+12025550181', source: 'Search - Spring Tune-Up' });
    expect(contact?.tags).toEqual(['call', 'search - spring tune-up']);
    const [note, ...others] = notesOf(rig);
    expect(others).toEqual([]);
    expect(note?.body).toContain('from LocaliQ');
    expect(said(note?.body ?? '')).toContain('Duration: 2:14');
    expect(said(note?.body ?? '')).toContain('Asked for a quote.');

    const row = await leadRow(rig, lead);
    expect(row).toMatchObject({ state: 'captured' });
    const pair = await rig.db.pairs
      .where('left')
      .equals(row?.contactUid ?? '')
      .first();
    expect((await rig.db.contacts.get(pair?.right ?? ''))?.value.email).toBe(wilde.email);
    expect(pair?.base?.['email|email']).toEqual({ left: wilde.email, right: wilde.email });
    expect((await rig.db.undo.toArray()).every(({ isSync }) => isSync)).toBe(true);
  });

  it('is captured once, however often it is read', async () => {
    const rig = await leadRig();
    call(rig);
    await laterLeads(rig);
    const before = writesOf(rig).length;
    for (const minutes of [5, 5, 25 * 60, 8 * 24 * 60]) await laterLeads(rig, minutes);
    expect(writesOf(rig)).toHaveLength(before);
    expect(notesOf(rig)).toHaveLength(1);
  });

  it('is neither a person nor a note where it was no lead', async () => {
    const rig = await leadRig();
    const contact = rig.sandbox.localiq.state.addContact({ first_name: 'Non-Lead', email: 'nonleadchat@reachlocal.com' });
    rig.sandbox.localiq.state.addChat(contact);
    await laterLeads(rig);
    expect(writesOf(rig)).toEqual([]);
    expect(await rig.db.leads.filter(({ state }) => state !== 'skipped').count()).toBe(0);
  });

  it('that came in before the approval is known and not captured', async () => {
    const rig = await leadRig();
    await laterLeads(rig);
    expect(await rig.db.leads.count()).toBeGreaterThan(10);
    expect(await rig.db.leads.filter(({ reason }) => reason !== 'before-approval').count()).toBe(0);
    expect(writesOf(rig)).toEqual([]);
  });
});

describe('nothing is written', () => {
  it('before the sync was approved', async () => {
    const rig = await createRig();
    await connectLocaliq(rig);
    const localiq = await rig.db.connections.get('localiq');
    const accounts = { left: rig.account, right: localiq?.account ?? rig.account };
    await rig.db.syncs.put({ partner: 'localiq', ...accounts, state: 'plan', approved: {} });
    call(rig);
    await laterLeads(rig);
    expect(writesOf(rig)).toEqual([]);
    expect(await rig.db.leads.count()).toBe(0);
  });

  it('while the sync is paused, and then all of it', async () => {
    const rig = await leadRig();
    await pauseSync(rig.store, 'localiq');
    call(rig);
    await laterLeads(rig);
    expect(writesOf(rig)).toEqual([]);
    await resumeSync(rig.store, 'localiq');
    await laterLeads(rig);
    expect(notesOf(rig)).toHaveLength(1);
  });

  it('while a changed mapping waits for approval', async () => {
    const rig = await leadRig();
    await rig.db.syncs.update('localiq', { approved: { 'highlevel-localiq': 0 } });
    call(rig);
    await laterLeads(rig);
    expect(writesOf(rig)).toEqual([]);
  });

  it('of people whose details may not be read: such a lead has nothing to go by, and says so', async () => {
    const rig = await leadRig();
    await rig.db.connections.update('localiq', { allowPersonalDetails: false });
    const { lead } = call(rig);
    await laterLeads(rig);
    expect(await leadRow(rig, lead)).toMatchObject({ state: 'skipped', reason: 'nothing-to-go-by' });
    expect(writesOf(rig)).toEqual([]);
  });
});

describe('a lead that changes', () => {
  it('has its one note say so', async () => {
    const rig = await leadRig();
    const { lead } = call(rig);
    await laterLeads(rig);
    lead.notes = 'Asked for a quote, and for the opening hours.';
    await laterLeads(rig);
    const [note, ...others] = notesOf(rig);
    expect(others).toEqual([]);
    expect(note?.body).toContain('from LocaliQ');
    expect(said(note?.body ?? '')).toContain('opening hours');
    const before = writesOf(rig).length;
    await laterLeads(rig);
    expect(writesOf(rig)).toHaveLength(before);
  });

  it('never overwrites what somebody wrote into the note: that is asked', async () => {
    const rig = await leadRig();
    const { lead } = call(rig);
    await laterLeads(rig);
    const [note] = notesOf(rig);
    rig.sandbox.highlevel.state.editNote(note?.id ?? '', { body: `${note?.body}<p>Called back on Monday.</p>` });
    lead.notes = 'Wants it sooner.';
    await laterLeads(rig);
    expect(notesOf(rig).map(({ body }) => body)).toEqual([expect.stringContaining('Called back on Monday.')]);
    const [decision, ...others] = await rig.db.decisions.toArray();
    expect(others).toEqual([]);
    expect(decision).toMatchObject({ kind: 'conflict', table: 'notes', fields: [{ right: expect.stringContaining('Wants it sooner.') }] });
  });

  it('keeps its note as it is once its details may no longer be read', async () => {
    const rig = await leadRig();
    const { lead } = call(rig);
    await laterLeads(rig);
    const before = notesOf(rig).map(({ body }) => body);
    await rig.db.connections.update('localiq', { allowPersonalDetails: false });
    await laterLeads(rig);
    expect(notesOf(rig).map(({ body }) => body)).toEqual(before);
    expect(await leadRow(rig, lead)).toMatchObject({ state: 'captured' });
  });

  it('does not bring back a note that was deleted', async () => {
    const rig = await leadRig();
    const { lead } = call(rig);
    await laterLeads(rig);
    rig.sandbox.highlevel.state.deleteNote(notesOf(rig)[0]?.id ?? '');
    lead.notes = 'Called again.';
    await laterLeads(rig);
    await laterLeads(rig);
    expect(notesOf(rig)).toEqual([]);
    expect(await leadRow(rig, lead)).toMatchObject({ state: 'captured' });
  });
});

describe('somebody who is known', () => {
  it('gets blanks filled and new tags, and nothing overwritten, though only the server knows them', async () => {
    const rig = await leadRig();
    const { state } = rig.sandbox.highlevel;
    const known = state.addContact({ firstName: 'R.', email: wilde.email, city: 'Salem', tags: ['call', 'vip'] });
    rig.pass(60_000);
    expect(await rig.db.contacts.where('keys').equals(`e:${wilde.email}`).count()).toBe(0);
    call(rig, { ...wilde, city: 'Boston', state: 'MA' });
    await laterLeads(rig);

    expect(inHighLevel(rig)).toHaveLength(1);
    const now = state.contacts.get(known.id);
    expect(now).toMatchObject({ firstName: 'R.', lastName: 'Wilde', city: 'Salem', state: 'MA', phone: '+12025550181' });
    expect([...(now?.tags ?? [])].sort()).toEqual(['call', 'search - spring tune-up', 'vip']);
    expect(notesOf(rig)).toHaveLength(1);
  });

  it('keeps what was entered in HighLevel after our last reading', async () => {
    const rig = await leadRig();
    const { state } = rig.sandbox.highlevel;
    const { id } = state.contactByEmail(AVERY.email ?? '') ?? { id: '' };
    state.editContact(id, { source: null });
    expect((await rig.person()).value.source).toBe('');
    state.editContact(id, { source: 'A neighbour' });
    const contact = rig.sandbox.localiq.state.contactOf(AVERY);
    if (contact) rig.sandbox.localiq.state.addCall(contact);
    await laterLeads(rig);
    expect(state.notesOf(id).some(({ body }) => body.includes('from LocaliQ'))).toBe(true);
    expect(state.contacts.get(id)?.source).toBe('A neighbour');
  });

  it('is the linked contact, whatever the lead says', async () => {
    const rig = await leadRig();
    const { contact } = call(rig);
    await laterLeads(rig);
    rig.sandbox.localiq.state.edit(contact, { email: 'rowan.new@example.net', phone_mobile: '2025550182' });
    rig.sandbox.localiq.state.addForm(contact, { message: 'Moved house.' });
    await laterLeads(rig);
    expect(inHighLevel(rig, 'rowan.new@example.net')).toEqual([]);
    expect(notesOf(rig)).toHaveLength(2);
  });

  it('is waited for while the linked contact is gone', async () => {
    const rig = await leadRig();
    const { contact } = call(rig);
    await laterLeads(rig);
    const [row] = await rig.db.contacts
      .where('keys')
      .equals(`e:${wilde.email}`)
      .and(({ account }) => account === rig.account)
      .toArray();
    await rig.db.contacts.update(row?.uid ?? '', { goneAt: rig.now() });
    const before = writesOf(rig).length;
    const lead = rig.sandbox.localiq.state.addForm(contact, { message: 'Hello?' });
    await laterLeads(rig);
    expect(await leadRow(rig, lead)).toMatchObject({ state: 'new' });
    expect(writesOf(rig)).toHaveLength(before);
  });
});

describe('a lead that could be several people', () => {
  /** Its number is that of one contact, and its e-mail that of another. */
  async function ambiguous() {
    const rig = await leadRig();
    const { state } = rig.sandbox.highlevel;
    state.addContact({ firstName: 'Rowan', lastName: 'Wilde', email: wilde.email });
    const byPhone = state.addContact({ firstName: 'Robin', lastName: 'Marsh', phone: '+12025550181' });
    rig.pass(60_000);
    const { lead } = call(rig);
    await laterLeads(rig);
    return { rig, lead, byPhone };
  }

  it('is asked about, once, and nothing is written', async () => {
    const { rig, lead } = await ambiguous();
    const { id, question } = await onlyQuestion(rig);
    expect(question.candidates).toHaveLength(2);
    expect(await leadRow(rig, lead)).toMatchObject({ state: 'question' });
    await laterLeads(rig);
    expect((await onlyQuestion(rig)).id).toBe(id);
    expect(writesOf(rig)).toEqual([]);
  });

  it('goes to the one that was chosen', async () => {
    const { rig, lead, byPhone } = await ambiguous();
    const { id } = await onlyQuestion(rig);
    const chosen = await rig.db.contacts.where('[account+remoteId]').equals([rig.account, byPhone.id]).first();
    await answerChoice(rig.store, id, chosen?.uid);
    await laterLeads(rig);
    expect(rig.sandbox.highlevel.state.notesOf(byPhone.id)).toHaveLength(1);
    expect(await leadRow(rig, lead)).toMatchObject({ state: 'captured', contactUid: chosen?.uid });
  });

  it('becomes a contact of its own where it is none of them', async () => {
    const rig = await leadRig();
    const { state } = rig.sandbox.highlevel;
    state.location.settings.allowDuplicateContact = true;
    const robin = state.addContact({ firstName: 'Robin', lastName: 'Marsh', phone: '+12025550181' });
    rig.pass(60_000);
    const { lead } = call(rig);
    await laterLeads(rig);
    await answerChoice(rig.store, (await onlyQuestion(rig)).id, undefined);
    await laterLeads(rig);
    expect(await leadRow(rig, lead)).toMatchObject({ state: 'captured' });
    expect(state.notesOf(robin.id)).toEqual([]);
    expect([inHighLevel(rig).length, notesOf(rig).length]).toEqual([1, 1]);
  });

  it('is asked about and answered although it names no record of LocaliQ', async () => {
    const rig = await leadRig({ wrap: withoutContactIds });
    const { state } = rig.sandbox.highlevel;
    const robin = state.addContact({ firstName: 'Robin', lastName: 'Marsh', phone: '+12025550181' });
    rig.pass(60_000);
    const { contact, lead } = call(rig);
    rig.sandbox.localiq.state.edit(contact, { email: '' });
    await laterLeads(rig);
    const { id, question } = await onlyQuestion(rig);
    expect((await rig.db.contacts.get(question.uid))?.value).toMatchObject({ lastName: 'Wilde' });
    await answerChoice(rig.store, id, question.candidates[0]?.uid);
    await laterLeads(rig);
    expect(state.notesOf(robin.id)).toHaveLength(1);
    expect(await leadRow(rig, lead)).toMatchObject({ state: 'captured' });
    expect(await rig.db.contacts.get(question.uid)).toBeUndefined();
    expect(await rig.db.pairs.count()).toBe(0);
  });
});

describe('whatever happens', () => {
  it('there is one contact and one note when the worker dies at any step', async () => {
    const rig = await leadRig();
    let died = true;
    for (let step = 1; died; step++) {
      const email = `step.${step}@example.net`;
      const { lead } = call(rig, { first_name: 'Rowan', last_name: `Wilde ${step}`, email });
      rig.pass(5 * 60_000);
      const run = await rig.partnerRun('localiq');
      died = await rig.dieAt(step, async (engine) => {
        await runLeads(run);
        await engine.drain();
      });
      await laterLeads(rig);
      await laterLeads(rig);
      expect([step, inHighLevel(rig, email).length, notesOf(rig, email).length]).toEqual([step, 1, 1]);
      expect(await leadRow(rig, lead)).toMatchObject({ state: 'captured' });
      expect(await rig.db.outbox.count()).toBe(0);
      expect(step).toBeLessThan(80);
    }
  });

  it('a hundred leads of forty people make forty contacts and a hundred notes', async () => {
    const rig = await leadRig();
    const { state } = rig.sandbox.localiq;
    const people = Array.from({ length: 40 }, (_, at) =>
      state.addContact({
        first_name: 'Caller',
        last_name: `Number${at}`,
        ...(at % 3 === 0 ? {} : { email: `caller.${at}@example.net` }),
        ...(at % 3 === 1 ? {} : { phone_mobile: `907555${String(100 + at).padStart(4, '0')}` }),
      }),
    );
    for (let at = 0; at < 100; at++) {
      const contact = people[at % 40] as Contact;
      if (at % 2) state.addForm(contact, { message: `Message ${at}` });
      else state.addCall(contact, {}, { notes: `Call ${at}` });
    }
    const before = rig.sandbox.highlevel.state.contacts.size;
    await laterLeads(rig);
    await laterLeads(rig);
    expect(rig.sandbox.highlevel.state.contacts.size - before).toBe(40);
    const notes = [...rig.sandbox.highlevel.state.notes.values()].filter(({ body }) => body.includes('from LocaliQ'));
    expect(notes).toHaveLength(100);
    expect(
      await rig.db.leads
        .where('[account+state]')
        .equals([(await rig.partnerRun('localiq')).right.system.account, 'new'])
        .count(),
    ).toBe(0);
    expect(rig.sandbox.highlevel.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('another browser that captured the lead already is not doubled', async () => {
    const rig = await leadRig();
    call(rig);
    await laterLeads(rig);
    const before = writesOf(rig).length;
    const { db } = rig;
    await Promise.all([db.leads, db.contacts, db.notes, db.pairs, db.workPairs, db.progress, db.outbox].map((table) => table.clear()));
    await laterLeads(rig);
    expect(writesOf(rig)).toHaveLength(before);
    expect([inHighLevel(rig).length, notesOf(rig).length]).toEqual([1, 1]);
    expect((await db.leads.where('contactUid').above('').first())?.state).toBe('captured');
  });

  it('the note of another browser is known again by its header once somebody has edited it', async () => {
    const rig = await leadRig();
    call(rig);
    await laterLeads(rig);
    const [note] = notesOf(rig);
    const said = `${note?.body}<p>Rang back.</p>`;
    rig.sandbox.highlevel.state.editNote(note?.id ?? '', { body: said });
    const { db } = rig;
    await Promise.all([db.leads, db.contacts, db.notes, db.pairs, db.workPairs, db.progress, db.outbox].map((table) => table.clear()));
    await laterLeads(rig);
    await laterLeads(rig);
    expect(notesOf(rig).map(({ body }) => body)).toEqual([said]);
  });

  it('the note of another browser is of its own lead, though one of the same person came in the same minute', async () => {
    const rig = await leadRig();
    const { state } = rig.sandbox.localiq;
    const contact = state.addContact(wilde);
    const form = state.addForm(contact, { message: 'Please send me a quote.' });
    await laterLeads(rig);
    const { db } = rig;
    await Promise.all([db.leads, db.contacts, db.notes, db.pairs, db.workPairs, db.progress, db.outbox].map((table) => table.clear()));
    const { event_type: _type, ...asSent } = form;
    state.addForm(contact, { message: 'By Friday, I forgot to say.' }, { ...asSent, id: form.id - 1 });
    await laterLeads(rig);
    await laterLeads(rig);
    const texts = notesOf(rig).map(({ body }) => said(body));
    expect(texts).toHaveLength(2);
    for (const text of ['Please send me a quote.', 'By Friday, I forgot to say.']) expect(texts.join()).toContain(text);
  });

  it('a contact that the user gave up is not made again', async () => {
    const rig = await leadRig();
    const { lead } = call(rig);
    rig.pass(5 * 60_000);
    await runLeads(await rig.partnerRun('localiq'));
    const [create] = await rig.db.outbox.toArray();
    await discardEntry(rig.store, create?.seq ?? 0);
    lead.notes = 'Called again.';
    await laterLeads(rig);
    expect(inHighLevel(rig)).toEqual([]);
    expect(await rig.db.outbox.count()).toBe(0);
  });

  it('a person whom the server refuses to look up does not keep the others', async () => {
    let refuses = true;
    const rig = await leadRig({
      wrap: (system) => ({
        ...system,
        contacts: {
          ...system.contacts,
          async find(marks, options) {
            if (refuses && marks.email === wilde.email) throw new AppError('invalid', { status: 422 });
            return await system.contacts.find(marks, options);
          },
        },
      }),
    });
    call(rig);
    call(rig, { first_name: 'Kai', last_name: 'Moss', email: 'kai.moss@example.net' });
    await expect(laterLeads(rig)).rejects.toMatchObject({ code: 'invalid' });
    await rig.drainAll();
    expect(notesOf(rig, 'kai.moss@example.net')).toHaveLength(1);
    refuses = false;
    await laterLeads(rig);
    expect(notesOf(rig)).toHaveLength(1);
  });

  it('a run that finds nothing new asks each system only a few times', async () => {
    const rig = await leadRig();
    call(rig);
    await laterLeads(rig);
    await laterLeads(rig);
    const before = [rig.sandbox.highlevel.requests.length, rig.sandbox.localiq.requests.length];
    await laterLeads(rig);
    expect(rig.sandbox.highlevel.requests.length - (before[0] ?? 0)).toBe(0);
    expect(rig.sandbox.localiq.requests.length - (before[1] ?? 0)).toBeLessThanOrEqual(6);
  });
});

describe('approved again', () => {
  it('goes on from the first approval', async () => {
    const rig = await leadRig();
    call(rig);
    rig.pass(60_000);
    await approve(rig);
    await laterLeads(rig);
    expect(notesOf(rig)).toHaveLength(1);
  });
});
