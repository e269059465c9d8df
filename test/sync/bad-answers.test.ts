// What nobody promises of a server or a disk, met in the middle of a background sync: it says what is wrong, writes nothing by half, and
// once it is over everything is there once.
import { describe, expect, it } from 'vitest';
import { fieldRule } from '@/lib/domain/mapping/mapping';
import { AppError } from '@/lib/errors';
import { changeMapping } from '@/lib/store/commands/mappings';
import { approvePlan } from '@/lib/store/commands/syncing';
import { mappingInUse, mappingOf } from '@/lib/store/mapping-in-use';
import type { System } from '@/lib/systems/system';
import { AVERY, BRIAR } from '../../sandbox/core/people';
import { around } from './around-calls';
import { laterLeads, leadRig, writesOf } from './lead-rig';
import type { Rig } from './rig';
import { inBqe, inHighLevel, later, syncedRig, writes } from './synced-rig';

const always = Number.POSITIVE_INFINITY;
const problemOf = async (rig: Rig) => (await rig.db.syncs.get('bqe'))?.problem;

/** Avery changes in HighLevel, Briar in BQE CORE. */
function changeBoth(rig: Rig): void {
  rig.pass(60_000);
  rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Rockville' });
  const client = inBqe(rig, BRIAR);
  rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Bethesda' } });
}

async function questions(rig: Rig): Promise<string[]> {
  return (await rig.db.decisions.toArray()).flatMap((row) => (row.kind === 'question' ? [row.question.about] : []));
}

function expectBothCarried(rig: Rig): void {
  expect(inBqe(rig, AVERY).address.city).toBe('Rockville');
  expect(inHighLevel(rig, BRIAR).city).toBe('Bethesda');
}

/** A run that nobody expects to work, and what follows from it. */
async function troubled(rig: Rig) {
  rig.pass(5 * 60_000);
  const outcome = await rig.engine.routine();
  await rig.syncAll();
  return outcome.problem;
}

describe('a page of HTML with status 200 in the middle of a run', () => {
  it.each([
    ['BQE CORE’s clients', { host: 'api.bqecore.com', path: /\/client$/ }],
    ['BQE CORE’s to-dos', { host: 'api.bqecore.com', path: /\/todo$/ }],
    ['HighLevel’s search', { host: 'services.leadconnectorhq.com', path: /\/contacts\/search$/ }],
  ])('in place of %s is said, and everything is carried on afterwards, once', async (_what, match) => {
    const rig = await syncedRig();
    const before = writes(rig).length;
    changeBoth(rig);
    rig.sandbox.world.faults.arm({ kind: 'html', match, times: always });
    await troubled(rig);
    await troubled(rig);
    expect(await problemOf(rig)).toMatchObject({ code: 'unreadable-answer' });

    rig.sandbox.world.faults.clear();
    await later(rig);
    await later(rig);
    expect(await problemOf(rig)).toBeUndefined();
    expectBothCarried(rig);
    expect(writes(rig).length - before).toBe(2);
  });

  it('in place of the answer to a write: the write is looked for, and not sent twice', async () => {
    const rig = await syncedRig();
    const before = writes(rig).length;
    changeBoth(rig);
    rig.sandbox.world.faults.arm({ kind: 'html', match: { method: 'PUT' }, times: 2 });
    await troubled(rig);
    await later(rig);
    expectBothCarried(rig);
    expect(writes(rig).length - before).toBe(2);
    expect(await rig.db.outbox.count()).toBe(0);
  });
});

describe('a full disk', () => {
  it('while a page is stored is said, and nothing of the page is missed once there is space', async () => {
    const rig = await syncedRig();
    const before = writes(rig).length;
    changeBoth(rig);
    rig.setDiskFull(true);
    expect(await troubled(rig)).toMatchObject({ code: 'disk-full' });
    expect(writes(rig)).toHaveLength(before);

    rig.setDiskFull(false);
    await later(rig);
    expectBothCarried(rig);
    expect(writes(rig).length - before).toBe(2);
  });

  it('does not keep a refused key from being told', async () => {
    const rig = await syncedRig();
    rig.sandbox.highlevel.state.tokens.clear();
    rig.setDiskFull(true);
    expect(await rig.engine.refreshMyDay()).toMatchObject({ problem: { code: 'signed-out' } });
    rig.setDiskFull(false);
    await rig.engine.refreshMyDay();
    expect(await rig.db.connections.get('highlevel')).toMatchObject({ state: 'action-needed' });
  });

  it('between a write and the keeping of its answer sends nothing twice', async () => {
    let fill: (() => void) | undefined;
    const rig = await syncedRig({ wrap: around('contacts', 'update', { after: () => fill?.() }) });
    const before = writes(rig).length;
    changeBoth(rig);
    fill = () => rig.setDiskFull(true);
    await troubled(rig);
    fill = undefined;
    rig.setDiskFull(false);
    await later(rig);
    await later(rig);
    expectBothCarried(rig);
    expect(writes(rig).length - before).toBe(2);
    expect(await rig.db.outbox.count()).toBe(0);
  });

  it('while LocaliQ’s calls are stored loses none of them and makes none twice', async () => {
    const rig = await leadRig();
    const { state } = rig.sandbox.localiq;
    state.addCall(state.addContact({ first_name: 'Rowan', last_name: 'Wilde', email: 'rowan.wilde@example.net' }));
    rig.setDiskFull(true);
    await expect(laterLeads(rig)).rejects.toThrow();
    rig.setDiskFull(false);
    await laterLeads(rig);
    await laterLeads(rig);
    const { highlevel } = rig.sandbox;
    const made = highlevel.state.contactsByEmail('rowan.wilde@example.net');
    expect(made).toHaveLength(1);
    expect(highlevel.state.notesOf(made[0]?.id ?? '')).toHaveLength(1);
  });
});

describe('a listing that lies', () => {
  it('with an empty page in the middle makes nobody look gone, and loses nobody', async () => {
    const rig = await syncedRig();
    Object.assign(rig.sandbox.bqe.quirks, { emptyPage: 1, emptyPageTimes: 3 });
    changeBoth(rig);
    await troubled(rig);
    Object.assign(rig.sandbox.bqe.quirks, { emptyPage: 0 });
    await later(rig, 30 * 60);
    await later(rig);
    expectBothCarried(rig);
    expect(await rig.db.contacts.filter(({ goneAt }) => goneAt !== undefined).count()).toBe(0);
  });

  it('of BQE CORE that gives the same page twice is said, and what lay behind it is not missed', async () => {
    const rig = await syncedRig();
    const { quirks, state } = rig.sandbox.bqe;
    rig.pass(60_000);
    for (let at = 0; at < 250; at++) state.addClient({ name: `Filler ${String(at).padStart(3, '0')} Ltd` });
    rig.pass(60_000);
    const changed = inBqe(rig, BRIAR);
    state.edit(changed, { address: { ...changed.address, city: 'Bethesda' }, lastUpdated: rig.now() - 90_000 });
    quirks.repeatsFromPage = 2;
    await troubled(rig);
    expect(await problemOf(rig)).toMatchObject({ code: 'unreadable-answer', detail: 'BQE CORE sent the same page twice.' });
    quirks.repeatsFromPage = 0;
    await later(rig);
    await approvePlan(rig.store, 'bqe').catch(() => undefined);
    await later(rig);
    expect(inHighLevel(rig, BRIAR).city).toBe('Bethesda');
  });

  it('of LocaliQ that gives the same page twice is said, and captured once it is whole', async () => {
    const rig = await leadRig();
    const { state, quirks } = rig.sandbox.localiq;
    for (let at = 0; at < 5; at++) {
      state.addForm(state.addContact({ first_name: 'Rowan', last_name: `Wilde ${at}`, email: `rowan.${at}@example.net` }));
    }
    Object.assign(quirks, { pageSize: 2, repeatedPage: 2 });
    await expect(laterLeads(rig)).rejects.toMatchObject({ code: 'unreadable-answer', detail: expect.stringContaining('same page twice') });
    expect(writesOf(rig)).toEqual([]);
    quirks.repeatedPage = 0;
    await laterLeads(rig);
    await laterLeads(rig);
    for (let at = 0; at < 5; at++) {
      expect(rig.sandbox.highlevel.state.contactsByEmail(`rowan.${at}@example.net`)).toHaveLength(1);
    }
  });
});

describe('an address that leads elsewhere', () => {
  it('is not followed with the token on board during a run; the run says that the server cannot be reached', async () => {
    const rig = await syncedRig();
    changeBoth(rig);
    const before = rig.sandbox.highlevel.requests.filter(({ path }) => path.startsWith('/caught')).length;
    rig.sandbox.bqe.quirks.redirectsTo = 'https://services.leadconnectorhq.com/caught';
    await troubled(rig);
    expect(await problemOf(rig)).toMatchObject({ code: expect.stringMatching(/unreachable|unreadable-answer/) });
    expect(rig.sandbox.highlevel.requests.filter(({ path }) => path.startsWith('/caught'))).toHaveLength(before);

    rig.sandbox.bqe.quirks.redirectsTo = '';
    await later(rig);
    expectBothCarried(rig);
  });
});

describe('times without a zone', () => {
  it('that mean the zone of the header still tell which edit is the newer one', async () => {
    const rig = await syncedRig({ prepare: ({ sandbox }) => Object.assign(sandbox.bqe.quirks, { naiveTimes: 'offset' }) });
    for (const [first, second] of [
      ['Rockville', 'Bethesda'],
      ['Arlington', 'Reston'],
    ] as const) {
      rig.pass(60_000);
      const client = inBqe(rig, AVERY);
      const inLeft = () => rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: first });
      const inRight = () => rig.sandbox.bqe.state.edit(client, { address: { ...client.address, city: second } });
      const isLeftLater = first === 'Arlington';
      for (const edit of isLeftLater ? [inRight, inLeft] : [inLeft, inRight]) {
        edit();
        rig.pass(60_000);
      }
      await later(rig);
      expect(inHighLevel(rig, AVERY).city).toBe(isLeftLater ? first : second);
      expect(inBqe(rig, AVERY).address.city).toBe(isLeftLater ? first : second);
    }
  });
});

describe('a company without the CRM licence', () => {
  it('is synced by its clients; its prospects are neither made nor asked about', async () => {
    const rig = await syncedRig({ prepare: ({ sandbox }) => sandbox.bqe.state.forbidden.add('crm/prospect') });
    changeBoth(rig);
    await later(rig);
    expectBothCarried(rig);
    expect((await rig.db.syncs.get('bqe'))?.state).toBe('on');
    expect(await rig.db.contacts.filter(({ kind }) => kind === 'prospect').count()).toBe(0);
  });

  it('that loses it goes on with its clients, and no prospect counts as gone', async () => {
    const rig = await syncedRig();
    rig.sandbox.bqe.state.forbidden.add('crm/prospect');
    changeBoth(rig);
    await troubled(rig);
    await troubled(rig);
    expectBothCarried(rig);
    expect(await rig.db.contacts.filter(({ goneAt }) => goneAt !== undefined).count()).toBe(0);
  });
});

describe('a record that vanished between being read and being written', () => {
  it('becomes a question, nothing is made anew and nothing is left to discard', async () => {
    let vanish: (() => void) | undefined;
    const before = ({ name }: System) => {
      if (name === 'bqe') vanish?.();
    };
    const rig = await syncedRig({ wrap: around('contacts', 'update', { before }) });
    const { id } = inBqe(rig, AVERY);
    vanish = () => rig.sandbox.bqe.state.remove('clients', id);
    rig.pass(60_000);
    rig.sandbox.highlevel.state.editContact(inHighLevel(rig, AVERY).id, { city: 'Rockville' });
    await troubled(rig);
    await later(rig);
    await later(rig);
    expect(await questions(rig)).toContain('deleted');
    expect(await rig.db.outbox.count()).toBe(0);
    expect(inHighLevel(rig, AVERY).city).toBe('Rockville');
    expect(rig.sandbox.bqe.state.clientOf(AVERY)).toBeUndefined();
  });
});

describe('two records with the same e-mail', () => {
  it('are asked about where a client has that e-mail too: nobody is linked, made or written to', async () => {
    const rig = await syncedRig();
    const { highlevel, bqe } = rig.sandbox;
    rig.pass(60_000);
    const email = 'same.twice@example.com';
    for (const firstName of ['Sam', 'Samira']) highlevel.state.addContact({ firstName, lastName: 'Twice', email });
    await later(rig);
    const before = writes(rig).length;
    const client = bqe.state.addClient({ name: 'Sam Twice' });
    bqe.state.setCommunication(client, 'email', email);
    await later(rig);
    await later(rig);
    expect(await questions(rig)).toContain('which');
    expect(writes(rig)).toHaveLength(before);
    expect(highlevel.state.contactsByEmail(email)).toHaveLength(2);
  });
});

describe('a mapping whose target field was removed', () => {
  it('rests with its reason, and the other fields are synced', async () => {
    const rig = await syncedRig();
    const { state } = rig.sandbox.highlevel;
    const field = state.customFields.find(({ dataType }) => dataType === 'LARGE_TEXT');
    const rule = fieldRule(`custom:${field?.id}`, 'companyName', { direction: 'to-left', wins: 'right' });
    const mapping = await mappingOf(rig.db, 'highlevel-bqe-client');
    await changeMapping(rig.store, { ...mapping, rules: [...mapping.rules, rule], version: mapping.version + 1 });
    await later(rig);
    await approvePlan(rig.store, 'bqe');
    await later(rig);
    const client = inBqe(rig, AVERY);
    const inField = () => inHighLevel(rig, AVERY).customFields.find(({ id }) => id === field?.id)?.value;
    rig.sandbox.bqe.state.edit(client, { company: 'Oak & Partners' });
    await later(rig);
    expect(inField()).toBe('Oak & Partners');

    state.customFields.splice(state.customFields.indexOf(field as NonNullable<typeof field>), 1);
    await later(rig, 61);
    rig.sandbox.bqe.state.edit(client, { company: 'Ash & Partners', address: { ...client.address, city: 'Bethesda' } });
    await later(rig);
    expect(inHighLevel(rig, AVERY).city).toBe('Bethesda');
    expect(inField()).toBe('Oak & Partners');
    expect(await rig.db.outbox.count()).toBe(0);
    const { problems } = await mappingInUse(rig.store, 'highlevel-bqe-client');
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ code: 'field-missing', text: expect.stringContaining('no longer exists') }]);
  });
});

describe('a note of five megabytes', () => {
  const long = 'All work and no play makes the drawing late. '.repeat(116_000);

  it('of BQE CORE comes over once and is at rest', async () => {
    const rig = await syncedRig();
    rig.pass(60_000);
    rig.sandbox.bqe.state.addNote(inBqe(rig, AVERY), { description: long });
    await later(rig);
    await later(rig);
    const there = rig.sandbox.highlevel.state.notesOf(inHighLevel(rig, AVERY).id).filter(({ body }) => body.includes('drawing late'));
    expect(there).toHaveLength(1);
    expect(there[0]?.body.length).toBeGreaterThan(5_000_000);
    const before = writes(rig).length;
    await later(rig);
    expect(writes(rig)).toHaveLength(before);
  });

  it('of a LocaliQ call is one note of its person', async () => {
    const rig = await leadRig();
    const { state } = rig.sandbox.localiq;
    const contact = state.addContact({ first_name: 'Rowan', last_name: 'Wilde', email: 'rowan.wilde@example.net' });
    state.addCall(contact, {}, { notes: long });
    await laterLeads(rig);
    await laterLeads(rig);
    const [made] = rig.sandbox.highlevel.state.contactsByEmail('rowan.wilde@example.net');
    const notes = rig.sandbox.highlevel.state.notesOf(made?.id ?? '');
    expect(notes).toHaveLength(1);
    expect(notes[0]?.body.length).toBeGreaterThan(5_000_000);
  });
});

describe('one contact whose notes the server refuses to show', () => {
  it('keeps neither the notes of others nor their calls: the run does all it can, and then says what was refused', async () => {
    let refused = '';
    const before = (_: System, contactId: unknown) => {
      if (contactId === refused) throw new AppError('forbidden', { status: 403 });
    };
    const rig = await leadRig({ wrap: around('notes', 'list', { before }) });
    const { localiq, highlevel } = rig.sandbox;
    refused = inHighLevel(rig, AVERY).id;
    const record = localiq.state.contactOf(AVERY);
    if (!record) throw new Error('Avery is not in LocaliQ');
    localiq.state.addCall(record, {}, { notes: 'Asked for a quote.' });
    const other = localiq.state.addContact({ first_name: 'Rowan', last_name: 'Wilde', email: 'rowan.wilde@example.net' });
    other.notes = 'Call back before ten.';
    for (let run = 0; run < 3; run++) await troubled(rig);
    expect(await rig.db.syncs.get('localiq')).toMatchObject({ problem: { code: 'forbidden' } });
    const [made] = highlevel.state.contactsByEmail('rowan.wilde@example.net');
    expect(highlevel.state.notesOf(made?.id ?? '').filter(({ body }) => body.includes('before ten'))).toHaveLength(1);

    refused = '';
    for (let run = 0; run < 3; run++) await troubled(rig);
    expect(await rig.db.syncs.get('localiq')).not.toHaveProperty('problem');
    const notes = highlevel.state.notesOf(inHighLevel(rig, AVERY).id).filter(({ body }) => body.includes('Asked for a quote.'));
    expect(notes).toHaveLength(1);
  });
});
