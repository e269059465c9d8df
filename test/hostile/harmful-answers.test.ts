// Single answers that did harm once, each by name: what the fuzzing found, and what it would need luck to find again.
import { describe, expect, it } from 'vitest';
import { idOf as bqeIdOf } from '@/sandbox/bqe/ids';
import { AVERY, BRIAR } from '@/sandbox/core/people';
import type { Sandbox } from '@/sandbox/index';
import * as bqe from '@/test/systems/bqe/connect';
import * as highlevel from '@/test/systems/highlevel/connect';
import * as localiq from '@/test/systems/localiq/connect';

const { pull } = highlevel;

/** Changes the text of each good answer to a request of this method. */
function rewrite(sandbox: Sandbox, method: string, change: (text: string) => string): void {
  const answerOf = sandbox.fetch;
  sandbox.fetch = async (request) => {
    const answer = await answerOf(request);
    if (request.method !== method || !answer.ok || answer.status === 204) return answer;
    return new Response(change(await answer.text()), { status: answer.status, headers: { 'content-type': 'application/json' } });
  };
}

/** Avery's contact in HighLevel, with these keys as the server says them. */
async function readAvery(keys: Record<string, unknown>) {
  const { sandbox, system } = highlevel.connect();
  const avery = [...sandbox.highlevel.state.contacts.values()].find(({ email }) => email === AVERY.email);
  rewrite(sandbox, 'GET', (text) => JSON.stringify({ contact: { ...JSON.parse(text).contact, ...keys } }));
  return (await system.contacts.read(avery?.id ?? '', pull))?.value;
}

const nested = `${'['.repeat(8000)}${']'.repeat(8000)}`;

describe('an answer about another record', () => {
  it('does not make one person of two after an update', async () => {
    const { sandbox, system } = highlevel.connect();
    const people = [...sandbox.highlevel.state.contacts.values()];
    const [avery, briar] = [AVERY, BRIAR].map(({ email }) => people.find((one) => one.email === email)?.id ?? '');
    rewrite(sandbox, 'PUT', (text) => text.replaceAll(avery ?? '', briar ?? ''));
    await expect(system.contacts.update(avery ?? '', { city: 'Albany' }, pull)).rejects.toMatchObject({ code: 'unreadable-answer' });
  });

  it('is never sent back as the one that was to change', async () => {
    const connected = await bqe.connect();
    const [avery, briar] = [bqeIdOf(AVERY), bqeIdOf(BRIAR)];
    rewrite(connected.sandbox, 'GET', (text) => text.replaceAll(avery, briar));
    await expect(connected.system.contacts.update(avery, { city: 'Albany' }, pull)).rejects.toMatchObject({ code: 'unreadable-answer' });
    expect(bqe.putBodies(connected)).toEqual([]);
  });

  it('is the same record where only the capitals of its GUID differ', async () => {
    const connected = await bqe.connect();
    const avery = bqeIdOf(AVERY);
    rewrite(connected.sandbox, 'GET', (text) => text.replaceAll(avery, avery.toUpperCase()));
    expect((await connected.system.contacts.read(avery, pull))?.value.email).toBe(AVERY.email);
  });
});

describe('a time that no calendar can write', () => {
  it.each([1e300, 1e17, '99999999999999999999', -1e17])('%s is none in HighLevel', async (time) => {
    const contact = await readAvery({ dateOfBirth: time, dateAdded: time, dateUpdated: time });
    expect(contact).toMatchObject({ email: AVERY.email, dateOfBirth: '', addedAt: 0, updatedAt: 0 });
  });

  it('is none in LocaliQ, and neither is a length of 400 digits', async () => {
    const contact = { id: 1, first_name: 'Avery', archived_at: 1e300, created_at: '+275760-09-13T00:00:00Z' };
    const call = { occured_at: 1e300, duration: '9'.repeat(400) };
    const { system } = localiq.connect({
      answer: (request) =>
        request.url.includes('/crm/contacts')
          ? Response.json({ page: 1, total_pages: 1, contacts: [contact] })
          : Response.json({ page: 1, total_pages: 1, contact_interactions: [{ id: 2, contact, call }] }),
    });
    const people = await system.contacts.list({ size: 500, createdBetween: localiq.always }, pull);
    expect(people.items).toMatchObject([{ value: { firstName: 'Avery', customFields: {}, addedAt: 0 } }]);
    const leads = await system.leads?.({ createdBetween: localiq.always }, pull);
    expect(leads?.items).toMatchObject([{ value: { durationSeconds: 0, occurredAt: 0 } }]);
  });
});

describe('a key or an id with a meaning of its own', () => {
  it('gives no record another prototype', async () => {
    const fields = [
      { id: '__proto__', value: { admin: 'yes' } },
      { id: 'good', value: 'kept' },
    ];
    const { customFields } = (await readAvery({ customFields: fields })) ?? {};
    expect(Object.entries(customFields ?? {})).toEqual([['good', 'kept']]);
    expect(Object.getPrototypeOf(customFields)).toBe(Object.prototype);
  });

  it('leads no address into the prototype of everything', async () => {
    const sandbox = bqe.newSandbox();
    rewrite(sandbox, 'GET', (text) =>
      text.replaceAll('"address":{', '"address":{"__proto__":{"city":"x","zip":"y","street1":"z"},"was":{'),
    );
    rewrite(sandbox, 'GET', (text) => text.replaceAll(/("was":\{[^{}]*(?:\[[^\]]*\])?[^{}]*\})/g, '$1}'));
    const { system } = await bqe.connect({ sandbox });
    await system.contacts.create({ firstName: 'New', city: 'Albany', postalCode: '12207' }, pull).catch(() => undefined);
    expect({}).not.toHaveProperty('city');
    expect({}).not.toHaveProperty('zip');
  });
});

describe('an answer nested without end', () => {
  it('is reported as what it is, and nothing is sent for it', async () => {
    const connected = await bqe.connect();
    rewrite(connected.sandbox, 'GET', (text) => text.replace(/^\{/, `{"more":${nested},`));
    const update = connected.system.contacts.update(bqeIdOf(AVERY), { city: 'Albany' }, pull);
    await expect(update).rejects.toMatchObject({ code: 'unreadable-answer' });
    expect(bqe.putBodies(connected)).toEqual([]);
  });
});
