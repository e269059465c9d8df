// "Test connection" of LocaliQ names what is wrong, one line per cause, and changes nothing.
import { describe, expect, it } from 'vitest';
import { testConnection } from '@/lib/systems/localiq/test-connection';
import { createSandbox } from '@/sandbox/index';
import { GMAID, HIPAA_GMAID, INACTIVE_GMAID } from '@/sandbox/localiq/seed';
import { connect, now } from './connect';

type Options = NonNullable<Parameters<typeof connect>[0]> & { accountEmail?: string };

function tested({ gmaid = GMAID, accountEmail, ...options }: Options = {}) {
  const connected = connect(options);
  const { http, email } = connected;
  return testConnection(http, { gmaid, accountEmail: accountEmail ?? email, now: () => now });
}

const failed = ({ checks }: Awaited<ReturnType<typeof tested>>) => checks.filter(({ ok }) => !ok).map(({ name }) => name);
const adviceOf = ({ checks }: Awaited<ReturnType<typeof tested>>, name: string) => checks.find((one) => one.name === name)?.advice;

describe('a good connection', () => {
  it('passes every check and knows its advertiser', async () => {
    const test = await tested();
    expect(test.checks).toHaveLength(5);
    expect(failed(test)).toEqual([]);
    expect(test).toMatchObject({ advertiser: { name: 'Hearthside Home Services', hipaa: false }, choices: [{}, {}, {}] });
    expect(test.problem).toBeUndefined();
  });

  it('passes with nobody there', async () => {
    const sandbox = createSandbox({ now: () => now });
    Object.assign(sandbox.localiq.state.advertiser, { contacts: [], interactions: [] });
    expect(failed(await tested({ sandbox }))).toEqual([]);
  });

  it('works without the account’s e-mail, but says what is missing', async () => {
    for (const accountEmail of ['', 'somebody@example.com']) {
      const test = await tested({ accountEmail });
      expect(failed(test)).toEqual(['Advertiser']);
      expect(adviceOf(test, 'Advertiser')).toContain('Account email');
      expect(test.problem).toBeUndefined();
    }
  });
});

describe('what does not work', () => {
  it('is an advertiser that is nobody’s, inactive, or protected', async () => {
    const unknown = await tested({ gmaid: 'USA_1' });
    expect(unknown).toMatchObject({ problem: { code: 'forbidden' } });
    expect(adviceOf(unknown, 'Advertiser')).toContain('Choose another one');

    const inactive = await tested({ gmaid: INACTIVE_GMAID });
    expect(adviceOf(inactive, 'Advertiser')).toContain('no active campaign');
    expect(adviceOf(inactive, 'Read contacts')).toContain('This advertiser is not active');

    const hidden = await tested({ gmaid: HIPAA_GMAID });
    expect(hidden.advertiser?.hipaa).toBe(true);
    expect(adviceOf(hidden, 'Read contacts')).toContain('privilege level 3');
  });

  it.each(['', 'usa 204417', 'https://x'])('is %j in the place of an advertiser', async (gmaid) => {
    const connected = connect();
    const test = await testConnection(connected.http, { gmaid, accountEmail: connected.email, now: () => now });
    expect(test.problem).toMatchObject({ code: 'invalid' });
    expect(connected.sandbox.localiq.requests).toEqual([]);
  });

  it('is a sign-in that is over', async () => {
    const connected = connect();
    connected.sandbox.localiq.state.signIn.expireTokens();
    const test = await testConnection(connected.http, { gmaid: GMAID, accountEmail: connected.email, now: () => now });
    expect(test).toMatchObject({ problem: { code: 'signed-out' }, checks: [{ name: 'Advertiser', ok: false }] });
  });

  it('is a host that cannot be reached, or a page in between', async () => {
    for (const [kind, code, words] of [
      ['drop-request', 'unreachable', 'api.localiqservices.com'],
      ['html', 'unreadable-answer', 'could not read'],
    ] as const) {
      const sandbox = createSandbox({ now: () => now });
      sandbox.world.faults.arm({ kind, times: Number.POSITIVE_INFINITY });
      const test = await tested({ sandbox });
      expect(test.problem).toMatchObject({ code });
      expect(test.checks[0]?.advice).toContain(words);
    }
  });
});

describe('guesses', () => {
  it('that days filter, that times have zones, and which statuses there are, are tried on what is there', async () => {
    const contacts = [{ id: 1, created_at: '2026-11-20T12:00:00', status: 'active_lead' }];
    const answer = (request: Request) =>
      new URL(request.url).pathname === '/crm/contacts' ? Response.json({ page: 1, total_pages: 1, contacts }) : undefined;
    const test = await tested({ answer });
    expect(failed(test)).toEqual(['Filter by day', 'Times and statuses']);
    expect(adviceOf(test, 'Times and statuses')).toContain('without a zone');
    expect(test.problem).toBeUndefined();
    contacts[0] = { id: 1, created_at: '2026-11-20T12:00:00Z', status: 'QUALIFIED' };
    expect(adviceOf(await tested({ answer }), 'Times and statuses')).toContain('QUALIFIED');
  });
});
