// Contacts of HighLevel through the adapter, against the sandbox: reading, listing, finding, writing, and what is refused.
import { describe, expect, it } from 'vitest';
import type { Contact } from '@/lib/domain/contact';
import type { AppError } from '@/lib/errors';
import type { Page } from '@/lib/systems/system';
import { AVERY, CAMERON, DREW, GRAY } from '@/sandbox/core/people';
import { type Connected, connect, now, pull } from './connect';

const idOf = ({ sandbox }: Connected, email: string | null) => sandbox.highlevel.state.contactByEmail(email ?? '')?.id ?? '';

async function everything(
  { system }: Connected,
  query: { size: number; changedSince?: number },
): Promise<{ ids: string[]; pages: Page<Contact>[] }> {
  const pages: Page<Contact>[] = [];
  let page: Page<Contact> | undefined;
  do {
    page = await system.contacts.list({ ...query, ...(page?.next && { cursor: page.next }) }, pull);
    pages.push(page);
  } while (page.next);
  return { ids: pages.flatMap(({ items }) => items.map(({ id }) => id)), pages };
}

describe('reading', () => {
  it('gives all that the server knows of a person', async () => {
    const connected = connect();
    const id = idOf(connected, AVERY.email);
    const contact = await connected.system.contacts.read(id, pull);
    expect(contact).toMatchObject({
      id,
      value: { firstName: 'Avery', lastName: 'Quill', email: AVERY.email, phone: AVERY.phone, address1: AVERY.street, city: 'New York' },
    });
    expect(contact?.value.addedAt).toBeGreaterThan(0);
  });

  it.each([400, 404])('gives undefined for somebody who does not exist (%i)', async (status) => {
    const { sandbox, system } = connect();
    sandbox.highlevel.quirks.missingStatus = status;
    expect(await system.contacts.read('nobodyNobodyNobody00', pull)).toBeUndefined();
  });

  it.each(['', '.', '..'])('asks nothing for the id %j', async (id) => {
    const { sandbox, system } = connect();
    await expect(system.contacts.read(id, pull)).rejects.toMatchObject({ code: 'invalid' });
    expect(sandbox.highlevel.requests).toHaveLength(0);
  });
});

describe('listing', () => {
  it('goes through everybody once, oldest first, however small the pages', async () => {
    const connected = connect();
    const { ids, pages } = await everything(connected, { size: 7 });
    const { contacts, location } = connected.sandbox.highlevel.state;
    const all = [...contacts.values()].filter(({ locationId }) => locationId === location.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    expect(pages[0]?.total).toBe(all.length);
    const added = pages.flatMap(({ items }) => items.map(({ value }) => value.addedAt));
    expect(added).toEqual(added.toSorted((a, b) => a - b));
  });

  it('never asks for more than 500, and one page needs one request', async () => {
    const { system, sandbox } = connect();
    const page = await system.contacts.list({ size: 10_000 }, pull);
    expect(page.next).toBeNull();
    expect(sandbox.highlevel.requests).toMatchObject([{ body: { pageLimit: 500 } }]);
  });

  it('can be resumed from a cursor that went through JSON', async () => {
    const { system } = connect();
    const first = await system.contacts.list({ size: 5 }, pull);
    const cursor = JSON.parse(JSON.stringify(first.next));
    const second = await system.contacts.list({ size: 5, cursor }, pull);
    expect(second.items).toHaveLength(5);
    expect(first.items.map(({ id }) => id)).not.toContain(second.items[0]?.id);
  });

  it('gives the changes since a time, newest first, and ends there', async () => {
    const connected = connect();
    const { state } = connected.sandbox.highlevel;
    const [one, other] = [idOf(connected, AVERY.email), idOf(connected, CAMERON.email)];
    state.editContact(one, { city: 'Albany', updatedAt: now - 2000 });
    state.editContact(other, { city: 'Utica', updatedAt: now - 1000 });
    const { ids, pages } = await everything(connected, { size: 500, changedSince: now - 5000 });
    expect(ids).toEqual([other, one]);
    expect(pages).toHaveLength(1);
  });

  it('searches a text, cut to what the server takes', async () => {
    const { system, sandbox } = connect();
    const page = await system.contacts.list({ size: 20, text: 'Quill' }, pull);
    expect(page.items.some(({ value }) => value.email === AVERY.email)).toBe(true);
    await system.contacts.list({ size: 20, text: 'x'.repeat(500) }, pull);
    expect(sandbox.highlevel.requests.at(-1)?.body).toMatchObject({ query: 'x'.repeat(75) });
  });

  it.each([400, 404, 422])('uses the older list where search answers %i', async (status) => {
    const connected = connect();
    connected.sandbox.highlevel.quirks.searchStatus = status;
    const { ids } = await everything(connected, { size: 20 });
    const { contacts, location } = connected.sandbox.highlevel.state;
    const all = [...contacts.values()].filter(({ locationId }) => locationId === location.id);
    expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    expect(connected.sandbox.highlevel.requests.filter(({ path }) => path.endsWith('/search'))).toHaveLength(1);
  });

  it('reads hits that spell names in lower case only', async () => {
    const connected = connect();
    connected.sandbox.highlevel.quirks.hitsNamesLowerCaseOnly = true;
    const { items } = await connected.system.contacts.list({ size: 20, text: 'quill' }, pull);
    expect(items.find(({ id }) => id === idOf(connected, AVERY.email))?.value).toMatchObject({
      firstName: 'avery',
      address1: AVERY.street,
    });
  });

  it('does not end early in silence where the cursor is missing', async () => {
    const { sandbox, system } = connect();
    sandbox.world.faults.arm({ kind: 'null-everywhere' });
    await expect(system.contacts.list({ size: 5 }, pull)).rejects.toMatchObject({ code: 'unreadable-answer' });
  });
});

describe('finding', () => {
  it('finds by e-mail, whatever its capitals and plus signs', async () => {
    const connected = connect();
    const { state } = connected.sandbox.highlevel;
    const added = state.addContact({ firstName: 'Plus', email: 'pat+leads@example.com' });
    expect((await connected.system.contacts.find({ email: ' PAT+leads@Example.com ' }, pull)).map(({ id }) => id)).toEqual([added.id]);
  });

  it('finds everybody who shares a number', async () => {
    const connected = connect();
    const found = await connected.system.contacts.find({ phone: '+13125550100' }, pull);
    expect(found.map(({ id }) => id).toSorted()).toEqual([idOf(connected, CAMERON.email), idOf(connected, DREW.email)].toSorted());
  });

  it('says so when e-mail and number point at two people', async () => {
    const connected = connect();
    const found = await connected.system.contacts.find({ email: AVERY.email ?? '', phone: '+12125550102' }, pull);
    expect(found).toHaveLength(2);
  });

  it('finds nobody, and nobody for junk', async () => {
    const { system } = connect();
    expect(await system.contacts.find({ email: 'nobody@example.com', phone: '+15005550199' }, pull)).toEqual([]);
    expect(await system.contacts.find({ phone: GRAY.phone ?? 'call the office' }, pull)).toBeInstanceOf(Array);
    expect(await system.contacts.find({}, pull)).toEqual([]);
  });
});

describe('writing', () => {
  it('creates a contact with tags and custom fields, leaving out what is blank', async () => {
    const { system, sandbox, locationId } = connect();
    const field = sandbox.highlevel.state.customFields.find(({ dataType }) => dataType === 'TEXT')?.id ?? '';
    const created = await system.contacts.create(
      {
        firstName: 'New',
        lastName: '',
        email: 'new.person@example.com',
        companyName: 'New & Co',
        dnd: false,
        tags: ['vip'],
        customFields: { [field]: 'B-12' },
      },
      pull,
    );
    expect(created.value).toMatchObject({ firstName: 'New', companyName: 'New & Co', tags: ['vip'], customFields: { [field]: 'B-12' } });
    expect(sandbox.highlevel.requests.at(-1)?.body).toEqual({
      locationId,
      firstName: 'New',
      email: 'new.person@example.com',
      companyName: 'New & Co',
      tags: ['vip'],
      customFields: [{ id: field, field_value: 'B-12' }],
    });
  });

  it('names the contact that is there already', async () => {
    const connected = connect();
    await expect(connected.system.contacts.create({ email: AVERY.email ?? '' }, pull)).rejects.toMatchObject({
      code: 'duplicate',
      existingId: idOf(connected, AVERY.email),
    });
  });

  it('changes and blanks fields and touches no other', async () => {
    const connected = connect();
    const id = idOf(connected, AVERY.email);
    const before = await connected.system.contacts.read(id, pull);
    const after = await connected.system.contacts.update(id, { city: 'Albany', website: '', postalCode: '' }, pull);
    expect(after.value).toMatchObject({ city: 'Albany', website: '', postalCode: '' });
    expect(after.value).toMatchObject({ companyName: before?.value.companyName, tags: before?.value.tags, email: AVERY.email });
    expect(Object.keys(connected.sandbox.highlevel.requests.at(-1)?.body ?? {}).toSorted()).toEqual(['city', 'postalCode', 'website']);
  });

  it('refuses a company name for an existing contact before anything is sent', async () => {
    const connected = connect();
    const failed = connected.system.contacts.update(idOf(connected, AVERY.email), { companyName: 'Other' }, pull);
    await expect(failed).rejects.toMatchObject({ code: 'invalid', detail: expect.stringContaining('company name') });
    expect(connected.sandbox.highlevel.requests).toHaveLength(0);
  });

  it('writes custom fields by id, several choices included, and never a file', async () => {
    const connected = connect();
    const id = idOf(connected, AVERY.email);
    const { customFields } = connected.sandbox.highlevel.state;
    const [choices = '', budget = ''] = ['MULTIPLE_OPTIONS', 'MONETORY'].map(
      (type) => customFields.find(({ dataType }) => dataType === type)?.id,
    );
    const after = await connected.system.contacts.update(
      id,
      { customFields: { [choices]: ['Heritage', 'Interiors'], [budget]: 125_000 } },
      pull,
    );
    expect(after.value.customFields).toMatchObject({ [choices]: ['Heritage', 'Interiors'], [budget]: 125_000 });
    const file = connected.system.contacts.update(id, { customFields: { [choices]: { 'uuid-1': { url: 'x' } } } }, pull);
    await expect(file).rejects.toMatchObject({ code: 'invalid' });
  });

  it('adds and removes tags and tells all that are there', async () => {
    const connected = connect();
    const id = idOf(connected, AVERY.email);
    const before = (await connected.system.contacts.read(id, pull))?.value.tags ?? [];
    expect((await connected.system.contacts.addTags(id, ['surveyed'], pull)).toSorted()).toEqual([...before, 'surveyed'].toSorted());
    expect((await connected.system.contacts.removeTags(id, ['surveyed'], pull)).toSorted()).toEqual(before.toSorted());
  });

  it('deletes, and deletes again without complaint', async () => {
    const connected = connect();
    const id = idOf(connected, AVERY.email);
    await connected.system.contacts.delete(id, pull);
    await connected.system.contacts.delete(id, pull);
    expect(connected.sandbox.highlevel.state.contacts.has(id)).toBe(false);
  });

  it('starts a workflow', async () => {
    const connected = connect();
    const id = idOf(connected, AVERY.email);
    const [workflow] = await connected.system.reference('workflows', pull);
    await connected.system.contacts.startWorkflow(id, workflow?.id ?? '', pull);
    expect(connected.sandbox.highlevel.state.workflowStarts).toMatchObject([{ contactId: id, workflowId: workflow?.id }]);
  });

  it('lists the people of a business', async () => {
    const connected = connect();
    const avery = await connected.system.contacts.read(idOf(connected, AVERY.email), pull);
    const people = await connected.system.contacts.atCompany(avery?.value.businessId ?? '', pull);
    expect(people.map(({ value }) => value.firstName).toSorted()).toEqual(expect.arrayContaining(['Avery', 'Briar']));
  });
});

describe('answers that are none', () => {
  it.each([
    ['html', 'unreadable-answer'],
    ['truncated', 'unreadable-answer'],
    ['empty', 'unreadable-answer'],
    ['drop-request', 'unreachable'],
    ['drop-reply', 'unreachable'],
    ['429', 'rate-limited'],
    ['500', 'server-error'],
    ['503', 'server-error'],
  ] as const)('%s becomes %s, for reads and writes', async (kind, code) => {
    const connected = connect();
    const id = idOf(connected, AVERY.email);
    const { system, sandbox } = connected;
    for (const act of [
      () => system.contacts.read(id, pull),
      () => system.contacts.list({ size: 10 }, pull),
      () => system.contacts.create({ email: `${kind}@example.com` }, pull),
      () => system.contacts.update(id, { city: 'X' }, pull),
    ]) {
      sandbox.world.faults.arm({ kind });
      const error = await act().then(
        () => expect.fail('should have failed'),
        (thrown: AppError) => thrown,
      );
      expect(error).toMatchObject({ name: 'AppError', code });
    }
  });

  it('reads answers with fields that nobody documented', async () => {
    const connected = connect();
    connected.sandbox.world.faults.arm({ kind: 'unknown-fields', times: Number.POSITIVE_INFINITY });
    expect(await connected.system.contacts.read(idOf(connected, AVERY.email), pull)).toMatchObject({ value: { firstName: 'Avery' } });
    expect((await connected.system.contacts.list({ size: 10 }, pull)).items).toHaveLength(10);
  });
});
