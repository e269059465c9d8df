// A contact that is made in BQE CORE by the user's own click: once, and only where nobody of that name and address is there already.
import { expect, it } from 'vitest';
import { blankContact } from '@/lib/domain/contact';
import { sourcesOf } from '@/lib/domain/merge/copy-record';
import { contactMerge } from '@/lib/domain/merge/merge-contacts';
import { newRecord } from '@/lib/domain/plan/steps/new-record';
import { createPartner } from '@/lib/store/commands/create-partner';
import { mappingInUse } from '@/lib/store/mapping-in-use';
import { connectBqe } from './partners';
import { createRig, type Rig } from './rig';

const email = 'juniper.vellamo@example.com';

async function create(rig: Rig): Promise<string> {
  const account = (await rig.db.connections.get('bqe'))?.account ?? 'bqe:';
  const contact = await rig.person(email);
  const live = await mappingInUse(rig.store, 'highlevel-bqe-client');
  const { changes } = newRecord(live, 'right', [contact]);
  const sources = sourcesOf(contactMerge(live, { left: contact.value, right: blankContact() }), 'right');
  const what = { pair: 'highlevel-bqe-client', side: 'right', account, kind: 'client', from: contact.uid } as const;
  return await createPartner(rig.store, { ...what, changes, sources, label: 'Client created' });
}

const clients = (rig: Rig) => rig.sandbox.bqe.state.company.clients.filter(({ lastName }) => lastName === 'Vellamo');

async function rigWithJuniper(): Promise<Rig> {
  const rig = await createRig();
  rig.sandbox.highlevel.state.addContact({ firstName: 'Juniper', lastName: 'Vellamo', email, city: 'Troy' });
  await connectBqe(rig);
  return rig;
}

it('is made once, also where BQE CORE cannot be searched by e-mail, and both agree on it afterwards', async () => {
  const rig = await rigWithJuniper();
  const uid = await create(rig);
  await rig.drainAll();
  expect(await rig.db.outbox.count()).toBe(0);
  expect(clients(rig)).toHaveLength(1);
  expect(clients(rig)[0]?.address.city).toBe('Troy');
  const contact = await rig.person(email);
  expect((await rig.db.pairs.get([contact.uid, uid]))?.base).toMatchObject({ 'city|city': { left: 'Troy', right: 'Troy' } });
});

it('is not made where a colleague made it meanwhile: the one that is there is named', async () => {
  const rig = await rigWithJuniper();
  await create(rig);
  const { state } = rig.sandbox.bqe;
  state.setCommunication(state.addClient({ name: 'Juniper Vellamo', firstName: 'Juniper', lastName: 'Vellamo' }), 'email', email);
  await rig.drainAll();
  expect(clients(rig)).toHaveLength(1);
  expect(await rig.db.outbox.toArray()).toMatchObject([{ state: 'blocked', problem: { code: 'duplicate' } }]);
});
