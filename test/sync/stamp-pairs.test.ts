// Links kept in both systems, whole: stamped once, never over somebody else's, without an echo, and known again on a new computer.
import { describe, expect, it } from 'vitest';
import { stampNames } from '@/lib/domain/stamp';
import { chooseStamping, stampRule } from '@/lib/store/commands/stamp';
import { approvePlan } from '@/lib/store/commands/syncing';
import { AVERY, BRIAR, type Person } from '../../sandbox/core/people';
import type { Rig, World } from './rig';
import { inBqe, inHighLevel, later, plannedRig, syncedRig, writes } from './synced-rig';

const leftField = 'field-bqe-core-id';
const rightField = 'definition-highlevel-id';

const aStamp = (value: string) => ({ id: 'value', definitionId: rightField, label: 'HighLevel ID', value });

/** Both have a field for the other's id, and BQE CORE shows what its values look like, on a client of nobody. */
function addFields({ sandbox }: Rig): void {
  const { highlevel, bqe } = sandbox;
  const [like] = highlevel.state.customFields;
  const [definition] = bqe.state.company.customFields;
  if (!like || !definition) throw new Error('the sandbox has no custom fields');
  highlevel.state.customFields.push({ ...like, id: leftField, name: stampNames.bqe.left ?? '', fieldKey: 'contact.bqe_core_id' });
  bqe.state.company.customFields.push({ ...definition, id: rightField, definitionId: rightField, label: stampNames.bqe.right ?? '' });
  bqe.state.addClient({ name: 'Sample Client', customFields: [{ ...aStamp('somebody'), definitionId: definition.definitionId }] });
}

/** Approved with stamping, and run until nothing is left to do. */
async function stampedRig(prepare: (rig: Rig) => void = addFields): Promise<Rig> {
  const rig = await plannedRig({ prepare });
  await runStamping(rig);
  return rig;
}

async function runStamping(rig: Rig): Promise<void> {
  await chooseStamping(rig.store, 'bqe', true);
  await approvePlan(rig.store, 'bqe');
  expect(await rig.engine.sync('bqe')).toEqual({});
  await rig.syncAll();
  for (let round = 0; round < 4; round++) await later(rig);
}

/** A new computer on the same servers, up to the plan that waits. */
const newComputer = (world: World) => plannedRig({ world });

const stampInHighLevel = (rig: Rig, person: Person) => inHighLevel(rig, person).customFields.find(({ id }) => id === leftField)?.value;
const stampInBqe = (rig: Rig, person: Person) =>
  inBqe(rig, person).customFields.find(({ definitionId }) => definitionId === rightField)?.value;
const pairedClient = async (rig: Rig, contactId: string) => {
  const row = await rig.db.contacts.where('[account+remoteId]').equals([rig.account, contactId]).first();
  const pair = await rig.db.pairs.where({ left: row?.uid ?? '' }).first();
  return (await rig.db.contacts.get(pair?.right ?? ''))?.remoteId;
};

describe('links kept in both systems', { timeout: 60_000 }, () => {
  it('name each in the other, once, and then cost neither a write nor a request', async () => {
    const rig = await stampedRig();
    expect(stampInHighLevel(rig, AVERY)).toBe(inBqe(rig, AVERY).id);
    expect(stampInBqe(rig, AVERY)).toBe(inHighLevel(rig, AVERY).id);
    expect(await rig.db.pairs.filter(({ stampedAt }) => stampedAt === undefined).count()).toBe(0);
    expect(await rig.db.contacts.where('due').equals('bqe').count()).toBe(0);
    expect(await rig.db.outbox.count()).toBe(0);
    const written = (await rig.db.auditPending.toArray()).filter(({ event }) => event.why?.rule === stampRule);
    expect(written.length).toBeGreaterThan(20);
    expect(written.every(({ event }) => event.outcome === 'done')).toBe(true);

    const before = writes(rig).length;
    const requests = rig.sandbox.highlevel.requests.length;
    await later(rig, 6);
    expect(rig.sandbox.highlevel.requests.length - requests).toBeLessThanOrEqual(6);
    await later(rig, 24 * 60);
    expect(writes(rig)).toHaveLength(before);
  });

  it('change nothing but their own field', async () => {
    const rig = await syncedRig({ prepare: addFields });
    const said = () => {
      const { updatedAt: _, customFields: _left, ...contact } = inHighLevel(rig, AVERY);
      // A whole record is sent back: the sandbox keeps a day of it as a day, as with any change.
      const { lastUpdated: _when, clientSince: _day, version: _v, token: _t, customFields: _right, ...client } = inBqe(rig, AVERY);
      return structuredClone({ contact, client });
    };
    const before = said();
    await chooseStamping(rig.store, 'bqe', true);
    for (let round = 0; round < 4; round++) await later(rig);
    expect(stampInBqe(rig, AVERY)).toBe(inHighLevel(rig, AVERY).id);
    expect(said()).toEqual(before);
  });

  it('do not make a side look newer that waits for the user with a question', async () => {
    const rig = await plannedRig({
      prepare: (one) => {
        addFields(one);
        const client = inBqe(one, AVERY);
        one.sandbox.highlevel.state.editContact(inHighLevel(one, AVERY).id, { city: 'Rockville' });
        one.sandbox.bqe.state.edit(client, { address: { ...client.address, city: 'Bethesda' } });
        for (const any of one.sandbox.bqe.state.company.clients) any.customFields = [];
      },
    });
    // As of records that were first read by id: only the servers' own times say when they were changed.
    await rig.db.contacts.toCollection().modify((row) => void delete row.changed);
    await runStamping(rig);
    expect(stampInHighLevel(rig, AVERY)).toBe(inBqe(rig, AVERY).id);
    expect([inHighLevel(rig, AVERY).city, inBqe(rig, AVERY).address.city]).toEqual(['Rockville', 'Bethesda']);
  });

  it('are kept on one side where the other does not show how', async () => {
    const rig = await stampedRig((one) => {
      addFields(one);
      for (const client of one.sandbox.bqe.state.company.clients) client.customFields = [];
    });
    expect([stampInHighLevel(rig, BRIAR), stampInBqe(rig, BRIAR)]).toEqual([inBqe(rig, BRIAR).id, undefined]);
    expect(await rig.db.outbox.count()).toBe(0);
  });

  it('are no longer tried on a side that has refused one', async () => {
    const rig = await plannedRig({ prepare: addFields });
    await chooseStamping(rig.store, 'bqe', true);
    await approvePlan(rig.store, 'bqe');
    // The field is taken away under our feet: HighLevel refuses what names it.
    const { customFields } = rig.sandbox.highlevel.state;
    customFields.splice(
      customFields.findIndex(({ id }) => id === leftField),
      1,
    );
    await rig.engine.sync('bqe');
    for (let round = 0; round < 4; round++) await later(rig);
    const refused = (await rig.db.outbox.toArray()).filter(({ why }) => why?.rule === stampRule);
    expect(refused.map(({ account, state }) => [account, state])).toEqual([[rig.account, 'blocked']]);
    expect(stampInBqe(rig, BRIAR)).toBe(inHighLevel(rig, BRIAR).id);
  });

  it('leave alone what somebody else has put there', async () => {
    const rig = await stampedRig((one) => {
      addFields(one);
      one.sandbox.highlevel.state.editContact(inHighLevel(one, AVERY).id, { customFields: [{ id: leftField, value: 'old-system-17' }] });
    });
    expect(stampInHighLevel(rig, AVERY)).toBe('old-system-17');
    expect(stampInHighLevel(rig, BRIAR)).toBe(inBqe(rig, BRIAR).id);
  });

  it('are not asked for unless the user wants it', async () => {
    const rig = await plannedRig({ prepare: addFields });
    await approvePlan(rig.store, 'bqe');
    await rig.engine.sync('bqe');
    await later(rig);
    expect(stampInHighLevel(rig, AVERY)).toBeUndefined();
  });
});

describe('a new computer', { timeout: 60_000 }, () => {
  it('knows who belongs together although both e-mails were changed meanwhile', async () => {
    const rig = await stampedRig();
    const [contact, client] = [inHighLevel(rig, AVERY), inBqe(rig, AVERY)];
    rig.sandbox.highlevel.state.editContact(contact.id, { email: 'new.left@example.com', phone: '+12025550198', firstName: 'Alix' });
    rig.sandbox.bqe.state.setCommunication(client, 'email', 'new.right@example.com');
    rig.sandbox.bqe.state.setCommunication(client, 'phone', '(202) 555-0143');
    rig.sandbox.bqe.state.edit(client, { firstName: 'Ava' });
    rig.pass(60 * 60_000);

    const other = await newComputer(rig.world);
    expect(await pairedClient(other, contact.id)).toBe(client.id);
    const steps = (await other.db.plans.toArray()).flatMap(({ plan }) => plan.steps);
    const row = await other.db.contacts.where('[account+remoteId]').equals([other.account, contact.id]).first();
    expect(steps.some((step) => step.kind === 'create' && step.side === 'left')).toBe(false);
    expect(steps.some((step) => step.kind === 'update' || (step.kind === 'conflict' && step.left === row?.uid))).toBe(true);
  });

  it.each(['HighLevel', 'BQE CORE'])('knows them again where only %s has the field', async (where) => {
    const rig = await stampedRig((one) => {
      addFields(one);
      const { highlevel, bqe } = one.sandbox;
      if (where === 'HighLevel') bqe.state.company.customFields.pop();
      else highlevel.state.customFields.pop();
    });
    expect([stampInHighLevel(rig, AVERY), stampInBqe(rig, AVERY)].filter(Boolean)).toHaveLength(1);
    const [contact, client] = [inHighLevel(rig, AVERY), inBqe(rig, AVERY)];
    rig.sandbox.highlevel.state.editContact(contact.id, { email: 'new.left@example.com', phone: '+12025550198' });
    rig.pass(60 * 60_000);
    const other = await newComputer(rig.world);
    expect(await pairedClient(other, contact.id)).toBe(client.id);
  });

  it('ties nobody where the two stamps disagree', async () => {
    const rig = await stampedRig();
    const [contact, client] = [inHighLevel(rig, AVERY), inBqe(rig, AVERY)];
    rig.sandbox.highlevel.state.editContact(contact.id, { email: 'new.left@example.com', phone: '+12025550198' });
    rig.sandbox.bqe.state.edit(client, { customFields: [aStamp(inHighLevel(rig, BRIAR).id)] });
    rig.pass(60 * 60_000);
    const other = await newComputer(rig.world);
    expect(await pairedClient(other, contact.id)).toBeUndefined();
  });
});
