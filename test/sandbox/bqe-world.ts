// A BQE CORE with a clock of the test's own, and the few calls that its tests make again and again.
import { type Bqe, createBqe } from '../../sandbox/bqe';
import { NATIVE_APP, WEB_APP } from '../../sandbox/bqe/sign-in';
import { createFaults } from '../../sandbox/core/faults';
import { createPeople } from '../../sandbox/core/people';
import { createRandom } from '../../sandbox/core/random';

const API = 'https://api.bqecore.com/api';
export const IDP = 'https://api-identity.bqecore.com/idp';
export const REDIRECT = 'https://lockstep.example.com/bqe';
export { NATIVE_APP, WEB_APP };

export function createTestBqe({ people = 60 } = {}) {
  const clock = { now: Date.UTC(2026, 10, 21, 15, 4, 5) };
  const random = createRandom(11);
  const bqe = createBqe({ now: () => clock.now, random, people: createPeople(random, people), faults: createFaults() });
  const user = bqe.state.signIn.users[0]!;
  const token = issue(bqe, ['readwrite:core', 'openid', 'profile', 'email', 'offline_access']);

  async function call(path: string, init: { method?: string; body?: unknown; headers?: Record<string, string> } = {}) {
    const headers: Record<string, string> = { Authorization: `Bearer ${token}`, 'X-UTC-OFFSET': '0', ...init.headers };
    if (init.body !== undefined) headers['Content-Type'] = 'application/json';
    const body = init.body === undefined ? null : JSON.stringify(init.body);
    const response = await bqe.fetch(new Request(`${API}${path}`, { method: init.method ?? 'GET', headers, body }));
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
  }

  return { bqe, clock, user, token, call, state: bqe.state, quirks: bqe.quirks };
}

export function issue(bqe: Bqe, scopes: string[]): string {
  const user = bqe.state.signIn.users[0]!;
  return bqe.state.signIn.issueToken({ clientId: WEB_APP.clientId, sub: user.sub, companyId: bqe.state.company.id, scopes }).accessToken;
}

/** A form post, as OAuth wants it. */
export function post(bqe: Bqe, address: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return bqe.fetch(new Request(address, { method: 'POST', headers, body: new URLSearchParams(fields) }));
}
