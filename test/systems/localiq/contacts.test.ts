// Contacts of LocaliQ through the adapter, against the sandbox: windows of days, pages and their traps, and what cannot be done at all.
import { describe, expect, it } from 'vitest';
import { blankContact } from '@/lib/domain/contact';
import { blankNote } from '@/lib/domain/note';
import { blankTask } from '@/lib/domain/task';
import { AVERY, KIT } from '@/sandbox/core/people';
import { contactIdOf } from '@/sandbox/localiq/ids';
import { GMAID, INACTIVE_GMAID, NON_LEAD_EMAIL } from '@/sandbox/localiq/seed';
import { allContacts, allLeads, always, connect, day, now, pagesOf, pull } from './connect';

const row = (id: number | string, more: object = {}) => ({ id, created_at: '2026-11-20T12:00:00Z', ...more });
const page = (number: number, total: number | undefined, ids: number[], next: string | null = null) => ({
  page: number,
  ...(total !== undefined && { total_pages: total }),
  next_page_location: next,
  contacts: ids.map((id) => row(id)),
});
const idsOf = async (pages: unknown[]) => (await allContacts(connect({ answer: pagesOf(pages) }))).map(({ id }) => id);

describe('listing', () => {
  it('gives everybody once, whatever the size of the pages, but not the vendor’s fake contacts', async () => {
    const connected = connect();
    connected.sandbox.localiq.quirks.pageSize = 7;
    const contacts = await allContacts(connected);
    const real = connected.sandbox.localiq.state.advertiser.contacts.filter(({ email }) => email !== NON_LEAD_EMAIL);
    expect(contacts.map(({ id }) => id).toSorted()).toEqual(real.map(({ id }) => String(id)).toSorted());
    expect(real.length).toBeLessThan(connected.sandbox.localiq.state.advertiser.contacts.length);
  });

  it('asks for days with one of overlap on each side, the last one not included', async () => {
    const { system, sandbox } = connect();
    await system.contacts.list({ size: 500, createdBetween: [now - 3 * day, now] }, pull);
    expect(Object.fromEntries(new URLSearchParams(sandbox.localiq.requests.at(-1)?.query))).toEqual({
      global_master_advertiser_id: GMAID,
      created_after_date: '2026-11-17',
      created_before_date: '2026-11-23',
      page: '1',
    });
  });

  it.each([-12 * 60, -5 * 60, 0, 5.5 * 60, 14 * 60])('finds today’s contact where the server’s day is %i minutes off', async (offset) => {
    const connected = connect();
    connected.sandbox.localiq.quirks.filterOffsetMinutes = offset;
    const found = await allContacts(connected, [now - 3 * 3_600_000, now]);
    expect(found.map(({ id }) => id)).toEqual([String(contactIdOf(KIT))]);
  });

  it('keeps the window of a run that is resumed later', async () => {
    const connected = connect();
    connected.sandbox.localiq.quirks.pageSize = 3;
    const { system, sandbox } = connected;
    const first = await system.contacts.list({ size: 500, createdBetween: [now - 90 * day, now] }, pull);
    await system.contacts.list({ size: 500, createdBetween: [now - 3 * day, now + day], cursor: first.next ?? '' }, pull);
    const [one, two] = sandbox.localiq.requests.slice(-2).map(({ query }) => query.replace(/page=\d/, ''));
    expect(two).toBe(one);
  });

  it('without a window reads from the beginning until now', async () => {
    const { system, sandbox } = connect();
    await system.contacts.list({ size: 500 }, pull);
    expect(sandbox.localiq.requests.at(-1)?.query).toContain('created_after_date=2003-12-31&created_before_date=2026-11-23');
  });

  it('is refused with what the server says', async () => {
    await expect(allContacts(connect({ gmaid: INACTIVE_GMAID }))).rejects.toMatchObject({
      code: 'forbidden',
      detail: 'This advertiser is not active',
    });
  });
});

describe('pages', () => {
  it('of the sandbox come whole with an empty one, without a count, and with a foreign address of the next', async () => {
    for (const switches of [{ emptyPage: 2 }, { saysTotalPages: false }, { saysTotalPages: false, nextPageHost: 'evil.example.com' }]) {
      const connected = connect();
      const { quirks, state } = connected.sandbox.localiq;
      Object.assign(quirks, { pageSize: 10, ...switches });
      const real = state.advertiser.contacts.filter(({ email }) => email !== NON_LEAD_EMAIL).length;
      // The rows of the empty page are missing; those behind it are not.
      expect((await allContacts(connected)).length).toBeGreaterThanOrEqual('emptyPage' in switches ? real - 10 : real);
    }
    const connected = connect();
    Object.assign(connected.sandbox.localiq.quirks, { pageSize: 10, repeatedPage: 3 });
    await expect(allContacts(connected)).rejects.toMatchObject({ code: 'unreadable-answer' });
  });

  it('go on behind an empty page in the middle', async () => {
    expect(await idsOf([page(1, 3, [1, 2]), page(2, 3, []), page(3, 3, [5])])).toEqual(['1', '2', '5']);
  });

  it('that come twice are an error, not the end', async () => {
    for (const pages of [
      [page(1, 3, [1, 2]), page(2, 3, [1, 2]), page(3, 3, [5])],
      [page(1, 3, [1, 2]), page(1, 3, [1, 2])],
      [page(1, 4, [1, 2]), page(2, 4, []), page(3, 4, [1, 2]), page(4, 4, [7])],
    ]) {
      await expect(idsOf(pages)).rejects.toMatchObject({
        code: 'unreadable-answer',
        detail: expect.stringMatching(/^LocaliQ sent (page 1 for page 2|the same page twice)/),
      });
    }
  });

  it('end after the last one although an address of a next one is given that leads elsewhere', async () => {
    const asked: string[] = [];
    for (const location of [
      'https://evil.example.com/crm/contacts?page=2',
      'https://api.localiqservices.com.evil.example.com/crm/contacts?page=2',
      'http://api.localiqservices.com/crm/contacts?page=2',
      'https://user:pass@api.localiqservices.com/crm/contacts?page=2',
      'https://api.localiqservices.com/other?page=2',
      'https://api.localiqservices.com/crm/contacts?page=1',
      '//evil.example.com/crm/contacts?page=2',
      'not an address',
    ]) {
      const answers = pagesOf([page(1, 1, [1], location), page(2, 1, [2])]);
      const connected = connect({
        answer(request) {
          asked.push(new URL(request.url).origin);
          return answers(request);
        },
      });
      expect((await allContacts(connected)).map(({ id }) => id)).toEqual(['1']);
    }
    expect(new Set(asked)).toEqual(new Set(['https://api.localiqservices.com']));
  });

  it('follow the vendor’s own address of the next one where the count is short or missing', async () => {
    const location = (number: number) => `https://api.localiqservices.com/crm/contacts?page=${number}`;
    expect(await idsOf([page(1, 1, [1], location(2)), page(2, 1, [2])])).toEqual(['1', '2']);
    expect(await idsOf([page(1, undefined, [1], location(2)), page(2, undefined, [], location(3)), page(3, undefined, [3])])).toEqual([
      '1',
      '3',
    ]);
  });

  it('go on until an empty one where neither is said', async () => {
    expect(await idsOf([page(1, undefined, [1]), page(2, undefined, [2]), page(3, undefined, [])])).toEqual(['1', '2']);
  });

  it('that hold somebody twice give them once', async () => {
    const connected = connect();
    const before = await allContacts(connected);
    connected.sandbox.world.faults.arm({ kind: 'duplicate', times: Number.POSITIVE_INFINITY });
    expect(await allContacts(connected)).toEqual(before);
  });

  it('past the end are empty and the end', async () => {
    const { system } = connect();
    const { next } = await system.contacts.list(
      { size: 500, createdBetween: always, cursor: ['page', 9, '2026-01-01', '2026-12-01', ...always, ''] },
      pull,
    );
    expect(next).toBeNull();
  });

  it('may say numbers as text and ids as either', async () => {
    const pages = [
      { page: '1', total_pages: '2', contacts: [row('9007199254740993')] },
      { page: '2', total_pages: '2', contacts: [row(4_300_000_000)] },
    ];
    expect(await idsOf(pages)).toEqual(['9007199254740993', '4300000000']);
  });

  it('keep whoever says no certain time', async () => {
    const contacts = [
      row(1, { created_at: '1999-01-01T00:00:00' }),
      row(2, { created_at: null }),
      row(3, { created_at: '1999-01-01T00:00:00Z' }),
    ];
    const found = await allContacts(connect({ answer: pagesOf([{ page: 1, total_pages: 1, contacts }]) }));
    expect(found.map(({ id }) => id)).toEqual(['1', '2']);
  });
});

describe('answers that are none', () => {
  it.each([
    ['html', 'unreadable-answer'],
    ['truncated', 'unreadable-answer'],
    ['empty', 'unreadable-answer'],
    ['null-everywhere', 'unreadable-answer'],
    ['drop-request', 'unreachable'],
    ['429', 'rate-limited'],
    ['500', 'server-error'],
    ['503', 'server-error'],
  ] as const)('%s becomes %s for both lists', async (kind, code) => {
    const connected = connect();
    for (const list of [allContacts, allLeads]) {
      connected.sandbox.world.faults.arm({ kind });
      await expect(list(connected)).rejects.toMatchObject({ name: 'AppError', code });
    }
  });

  it('reads answers with fields that nobody documented', async () => {
    const connected = connect();
    const before = await allContacts(connected);
    connected.sandbox.world.faults.arm({ kind: 'unknown-fields', times: Number.POSITIVE_INFINITY });
    expect((await allContacts(connected)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect((await allLeads(connected)).length).toBeGreaterThan(10);
  });

  it('refuses a redirect, so that the token goes nowhere else', async () => {
    const asked: string[] = [];
    const connected = connect({
      answer(request) {
        asked.push(request.url);
        // What `fetch` does with a redirect where it was told to fail.
        if (request.redirect === 'error') throw new TypeError('redirected');
        return Response.redirect('https://evil.example.com/', 302);
      },
    });
    await expect(allContacts(connected)).rejects.toMatchObject({ code: 'unreachable' });
    expect(asked.every((url) => url.startsWith('https://api.localiqservices.com/'))).toBe(true);
  });

  it.each(['omitted', 'text', 'null', 'mixed'] as const)('reads blanks that are %s alike', async (empties) => {
    const connected = connect();
    connected.sandbox.localiq.quirks.empties = empties;
    const contacts = await allContacts(connected);
    expect(contacts.find(({ id }) => id === String(contactIdOf(AVERY)))?.value).toEqual({
      ...blankContact(),
      firstName: 'Avery',
      lastName: 'Quill',
      email: AVERY.email,
      companyName: AVERY.company,
      phone: '2125550101',
      address1: AVERY.street,
      city: 'New York',
      state: 'NY',
      postalCode: '10001',
      country: 'US',
      type: 'active_lead',
      tags: ['Search - Spring Tune-Up'],
      customFields: { status: 'active_lead', notes: 'Asked about the lobby. Call back before ten.' },
      addedAt: Date.parse('2026-11-18T15:04:05Z'),
    });
  });
});

describe('what LocaliQ has no way to do', () => {
  it('is said so, beforehand and when tried', async () => {
    const { system, sandbox } = connect();
    expect(system.can).toMatchObject({ contacts: { write: false, search: false, changes: 'created' }, leads: { read: true }, tags: false });
    const attempts: (() => Promise<unknown>)[] = [
      () => system.contacts.read('1', pull),
      () => system.contacts.list({ size: 10, text: 'Avery' }, pull),
      () => system.contacts.list({ size: 10, changedSince: 0 }, pull),
      () => system.contacts.find({ email: 'a@example.com' }, pull),
      () => system.contacts.atCompany('1', pull),
      () => system.contacts.create({ email: 'a@example.com' }, pull),
      () => system.contacts.update('1', { city: 'X' }, pull),
      () => system.contacts.delete('1', pull),
      () => system.contacts.addTags('1', ['x'], pull),
      () => system.contacts.removeTags('1', ['x'], pull),
      () => system.contacts.startWorkflow('1', 'w', pull),
      () => system.tasks.list('1', pull),
      () => system.tasks.create('1', blankTask(), pull),
      () => system.tasks.setCompleted('1', '2', true, pull),
      () => system.tasks.search({ assignedTo: [], completed: false, skip: 0, limit: 1 }, pull),
      () => system.notes.list('1', pull),
      () => system.notes.create('1', blankNote(), pull),
      () => system.appointments.list('1', pull),
      () => system.reference('users', pull),
      () => system.reference('workflows', pull),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ name: 'AppError', code: 'unsupported' });
    expect(sandbox.localiq.requests).toEqual([]);
  });

  it('knows its own place and its own fields', async () => {
    const { system } = connect();
    expect(system.account).toBe(`localiq:${GMAID}`);
    expect(await system.reference('location', pull)).toMatchObject({ id: GMAID, timezone: 'America/New_York' });
    expect((await system.reference('customFields', pull)).map(({ id }) => id)).toContain('notes');
  });
});
