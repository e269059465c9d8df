// What connecting finds out about a company file, in each shape that it may have.
import { describe, expect, it } from 'vitest';
import { bqeProfileSchema, defaultProfile, readProfile } from '@/lib/systems/bqe/profile';
import { EntityType, TodoStatus } from '@/sandbox/bqe/enums';
import { idOf } from '@/sandbox/bqe/ids';
import { AVERY } from '@/sandbox/core/people';
import { connect, newSandbox, pull } from './connect';

describe('the profile', () => {
  it.each([
    ['nested', { path: ['address', 'communications'], typeId: 'typeId', typeName: 'typeName', value: 'value' }, []],
    [
      'list',
      { path: ['address', '*', 'communications'], typeId: 'communicationTypeId', typeName: 'communicationType', value: 'value' },
      ['address'],
    ],
    [
      'split',
      { path: ['communications'], typeId: 'communicationTypeId', typeName: 'communicationType', value: 'value' },
      ['communications'],
    ],
  ] as const)('finds e-mail and phone where the address is %s', async (addressShape, marks, listExpand) => {
    const { profile, test } = await connect({ quirks: { addressShape } });
    expect(test.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(profile.client.marks).toEqual(marks);
    expect(profile.client.listExpand).toEqual(listExpand);
    expect(profile.client.address.names).toEqual({
      address1: 'street1',
      city: 'city',
      state: 'state',
      postalCode: 'zip',
      country: 'country',
    });
  });

  it('finds them as plain fields of the address', async () => {
    const { profile } = await connect({ quirks: { addressShape: 'flat' } });
    expect(profile.client.flat).toEqual({ email: ['address', 'email'], phone: ['address', 'phone'], website: ['address', 'website'] });
    expect(profile.client.marks.path).toEqual([]);
  });

  it('finds another shape of prospects beside that of clients, and works with both', async () => {
    const sandbox = newSandbox({ addressShape: 'split', prospectShape: 'flat' });
    const [prospect] = sandbox.bqe.state.company.prospects;
    sandbox.bqe.state.setCommunication(prospect!, 'email', 'noa@orchards.example.com');
    const { profile, system } = await connect({ sandbox });
    expect(profile.client.listExpand).toEqual(['communications']);
    expect(profile.prospect).toMatchObject({ listExpand: [], flat: { email: ['address', 'email'] } });
    expect((await system.contacts.read(prospect!.id, pull))?.value.email).toBe('noa@orchards.example.com');
    expect((await system.contacts.update(prospect!.id, { email: 'new@orchards.example.com' }, pull)).value.email).toBe(
      'new@orchards.example.com',
    );
    expect((await system.contacts.read(idOf(AVERY), pull))?.value.email).toBe(AVERY.email);
  });

  it('takes clients as the model for prospects while there are none', async () => {
    const sandbox = newSandbox({ addressShape: 'list' });
    sandbox.bqe.state.company.prospects = [];
    const { profile, system } = await connect({ sandbox });
    expect(profile.prospect).toMatchObject({ expand: profile.client.expand, marks: profile.client.marks });
    const made = await system.contacts.create({ firstName: 'Ida', email: 'ida@example.com' }, { ...pull, kind: 'prospect' });
    expect(made.value.email).toBe('ida@example.com');
  });

  it('survives being stored, and what does not parse is the default', async () => {
    const { profile } = await connect();
    expect(bqeProfileSchema.parse(JSON.parse(JSON.stringify(profile)))).toEqual(profile);
    for (const stored of [undefined, null, '{}', { version: 2 }]) expect(readProfile(stored)).toEqual(defaultProfile());
  });

  it('learns what the numbers mean from the records that are there', async () => {
    const { profile, sandbox } = await connect();
    expect(profile.entityTypes.client).toBe(EntityType.client);
    expect(profile.todo).toEqual({ done: [TodoStatus.completed], open: TodoStatus.open });
    expect(profile.note).toEqual({ format: 'text', systemCategories: [sandbox.bqe.state.company.noteCategories[2]!.id] });
    expect(profile.types.map(({ name, kind }) => [name, kind])).toEqual([
      ['Email', 'email'],
      ['Work Phone', 'phone'],
      ['Mobile', 'phone'],
      ['Fax', 'fax'],
      ['Website', 'website'],
    ]);
  });

  it('learns the number of prospects where something hangs on one', async () => {
    const sandbox = newSandbox();
    const { company } = sandbox.bqe.state;
    const [prospect] = company.prospects;
    sandbox.bqe.state.addTodo(prospect!, { description: 'Call', linkedEntityType: EntityType.prospect });
    const { profile } = await connect({ sandbox });
    expect(profile.entityTypes).toEqual({ client: EntityType.client, prospect: EntityType.prospect, others: [] });
  });

  it('learns which numbers stand for something else, so that a project’s to-do is nobody’s', async () => {
    const sandbox = newSandbox();
    const [client] = sandbox.bqe.state.company.clients;
    const project = { linkedEntityId: '11111111-1111-4111-8111-111111111111', linkedEntityType: EntityType.project };
    const todo = sandbox.bqe.state.addTodo(client!, { description: 'Drawings', ...project });
    const both = sandbox.bqe.state.addNote(client!, {
      description: 'On both',
      masterEntityId: project.linkedEntityId,
      masterEntityType: EntityType.project,
      linkedEntityId: client!.id,
      linkedEntityType: EntityType.client,
    });
    const { profile, system } = await connect({ sandbox });
    expect(profile.entityTypes).toEqual({ client: EntityType.client, others: [EntityType.project] });
    expect(await system.tasks.read('', todo.id, pull)).not.toHaveProperty('contactId');
    expect(await system.notes.read('', both.id, pull)).toHaveProperty('contactId', client!.id);
    expect((await system.notes.list(client!.id, pull)).map(({ id }) => id)).toContain(both.id);
  });

  it('reads enumerations that come as text', async () => {
    const { profile } = await connect({ quirks: { enumsAsText: true } });
    expect(profile.entityTypes.client).toBe(EntityType.client);
    expect(profile.todo.done).toEqual([TodoStatus.completed]);
  });

  it('tells times in UTC from times on the caller’s clock', async () => {
    expect((await connect()).profile.naive).toBe('utc');
    expect((await connect({ quirks: { naiveTimes: 'offset' } })).profile.naive).toBe('offset');
  });

  it('finds which field can be searched, if any', async () => {
    const { profile: plain } = await connect();
    expect([plain.client.search, plain.prospect.search, plain.knowsLike]).toEqual([
      { email: '', phone: '' },
      { email: '', phone: '' },
      false,
    ]);
    const { profile, system } = await connect({ quirks: { nestedWhere: true } });
    expect(profile.client.search).toEqual({ email: 'address.communications.value', phone: 'address.communications.value' });
    expect(profile.knowsLike).toBe(true);
    expect(system.can.contacts.search).toBe(true);
  });

  it('orders by a second field where that is taken', async () => {
    expect((await connect()).profile.sortsByTwo).toBe(true);
    const { profile, system, sandbox } = await connect({ quirks: { sortsByTwo: false } });
    expect(profile.sortsByTwo).toBe(false);
    await system.contacts.list({ size: 10 }, pull);
    await system.contacts.list({ size: 10, changedSince: 0 }, pull);
    const orders = sandbox.bqe.requests.map(({ query }) => new URLSearchParams(query).get('orderBy')).filter(Boolean);
    expect(orders).toEqual(['id asc', 'lastUpdated desc']);
  });

  it('knows e-mail and phone by their look where the types of communication may not be read', async () => {
    const sandbox = newSandbox();
    sandbox.bqe.state.forbidden.add('communicationtype');
    const { profile, system } = await connect({ sandbox });
    expect(profile.types).toEqual([]);
    const contact = await system.contacts.read(idOf(AVERY), pull);
    expect(contact?.value).toMatchObject({ email: AVERY.email, website: AVERY.website });
    expect(contact?.value.phone).not.toBe('');
  });

  it('lists a record by its id where reading by id takes no expand', async () => {
    const { profile } = await connect({ quirks: { itemExpands: false } });
    expect(profile.client.itemTakesExpand).toBe(false);
  });

  it('of an empty company says what is not known yet', async () => {
    const sandbox = newSandbox();
    const { company } = sandbox.bqe.state;
    Object.assign(company, { clients: [], prospects: [], todos: [], notes: [] });
    const { test, profile } = await connect({ sandbox });
    expect(test.problem).toBeUndefined();
    expect(profile.entityTypes).toEqual({ others: [] });
    expect(test.checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('changes nothing, asks for no pay or bank data, and stays far below the limit', async () => {
    const sandbox = newSandbox();
    const before = structuredClone(sandbox.bqe.state.company);
    await connect({ sandbox });
    expect(sandbox.bqe.state.company).toEqual(before);
    const asked = await countRequests();
    expect(asked.count).toBeLessThan(50);
    expect(asked.employeeQueries.every((query) => query.includes('fields='))).toBe(true);
  });
});

async function countRequests(): Promise<{ count: number; employeeQueries: string[] }> {
  const sandbox = newSandbox();
  const seen: string[] = [];
  const employeeQueries: string[] = [];
  const original = sandbox.bqe.fetch;
  sandbox.bqe.fetch = async (request) => {
    seen.push(request.url);
    if (request.url.includes('/employee')) employeeQueries.push(request.url);
    return original(request);
  };
  await connect({ sandbox });
  return { count: seen.length, employeeQueries };
}
