// Clients and prospects of BQE CORE through the adapter, in every shape that a company file may have.
import { describe, expect, it } from 'vitest';
import { isAppError } from '@/lib/errors';
import { idOf } from '@/sandbox/bqe/ids';
import type { BqeQuirks } from '@/sandbox/bqe/quirks';
import { AVERY, BRIAR, CAMERON } from '@/sandbox/core/people';
import { connect, now, pull, putBodies } from './connect';

const shapes: [name: string, quirks: Partial<BqeQuirks>][] = [
  ['nested', { addressShape: 'nested' }],
  ['list', { addressShape: 'list' }],
  ['split', { addressShape: 'split' }],
  ['flat', { addressShape: 'flat' }],
  ['list, read by a listing', { addressShape: 'list', itemExpands: false }],
  ['nested, enumerations as text', { addressShape: 'nested', enumsAsText: true }],
  ['split, only a few fields at a time', { addressShape: 'split', partialAbove: 5 }],
  ['nested, only a few fields at a time', { addressShape: 'nested', partialAbove: 5 }],
];

describe.each(shapes)('a company file that is %s', (_name, quirks) => {
  it('shows all of a client', async () => {
    const { system } = await connect({ quirks });
    const contact = await system.contacts.read(idOf(AVERY), pull);
    expect(contact).toMatchObject({
      id: idOf(AVERY),
      kind: 'client',
      updatedAt: expect.any(Number),
      value: {
        firstName: 'Avery',
        lastName: 'Quill',
        companyName: AVERY.company,
        email: AVERY.email,
        address1: AVERY.street,
        city: AVERY.city,
        postalCode: AVERY.postalCode,
        type: 'client',
        website: AVERY.website ?? '',
      },
    });
    expect(contact?.value.phone.replace(/\D/g, '')).toBe(AVERY.phone?.slice(2));
    expect(contact?.value.addedAt).toBeLessThan(now);
  });

  it('lists everybody once with e-mail and phone, clients before prospects', async () => {
    const { system, sandbox } = await connect({ quirks });
    const { clients, prospects } = sandbox.bqe.state.company;
    const ids: string[] = [];
    const emails = new Set<string>();
    let cursor: Parameters<typeof system.contacts.list>[0]['cursor'];
    for (;;) {
      const page = await system.contacts.list({ size: 7, ...(cursor !== undefined && { cursor }) }, pull);
      expect(page.total).toBe(clients.length + prospects.length);
      for (const { id, kind, value } of page.items) {
        ids.push(id);
        emails.add(value.email);
        expect(kind).toBe(prospects.some((prospect) => prospect.id === id) ? 'prospect' : 'client');
      }
      if (page.next === null) break;
      cursor = JSON.parse(JSON.stringify(page.next));
    }
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ids.toSorted()).toEqual([...clients, ...prospects].map(({ id }) => id).toSorted());
    for (const client of clients) expect(emails).toContain(sandbox.bqe.state.communicationOf(client, 'email'));
  });

  it('takes a new e-mail, phone and street, and keeps everything else as it was', async () => {
    const connected = await connect({ quirks });
    const { system, sandbox } = connected;
    const client = sandbox.bqe.state.clientById(idOf(AVERY))!;
    const before = structuredClone(client);
    const edit = { email: 'avery@new.example.com', phone: '+12025550123', address1: '1 New Street', companyName: 'Quill Ltd' };
    const after = await system.contacts.update(idOf(AVERY), edit, pull);
    expect(after.value).toMatchObject(edit);

    const expected = structuredClone(before);
    // A day loses its time of day on the wire.
    const { lastUpdated, clientSince } = client;
    Object.assign(expected, { company: 'Quill Ltd', version: '2', token: 1, lastUpdated, clientSince });
    expected.address.street1 = '1 New Street';
    const [email, phone] = expected.address.communications;
    Object.assign(email!, { value: 'avery@new.example.com' });
    Object.assign(phone!, { value: '+12025550123' });
    expect(client).toEqual({ ...expected, lastUpdatedById: client.lastUpdatedById });
  });

  it('sends the unmapped fields back byte for byte, with the version that was read', async () => {
    const connected = await connect({ quirks });
    const client = connected.sandbox.bqe.state.clientById(idOf(AVERY))!;
    client.memo = '<b>Line</b>\r\n“quoted” \u200b ';
    client.customFields = [
      { id: 'f1', definitionId: connected.sandbox.bqe.state.company.customFields[1]!.definitionId, label: 'Referred by', value: ' x ' },
    ];
    await connected.system.contacts.update(idOf(AVERY), { firstName: 'Ave' }, pull);
    const [body] = putBodies(connected);
    expect(body).toMatchObject({ version: '1', token: 0, firstName: 'Ave', memo: client.memo, taxId: client.taxId });
    expect(client.customFields[0]).toMatchObject({ value: ' x ' });
    expect(client.address.communications).toHaveLength(3);
  });

  it('adds and takes away an e-mail', async () => {
    const { system, sandbox } = await connect({ quirks });
    const client = sandbox.bqe.state.clientById(idOf(AVERY))!;
    expect((await system.contacts.update(idOf(AVERY), { email: '' }, pull)).value.email).toBe('');
    expect(sandbox.bqe.state.communicationOf(client, 'email')).toBe('');
    expect((await system.contacts.update(idOf(AVERY), { email: 'back@example.com' }, pull)).value.email).toBe('back@example.com');
    expect(sandbox.bqe.state.communicationOf(client, 'email')).toBe('back@example.com');
  });

  it.each(['client', 'prospect'] as const)('makes a new %s with all of it', async (kind) => {
    const { system, sandbox } = await connect({ quirks });
    const edit = {
      firstName: 'Nia',
      lastName: 'Orr',
      companyName: 'Orr & Co',
      email: 'nia@orr.example.com',
      phone: '(202) 555-0150',
      city: 'Bath',
    };
    const made = await system.contacts.create(edit, { ...pull, kind });
    expect(made).toMatchObject({ kind, value: edit });
    const rows = kind === 'client' ? sandbox.bqe.state.company.clients : sandbox.bqe.state.company.prospects;
    expect(rows.find(({ id }) => id === made.id)).toMatchObject({ name: 'Nia Orr', company: 'Orr & Co', address: { city: 'Bath' } });
    await system.contacts.delete(made.id, pull);
    await system.contacts.delete(made.id, pull);
    expect(await system.contacts.read(made.id, pull)).toBeUndefined();
  });
});

describe('a change', () => {
  it('that changes nothing is not sent', async () => {
    const connected = await connect();
    const before = await connected.system.contacts.read(idOf(AVERY), pull);
    const { email = '', phone = '', address1 = '', firstName = '' } = before?.value ?? {};
    await connected.system.contacts.update(idOf(AVERY), { email, phone, address1, firstName }, pull);
    expect(putBodies(connected)).toEqual([]);
  });

  it('survives somebody else’s change of another field in between', async () => {
    const connected = await connect();
    const { sandbox, system } = connected;
    const client = sandbox.bqe.state.clientById(idOf(AVERY))!;
    beforeNextPut(connected, () => sandbox.bqe.state.edit(client, { memo: 'Theirs' }));
    await system.contacts.update(idOf(AVERY), { firstName: 'Ours' }, pull);
    expect(client).toMatchObject({ memo: 'Theirs', firstName: 'Ours' });
  });

  it('of the same field as somebody else’s is outdated, and theirs stays', async () => {
    const connected = await connect();
    const client = connected.sandbox.bqe.state.clientById(idOf(AVERY))!;
    beforeNextPut(connected, () => connected.sandbox.bqe.state.edit(client, { firstName: 'Theirs' }));
    const failed = connected.system.contacts.update(idOf(AVERY), { firstName: 'Ours' }, pull);
    await expect(failed).rejects.toMatchObject({ code: 'outdated' });
    expect(client.firstName).toBe('Theirs');
  });

  it('sends each part of a record back once, although the answer listed it twice', async () => {
    const connected = await connect();
    const client = connected.sandbox.bqe.state.clientById(idOf(AVERY))!;
    const groups = structuredClone(client.assignedGroups);
    connected.sandbox.world.faults.arm({ kind: 'duplicate', match: { method: 'GET' }, times: Number.POSITIVE_INFINITY });
    await connected.system.contacts.update(idOf(AVERY), { firstName: 'Ours' }, pull);
    expect(groups).not.toEqual([]);
    expect(client).toMatchObject({ firstName: 'Ours', assignedGroups: groups });
  });

  it('is left for later after the second time', async () => {
    const connected = await connect();
    const client = connected.sandbox.bqe.state.clientById(idOf(AVERY))!;
    let count = 0;
    beforeNextPut(connected, () => connected.sandbox.bqe.state.edit(client, { memo: `Theirs ${count++}` }), 5);
    await expect(connected.system.contacts.update(idOf(AVERY), { firstName: 'Ours' }, pull)).rejects.toMatchObject({
      code: 'server-error',
    });
    expect(putBodies(connected)).toHaveLength(2);
  });

  it('of a record that vanished in between is not found, also where the server falls over it', async () => {
    for (const fails of [false, true]) {
      const connected = await connect();
      beforeNextPut(connected, () => {
        connected.sandbox.bqe.state.remove('clients', idOf(AVERY));
        if (fails) connected.sandbox.world.faults.arm({ kind: '500', match: { method: 'PUT' } });
      });
      await expect(connected.system.contacts.update(idOf(AVERY), { firstName: 'X' }, pull)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('of what BQE CORE has no place for is refused before anything is sent', async () => {
    const connected = await connect();
    for (const edit of [{ dateOfBirth: '2000-01-01' }, { source: 'Web' }, { dnd: true }]) {
      await expect(connected.system.contacts.update(idOf(AVERY), edit, pull)).rejects.toMatchObject({ code: 'unsupported' });
    }
    expect(putBodies(connected)).toEqual([]);
  });

  it('of an address that was never shown is refused, and the rest is never made up', async () => {
    const connected = await connect({ quirks: { addressShape: 'split' }, later: { addressShape: 'list' } });
    // The profile knows `communications`; this file no longer has it.
    await expect(connected.system.contacts.update(idOf(AVERY), { email: 'x@example.com' }, pull)).rejects.toSatisfy(isAppError);
    expect(putBodies(connected)).toEqual([]);
  });

  it('sets a custom field that was seen, and leaves the others', async () => {
    const connected = await connect();
    const { sandbox } = connected;
    const [stamp, referred] = sandbox.bqe.state.company.customFields;
    const client = sandbox.bqe.state.clientById(idOf(AVERY))!;
    client.customFields = [{ id: 'f1', definitionId: referred!.definitionId, label: 'Referred by', value: 'Moss' }];
    const { system } = await connect({ sandbox });
    const after = await system.contacts.update(idOf(AVERY), { customFields: { [stamp!.definitionId]: 'hl-1' } }, pull);
    expect(after.value.customFields).toEqual({ [referred!.definitionId]: 'Moss', [stamp!.definitionId]: 'hl-1' });
    const fields = await system.reference('customFields', pull);
    expect(fields.map(({ id, name }) => [id, name])).toContainEqual([stamp!.definitionId, 'HighLevel contact']);
  });

  it('of a name that is taken names its owner', async () => {
    const { system } = await connect();
    const made = system.contacts.create({ firstName: 'Avery', lastName: 'Quill' }, pull);
    await expect(made).rejects.toMatchObject({ code: 'duplicate', existingId: idOf(AVERY) });
    await expect(system.contacts.create({}, pull)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('asks nothing for a blank id', async () => {
    const { system, sandbox } = await connect();
    await expect(system.contacts.read('', pull)).rejects.toMatchObject({ code: 'invalid' });
    expect(sandbox.bqe.requests).toHaveLength(0);
  });
});

describe('looking for somebody', () => {
  it('finds by e-mail and phone where the file can be searched', async () => {
    const { system } = await connect({ quirks: { nestedWhere: true } });
    expect((await system.contacts.find({ email: AVERY.email!.toUpperCase() }, pull)).map(({ id }) => id)).toEqual([idOf(AVERY)]);
    expect((await system.contacts.find({ phone: AVERY.phone! }, pull)).map(({ id }) => id)).toEqual([idOf(AVERY)]);
    const both = await system.contacts.find({ email: AVERY.email!, phone: CAMERON.phone! }, pull);
    // The number is shared by somebody else.
    expect(both.map(({ id }) => id)).toEqual(expect.arrayContaining([idOf(AVERY), idOf(CAMERON)]));
    expect(await system.contacts.find({ email: "o'nobody@example.com" }, pull)).toEqual([]);
  });

  it('says so where it cannot be searched', async () => {
    const { system } = await connect();
    expect(system.can.contacts.search).toBe(false);
    await expect(system.contacts.find({ email: AVERY.email! }, pull)).rejects.toMatchObject({ code: 'unsupported' });
    expect(await system.contacts.find({}, pull)).toEqual([]);
  });

  it('finds by name, quotes and all, and by company', async () => {
    const { system, sandbox } = await connect();
    const client = sandbox.bqe.state.addClient({ name: "Siobhan O'Dea", firstName: 'Siobhan', lastName: "O'Dea", company: "O'Dea's" });
    const hits = await system.contacts.list({ text: "O'Dea", size: 20 }, pull);
    expect(hits.items.map(({ id }) => id)).toEqual([client.id]);
    expect((await system.contacts.atCompany("O'Dea's", pull)).map(({ id }) => id)).toEqual([client.id]);
    expect(await system.contacts.atCompany('', pull)).toEqual([]);
  });
});

describe('prospects', () => {
  it('are left out where the licence lacks, and clients go on', async () => {
    const sandboxed = await connect();
    sandboxed.sandbox.bqe.state.forbidden.add('crm/prospect');
    const lost = await sandboxed.system.contacts.list({ size: 500 }, pull);
    expect(lost.items.every(({ kind }) => kind === 'client')).toBe(true);
    if (lost.next)
      expect(await sandboxed.system.contacts.list({ size: 500, cursor: lost.next }, pull)).toMatchObject({ items: [], next: null });

    const { system, test } = await connect({ sandbox: sandboxed.sandbox });
    expect(test.missing).toEqual(['crm/prospect']);
    expect(system.can.contacts).toMatchObject({ read: true, write: true, kinds: ['client'] });
    expect((await system.contacts.list({ size: 500 }, pull)).next).toBeNull();
    expect(await system.contacts.read('00000000-0000-4000-8000-000000000001', pull)).toBeUndefined();
  });

  it('that may no longer be read do not look deleted', async () => {
    const { system, sandbox } = await connect();
    sandbox.bqe.state.forbidden.add('crm/prospect');
    const [prospect] = sandbox.bqe.state.company.prospects;
    await expect(system.contacts.read(prospect!.id, pull)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await system.contacts.read(idOf(BRIAR), pull))?.kind).toBe('client');
  });
});

it('has no appointments, workflows, leads and no way to assign groups', async () => {
  const { system, sandbox } = await connect();
  expect(system.can).toMatchObject({ appointments: { read: false, write: false }, workflows: false, tags: false, leads: { read: false } });
  for (const attempt of [
    () => system.appointments.list(idOf(AVERY), pull),
    () => system.appointments.read('x', pull),
    () => system.contacts.startWorkflow(idOf(AVERY), 'x', pull),
    () => system.contacts.addTags(idOf(AVERY), ['x'], pull),
    () => system.contacts.removeTags(idOf(AVERY), ['x'], pull),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'unsupported' });
  expect(sandbox.bqe.requests).toHaveLength(0);
  expect(await system.reference('calendars', pull)).toEqual([]);
  expect(await system.reference('workflows', pull)).toEqual([]);
});

it('knows groups as tags, the company, and no more of employees than their names', async () => {
  const { system, sandbox } = await connect();
  expect(await system.reference('tags', pull)).toEqual(['Retainer clients', 'Newsletter']);
  const [grouped] = sandbox.bqe.state.company.clients;
  expect((await system.contacts.read(grouped!.id, pull))?.value.tags).toEqual(['Retainer clients']);
  expect(await system.reference('location', pull)).toMatchObject({ name: 'Lintel & Bay Architects', timezone: 'America/New_York' });
  expect(await system.reference('users', pull)).toEqual([
    { id: sandbox.bqe.state.company.employees[0]!.id, name: 'Tess Delgado', email: '' },
  ]);
  sandbox.bqe.quirks.employeeListForbidden = false;
  expect(await system.reference('users', pull)).toHaveLength(3);
  const queries = sandbox.bqe.requests
    .filter(({ path }) => path.includes('/employee'))
    .map(({ query }) => new URLSearchParams(query).get('fields'));
  expect(new Set(queries)).toEqual(new Set(['id,displayName,firstName,lastName,status']));
});

/** Runs `act` right before the next PUTs reach the server. */
function beforeNextPut({ sandbox }: Awaited<ReturnType<typeof connect>>, act: () => void, times = 1): void {
  const original = sandbox.bqe.fetch;
  let left = times;
  sandbox.bqe.fetch = async (request) => {
    if (request.method === 'PUT' && left > 0) {
      left -= 1;
      act();
    }
    return original(request);
  };
}
