// "Test connection" names each missing licence and permission, and what does not work at all.
import { describe, expect, it } from 'vitest';
import { authorised } from '@/lib/auth/authorised';
import { testConnection } from '@/lib/systems/bqe/test-connection';
import { connect, endpoint, keySession, newSandbox, now, plainHttp, timezone, tokenFor } from './connect';

const failing = ({ checks }: Awaited<ReturnType<typeof testConnection>>) => checks.filter(({ ok }) => !ok);
const tryOut = (sandbox: ReturnType<typeof newSandbox>, token: string, address: string = endpoint) =>
  testConnection({ http: authorised(plainHttp(sandbox), keySession(token)), endpoint: address, timezone, now: () => now });

describe('a good sign-in', () => {
  it('passes every check and tells who is signed in where', async () => {
    const { test, sandbox } = await connect();
    expect(failing(test)).toEqual([]);
    expect(test.checks.map(({ name }) => name)).toEqual([
      'Address of the data',
      'Sign-in',
      'Read clients',
      'Read prospects',
      'Read to-dos',
      'Read notes',
      'Read communication types',
      'Read note categories',
      'Read custom fields',
      'Read groups',
      'Read deleted records',
      'Write clients',
      'Write prospects',
      'Write to-dos',
      'Write notes',
      'Where things are kept',
    ]);
    expect(test).toMatchObject({
      missing: [],
      user: { userId: sandbox.bqe.state.company.employees[0]!.id, companyName: 'Lintel & Bay Architects' },
    });
    expect(test.problem).toBeUndefined();
  });
});

describe('what may not be done', () => {
  it.each([
    ['crm/prospect', 'Read prospects', 'CRM licence'],
    ['client', 'Read clients', 'may not see clients'],
    ['todo', 'Read to-dos', 'may not see to-dos'],
    ['note', 'Read notes', 'may not see notes'],
    ['communicationtype', 'Read communication types', 'communication types'],
    ['customfield', 'Read custom fields', 'custom fields'],
    ['group', 'Read groups', 'groups'],
    ['deletedhistory', 'Read deleted records', 'deleted records'],
  ])('%s is named, and the rest goes on', async (path, name, advice) => {
    for (const errorShape of ['pascal', 'camel', 'nested', 'text'] as const) {
      const sandbox = newSandbox({ errorShape });
      sandbox.bqe.state.forbidden.add(path);
      const { test, system } = await connect({ sandbox });
      expect(test.missing).toEqual([path]);
      expect(failing(test)).toContainEqual({ name, ok: false, advice: expect.stringContaining(advice) });
      expect(test.problem).toBeUndefined();
      expect(system.can.contacts.read).toBe(true);
      expect(system.can.notes.read).toBe(path !== 'note');
      expect(system.can.tasks.write).toBe(path !== 'todo');
    }
  });

  it('is a problem only where neither clients nor prospects may be seen', async () => {
    const sandbox = newSandbox();
    sandbox.bqe.state.forbidden.add('client').add('crm/prospect');
    const { test } = await connect({ sandbox });
    expect(test.problem).toMatchObject({ code: 'forbidden' });
    expect(test.missing).toEqual(['client', 'crm/prospect']);
    expect(test.profile).toBeUndefined();
  });

  it('names the scopes that the app lacks', async () => {
    const { test } = await connect({ granted: ['read:core'] });
    const advice = failing(test).map(({ name, advice: text }) => [name, text]);
    expect(advice).toContainEqual(['Sign-in', expect.stringContaining('scope openid')]);
    expect(advice).toContainEqual(['Write to-dos', expect.stringContaining('scope readwrite:core')]);
    expect(test.problem).toBeUndefined();
  });
});

describe('what does not work at all', () => {
  it('is a dead sign-in', async () => {
    const sandbox = newSandbox();
    const test = await tryOut(sandbox, 'wrong');
    expect(test.problem).toMatchObject({ code: 'signed-out' });
    expect(test.checks.at(-1)?.advice).toContain('Client secret');
  });

  it('is an endpoint on a foreign host', async () => {
    const sandbox = newSandbox();
    const test = await tryOut(sandbox, tokenFor(sandbox), 'https://services.leadconnectorhq.com/api');
    expect(test.problem).toMatchObject({ code: 'invalid' });
    expect(test.checks).toEqual([
      { name: 'Address of the data', ok: false, advice: expect.stringContaining('services.leadconnectorhq.com') },
    ]);
    expect([...sandbox.bqe.requests, ...sandbox.highlevel.requests]).toEqual([]);
  });

  it('is a host that cannot be reached', async () => {
    const sandbox = newSandbox();
    sandbox.world.faults.arm({ kind: 'drop-request', times: Number.POSITIVE_INFINITY });
    const test = await tryOut(sandbox, tokenFor(sandbox));
    expect(test.problem).toMatchObject({ code: 'unreachable' });
    expect(test.checks.at(-1)?.advice).toContain('api.bqecore.com');
  });

  it('is a connection that breaks while the file is looked at; what was known of it stays', async () => {
    const sandbox = newSandbox();
    sandbox.world.faults.arm({ kind: 'drop-request', after: 18, times: Number.POSITIVE_INFINITY });
    const test = await tryOut(sandbox, tokenFor(sandbox));
    expect(test.checks.at(-1)).toMatchObject({ name: 'Where things are kept', ok: false });
    expect(test).not.toHaveProperty('profile');
    expect(test.problem).toMatchObject({ code: 'unreachable' });
  });

  it('is a page of HTML in place of the data', async () => {
    const sandbox = newSandbox();
    sandbox.world.faults.arm({ kind: 'html', times: Number.POSITIVE_INFINITY, match: { host: 'api.bqecore.com' } });
    const test = await tryOut(sandbox, tokenFor(sandbox));
    expect(test.problem).toMatchObject({ code: 'unreadable-answer' });
    expect(test.missing).toEqual([]);
  });
});
