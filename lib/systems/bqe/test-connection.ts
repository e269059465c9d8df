// "Test connection": asks every resource in use, changes nothing, and says of each what licence, permission or scope is missing. On the way it finds
// out what this company file is like. Writing is tried on a record that cannot exist.
import type { ConnectionCheck } from '@/lib/domain/connection-check';
import { AppError, advice, type ErrorCode, isAppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import type { CallOptions } from '@/lib/systems/system';
import { type Api, createApi, type Resource, resourcePaths, resourceTitles } from './api';
import { acceptEndpoint } from './endpoint';
import { newestFirst, probe, type Samples, sampleSize } from './probe';
import type { BqeProfile } from './profile';
import { knownFields } from './read-record';
import { readPage } from './read-rows';
import { utcOffsetMinutes } from './times';
import type { Row, UserInfo } from './wire';

export interface ConnectionTest {
  checks: ConnectionCheck[];
  /** What may not be read (`crm/prospect`) or written (`todo:write`): for `createBqe`. */
  missing: string[];
  /** What was found out: for `createBqe`. Absent where there is a problem; then an earlier one stays good. */
  profile?: BqeProfile;
  /** Who is signed in to which company; undefined where `openid` was not granted. */
  user?: UserInfo;
  /** Why nothing works at all: endpoint, sign-in or network. Undefined where clients or prospects can be read. */
  problem?: AppError;
}

export interface TestOptions {
  /** Signed in: see authorised.ts. */
  http: Http;
  endpoint: string | (() => Promise<string>);
  /** IANA zone. */
  timezone: string;
  now: () => number;
  signal?: AbortSignal;
}

type Run = () => Promise<string | undefined>;
type Checked = ConnectionCheck & { error?: AppError };

/** Tries the connection. Never throws. */
export async function testConnection({ http, endpoint, timezone, now, signal }: TestOptions): Promise<ConnectionTest> {
  const options: CallOptions = { lane: 'interactive', ...(signal && { signal }) };
  const api = createApi(http, { endpoint, timezone, now });
  const checks: ConnectionCheck[] = [];
  const missing: string[] = [];
  let user: UserInfo | undefined;
  const failed = (problem: AppError): ConnectionTest => ({ checks, missing, problem, ...(user && { user }) });

  async function check(name: string, run: Run, lacks?: string, adviceOf = adviceFor): Promise<Checked> {
    const result = await attempt(name, run, adviceOf);
    if (result.error && lacks && isRefusal(result.error)) missing.push(lacks);
    checks.push({ name, ok: result.ok, advice: result.advice });
    return result;
  }

  const address = await check('Address of the data', async () => {
    acceptEndpoint(typeof endpoint === 'string' ? endpoint : await endpoint());
    return undefined;
  });
  if (address.error) return failed(address.error);

  const signedIn = await check('Sign-in', async () => {
    user = await api.userInfo(options);
    return user.userId ? undefined : 'BQE CORE did not say which employee you are. To-dos need an assignee chosen by hand.';
  });
  if (signedIn.error && !isRefusal(signedIn.error)) return failed(signedIn.error);

  const samples: Samples = { client: [], prospect: [], todo: [], note: [], communicationType: [], noteCategory: [] };
  const people: Checked[] = [];
  for (const [resource, query] of sampled) {
    const result = await check(
      `Read ${titleOf(resource)}`,
      async () => {
        samples[resource] = await readSample(api, resource, query, options);
        return undefined;
      },
      resourcePaths[resource],
      (error) => adviceFor(error, resource),
    );
    if (resource === 'client' || resource === 'prospect') people.push(result);
  }
  for (const resource of ['customField', 'group', 'deleted'] as const) {
    const run = () => passed(api.list(resource, { page: 1, size: 1 }, options));
    await check(`Read ${titleOf(resource)}`, run, resourcePaths[resource], (error) => adviceFor(error, resource));
  }
  for (const resource of ['client', 'prospect', 'todo', 'note'] as const) {
    if (missing.includes(resourcePaths[resource])) continue;
    const run = () => takesWrites(api, resource, options);
    await check(`Write ${titleOf(resource)}`, run, `${resourcePaths[resource]}:write`, (error) => adviceFor(error, resource, true));
  }

  const problem = people.every(({ error }) => error !== undefined) ? people[0]?.error : undefined;
  if (problem) return failed(problem);

  let profile: BqeProfile | undefined;
  const found = await check('Where things are kept', async () => {
    profile = await probe(api, samples, utcOffsetMinutes({ timezone, now }), options);
    return unknowns(profile, samples, missing);
  });
  if (!profile) return failed(found.error ?? new AppError('unexpected'));
  return { checks, missing, profile, ...(user && { user }) };
}

interface SampleQuery {
  orderBy?: string;
  size: number;
  /** Asked for only where the whole model comes in part. */
  fields: readonly string[];
}

/** What is read for the profile. */
const sampled: [keyof Samples, SampleQuery][] = [
  ['client', { ...newestFirst, size: sampleSize, fields: knownFields.client }],
  ['prospect', { ...newestFirst, size: sampleSize, fields: knownFields.prospect }],
  ['todo', { ...newestFirst, size: 200, fields: knownFields.todo }],
  ['note', { ...newestFirst, size: 200, fields: knownFields.note }],
  ['communicationType', { size: 1000, fields: ['id', 'name', 'type'] }],
  ['noteCategory', { size: 1000, fields: ['id', 'name', 'isSystem'] }],
];

async function readSample(api: Api, resource: keyof Samples, { fields, ...query }: SampleQuery, options: CallOptions): Promise<Row[]> {
  const { rows, isPartial } = await api.list(resource, { page: 1, ...query }, options);
  return isPartial ? (await readPage(api, resource, { ...query, fields, isChanges: true }, options)).rows : rows;
}

async function attempt(name: string, run: Run, adviceOf: (error: AppError) => string): Promise<Checked> {
  try {
    const remark = await run();
    return { name, ok: !remark, advice: remark ?? '' };
  } catch (thrown) {
    const error = isAppError(thrown) ? thrown : new AppError('unexpected', { cause: thrown });
    return { name, ok: false, advice: adviceOf(error), error };
  }
}

async function passed(answer: Promise<unknown>): Promise<undefined> {
  await answer;
  return undefined;
}

/** A GUID that no record has. */
const nobody = '00000000-0000-4000-8000-000000000000';

/** A missing record, a stale version or a refused body all show that the resource takes writes. */
async function takesWrites(api: Api, resource: Resource, options: CallOptions): Promise<undefined> {
  try {
    await api.update(resource, nobody, { id: nobody, version: '0' }, options);
  } catch (error) {
    const isExpected =
      isAppError(error) && ['not-found', 'outdated', 'invalid', 'server-error', 'duplicate', 'unreadable-answer'].includes(error.code);
    if (!isExpected) throw error;
  }
  return undefined;
}

/** No permission, no licence, no scope, or no such resource: not a fault that passes. */
function isRefusal({ code }: AppError): boolean {
  return code === 'forbidden' || code === 'missing-scope' || code === 'unsupported' || code === 'not-found';
}

/** What the company file does not show yet, and how to show it. */
function unknowns(profile: BqeProfile, samples: Samples, missing: readonly string[]): string | undefined {
  const remarks: string[] = [];
  const hasPeople = samples.client.length + samples.prospect.length > 0;
  const knowsEmail = [profile.client, profile.prospect].some(({ marks, flat }) => marks.path.length + flat.email.length > 0);
  if (hasPeople && !knowsEmail) {
    remarks.push('BQE CORE did not show where it keeps e-mail addresses. Enter one on a client there, then test again.');
  }
  if (hasPeople && profile.entityTypes.client === undefined && !missing.includes('note:write')) {
    remarks.push('To write notes and to-dos, BQE CORE must show one: write a note on a client there, then test again.');
  }
  if (samples.todo.length > 0 && profile.todo.done.length === 0 && !missing.includes('todo:write')) {
    remarks.push('No finished to-do was found: done to-dos are set to 100 percent only. Finish one in BQE CORE, then test again.');
  }
  return remarks.join(' ') || undefined;
}

const ownAdvice: Partial<Record<ErrorCode, string>> = {
  'signed-out': 'BQE CORE does not accept the sign-in any more. Sign in again; check Client ID and Client secret if that fails.',
  unreachable:
    'BQE CORE cannot be reached. Check the connection, a proxy or a firewall: api.bqecore.com and api-identity.bqecore.com are needed.',
  offline: 'You are offline.',
};

function adviceFor(error: AppError, resource?: Resource, isWrite = false): string {
  const { code, detail } = error;
  const what = resource ? titleOf(resource) : '';
  if (code === 'missing-scope') {
    const scope = resource ? (detail ?? 'readwrite:core') : 'openid';
    return `Add the scope ${scope} to your app in BQE CORE’s developer portal, then sign in again.`;
  }
  if (code === 'forbidden' && resource === 'prospect') {
    return 'Your BQE CORE user has no access to prospects: they need the CRM licence and a security profile that shows it. Clients work without.';
  }
  if (code === 'forbidden' && resource) {
    const act = isWrite ? 'change' : 'see';
    return `Your BQE CORE user may not ${act} ${what}: ask your administrator for the licence or the security profile that allows it. The rest works without.`;
  }
  if (code === 'unsupported' && resource) return `BQE CORE takes no changes of ${what} from outside. They are shown, and changed there.`;
  if (code === 'not-found' && resource) return `This BQE CORE has no ${what} to offer. The rest works without.`;
  if (code === 'invalid' && detail) return detail;
  const { title, todo } = advice[code];
  return ownAdvice[code] ?? `${title} ${todo}`;
}

function titleOf(resource: keyof typeof resourceTitles): string {
  return resourceTitles[resource].toLowerCase();
}
