// A LocaliQ with a clock of the test's own, and the few calls that its tests make again and again.
import { createFaults } from '../../sandbox/core/faults';
import { createPeople } from '../../sandbox/core/people';
import { createRandom } from '../../sandbox/core/random';
import { createLocaliq, type Localiq } from '../../sandbox/localiq';
import { GMAID } from '../../sandbox/localiq/seed';
import { LOCALIQ_APP } from '../../sandbox/localiq/sign-in';

export const API = 'https://api.localiqservices.com';
export const REDIRECT = 'https://lockstep.example.com/localiq';
export const APP = { client_id: LOCALIQ_APP.clientId, client_secret: LOCALIQ_APP.clientSecret };

export function createTestLocaliq({ people = 60 } = {}) {
  const clock = { now: Date.UTC(2026, 10, 21, 15, 4, 5) };
  const random = createRandom(12);
  const localiq = createLocaliq({ now: () => clock.now, random, people: createPeople(random, people), faults: createFaults() });
  const user = localiq.state.signIn.users[0]!;
  const { accessToken: token } = localiq.state.signIn.issueToken({ clientId: APP.client_id, email: user.email });

  async function get(path: string, headers: Record<string, string> = {}) {
    const response = await localiq.fetch(new Request(API + path, { headers: { Authorization: `Bearer ${token}`, ...headers } }));
    return { status: response.status, body: (await response.json()) as ReturnType<typeof JSON.parse> };
  }

  /** A list of everything, or of what `extra` narrows it to. */
  function list(resource: 'contacts' | 'contact_interactions', extra: Record<string, string> = {}) {
    const range = { created_after_date: '2020-01-01', created_before_date: '2030-01-01' };
    return get(`/crm/${resource}?${new URLSearchParams({ global_master_advertiser_id: GMAID, ...range, ...extra })}`);
  }

  return { localiq, clock, user, token, get, list, state: localiq.state, quirks: localiq.quirks };
}

/** A token request: credentials go in a JSON body. */
export async function token(localiq: Localiq, body: Record<string, string>) {
  const request = new Request(`${API}/oauth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...APP, ...body }),
  });
  const response = await localiq.fetch(request);
  return { status: response.status, body: (await response.json()) as ReturnType<typeof JSON.parse> };
}
