// "Test connection" names what is wrong, one line per cause, and changes nothing.
import { describe, expect, it } from 'vitest';
import { authorised } from '@/lib/auth/authorised';
import { testConnection } from '@/lib/systems/highlevel/test-connection';
import { ALL_SCOPES } from '@/sandbox/highlevel/state';
import { connect, keySession, plainHttp } from './connect';

const names = (checks: { name: string; ok: boolean }[]) => checks.filter(({ ok }) => !ok).map(({ name }) => name);

describe('a good key', () => {
  it('passes every check, and the location is known by name, zone and company', async () => {
    const { http, locationId, sandbox } = connect();
    const before = structuredClone([sandbox.highlevel.state.contacts, sandbox.highlevel.state.tasks, sandbox.highlevel.state.appointments]);
    const test = await testConnection(http, locationId);
    expect(test.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(test.checks.length).toBeGreaterThan(10);
    expect(test).toMatchObject({
      missingScopes: [],
      location: { timezone: 'America/New_York', companyId: sandbox.highlevel.state.companyId },
    });
    expect(test.problem).toBeUndefined();
    expect([sandbox.highlevel.state.contacts, sandbox.highlevel.state.tasks, sandbox.highlevel.state.appointments]).toEqual(before);
    expect(sandbox.highlevel.state.notifications).toEqual([]);
  });

  it('passes in a location without anybody in it', async () => {
    const { sandbox } = connect();
    const [, second = ''] = [...sandbox.highlevel.state.locations.keys()];
    for (const contact of [...sandbox.highlevel.state.contacts.values()])
      if (contact.locationId === second) sandbox.highlevel.state.deleteContact(contact.id);
    const token = sandbox.highlevel.state.issueToken({ locationId: second });
    const test = await testConnection(authorised(plainHttp(sandbox), keySession(token)), second);
    expect(names(test.checks)).toEqual([]);
  });

  it.each([400, 404])('passes where a missing record answers %i', async (status) => {
    const { http, locationId, sandbox } = connect();
    sandbox.highlevel.quirks.missingStatus = status;
    expect(names((await testConnection(http, locationId)).checks)).toEqual([]);
  });
});

describe('a key that lacks', () => {
  it.each(ALL_SCOPES.filter((scope) => scope !== 'businesses.readonly'))('%s is told so by name', async (scope) => {
    const { sandbox, locationId } = connect();
    const token = sandbox.highlevel.state.issueToken({ scopes: ALL_SCOPES.filter((other) => other !== scope) });
    const test = await testConnection(authorised(plainHttp(sandbox), keySession(token)), locationId);
    expect(test.missingScopes).toEqual([scope]);
    expect(test.checks.some(({ ok, advice }) => !ok && advice.includes(scope))).toBe(true);
  });

  it('reading people has a problem; lacking the rest, people still work', async () => {
    const { sandbox, locationId } = connect();
    const { issueToken } = sandbox.highlevel.state;
    const only = await testConnection(
      authorised(plainHttp(sandbox), keySession(issueToken({ scopes: ['contacts.readonly'] }))),
      locationId,
    );
    expect(only.problem).toBeUndefined();
    const without = await testConnection(
      authorised(plainHttp(sandbox), keySession(issueToken({ scopes: ['locations.readonly'] }))),
      locationId,
    );
    expect(without.problem).toMatchObject({ code: 'missing-scope', detail: 'contacts.readonly' });
  });
});

describe('what does not work at all', () => {
  it('is a wrong key', async () => {
    const { sandbox, locationId } = connect();
    const test = await testConnection(authorised(plainHttp(sandbox), keySession('pit-wrong')), locationId);
    expect(test.problem).toMatchObject({ code: 'signed-out' });
    expect(test.checks).toEqual([{ name: 'Key and location', ok: false, advice: expect.stringContaining('does not accept the key') }]);
  });

  it('is a location of somebody else', async () => {
    const { http } = connect();
    const test = await testConnection(http, 'someOtherLocation000');
    expect(test.problem).toMatchObject({ code: 'wrong-account' });
    expect(test.checks[0]?.advice).toContain('Location ID');
  });

  it('is a blank location', async () => {
    const { http } = connect();
    expect((await testConnection(http, '')).problem).toMatchObject({ code: 'invalid' });
  });

  it('is a host that cannot be reached', async () => {
    const { http, locationId, sandbox } = connect();
    sandbox.world.faults.arm({ kind: 'drop-request', times: Number.POSITIVE_INFINITY });
    const test = await testConnection(http, locationId);
    expect(test.problem).toMatchObject({ code: 'unreachable' });
    expect(test.checks[0]?.advice).toContain('services.leadconnectorhq.com');
  });
});

it('uses the older list where the location has no search', async () => {
  const { http, locationId, sandbox } = connect();
  sandbox.highlevel.quirks.searchStatus = 404;
  const test = await testConnection(http, locationId);
  expect(test.problem).toBeUndefined();
  expect(names(test.checks)).toEqual(['Changes since a time']);
});
