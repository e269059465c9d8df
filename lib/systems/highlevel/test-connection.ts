// "Test connection": runs the real endpoints, changes nothing, and says of each what is missing and what to do about it.
// Writing is tried on a record that cannot exist: a key without the scope is refused before the record is looked for.
import type { ConnectionCheck } from '@/lib/domain/connection-check';
import type { Location } from '@/lib/domain/reference';
import { AppError, advice, type ErrorCode, isAppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import type { CallOptions } from '@/lib/systems/system';
import { type Api, createApi } from './api';
import { readAppointment } from './records';
import { readLocation } from './reference';

export interface ConnectionTest {
  checks: ConnectionCheck[];
  /** Scopes that the key was refused for. */
  missingScopes: string[];
  /** Name, time zone and company of the location; undefined where they may not be read. */
  location?: Location;
  /** Why nothing works at all: the key, the location or the network. Undefined where people can be read. */
  problem?: AppError;
}

/** Tries the connection. Never throws. */
export async function testConnection(http: Http, locationId: string, signal?: AbortSignal): Promise<ConnectionTest> {
  const api = createApi(http);
  const options: CallOptions = { lane: 'interactive', ...(signal && { signal }) };
  const missingScopes: string[] = [];

  async function check(name: string, run: () => Promise<string | undefined>): Promise<ConnectionCheck & { error?: AppError }> {
    try {
      const remark = await run();
      return { name, ok: !remark, advice: remark ?? '' };
    } catch (thrown) {
      const error = isAppError(thrown) ? thrown : new AppError('unexpected', { cause: thrown });
      if (error.code === 'missing-scope' && error.detail) missingScopes.push(error.detail);
      return { name, ok: false, advice: adviceFor(error), error };
    }
  }

  let location: Location | undefined;
  const first = await check('Key and location', async () => {
    location = await readLocation(api, locationId, options);
    return location.id === locationId ? undefined : 'HighLevel answered for another location. Check the Location ID.';
  });
  // A key that may not read the location may still read its people.
  if (first.error && first.error.code !== 'missing-scope') return { checks: [plain(first)], missingScopes, problem: first.error };

  const found: Found = {};
  const people = await check('Read contacts', () => readSomebody(api, locationId, found, options));
  const rest = await Promise.all(restOf(api, locationId, location, found, options).map(([name, run]) => check(name, run)));
  for (const one of rest) {
    // The key was accepted a moment ago (highlevel-api-docs #172).
    if (one.error?.code === 'signed-out')
      one.advice = 'HighLevel refuses this although it accepts the key. Make a new key, or ask HighLevel.';
  }
  return {
    checks: [first, people, ...rest].map(plain),
    missingScopes: [...new Set(missingScopes)],
    ...(location && { location }),
    ...(people.error && { problem: people.error }),
  };
}

/** Whom the other checks are tried on. */
interface Found {
  contactId?: string;
  appointmentId?: string;
  listedStartAt?: number;
}

/** An id that no record has, in the shape of a real one. */
const nobody = 'connectionTest000000';

type Check = [name: string, run: () => Promise<string | undefined>];

function restOf(api: Api, locationId: string, location: Location | undefined, found: Found, options: CallOptions): Check[] {
  const contactId = found.contactId ?? nobody;
  const zone = location?.timezone ?? '';
  return [
    ['Read tasks', async () => passed(api.listTasks(contactId, options))],
    ['Read notes', async () => passed(api.listNotes(contactId, options))],
    ['Read appointments', async () => passed(api.readAppointment(found.appointmentId ?? nobody, options))],
    ['Appointment times', () => compareTimes(api, contactId, zone, options)],
    ['Write contacts, tasks and notes', async () => passed(api.setTaskCompleted(nobody, nobody, false, options))],
    ['Write appointments', async () => passed(api.updateAppointment(nobody, { toNotify: false }, options))],
    ['List my tasks', async () => passed(api.searchTasks(locationId, { limit: 1, skip: 0, completed: false }, options))],
    ['Read custom fields', async () => passed(api.listCustomFields(locationId, options))],
    ['Read tags', async () => passed(api.listTags(locationId, options))],
    ['Read calendars', async () => passed(api.listCalendars(locationId, options))],
    ['Read workflows', async () => passed(api.listWorkflows(locationId, options))],
    ['Read users', () => readUsers(api, locationId, location, options)],
    ['Changes since a time', () => searchTheFuture(api, locationId, options)],
  ];
}

/** Everything but a refusal of the key counts: that the made-up record is missing, or its change invalid, was to be expected. */
async function passed(answer: Promise<unknown>): Promise<undefined> {
  try {
    await answer;
  } catch (error) {
    if (!isAppError(error) || (error.code !== 'not-found' && error.code !== 'invalid')) throw error;
  }
  return undefined;
}

async function readSomebody(api: Api, locationId: string, found: Found, options: CallOptions): Promise<undefined> {
  const { contacts } = await api.searchContacts({ locationId, pageLimit: 1 }, options).catch(async (error) => {
    const isRefused = isAppError(error) && (error.status === 400 || error.status === 404 || error.status === 422);
    if (!isRefused) throw error;
    return api.listContacts({ locationId, limit: 1 }, options);
  });
  const contact = contacts[0];
  if (contact) found.contactId = contact.id;
  return undefined;
}

/** A contact's list names no zone. Where it disagrees with the same appointment by id, our reading of it is wrong. */
async function compareTimes(api: Api, contactId: string, zone: string, options: CallOptions): Promise<string | undefined> {
  const { events } = await ifThere(api.listAppointments(contactId, options), { events: [] });
  const listed = events[0];
  if (!listed || !zone) return undefined;
  const { event } = await ifThere(api.readAppointment(listed.id, options), { event: null });
  if (!event) return undefined;
  const same = readAppointment(listed, zone).value.startAt === readAppointment(event, zone).value.startAt;
  return same ? undefined : 'HighLevel lists times in another zone than the location’s. Lockstep checks each one before it is used.';
}

async function ifThere<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isAppError(error) && (error.code === 'not-found' || error.code === 'invalid')) return otherwise;
    throw error;
  }
}

async function readUsers(api: Api, locationId: string, location: Location | undefined, options: CallOptions): Promise<string | undefined> {
  if (!location?.companyId) return 'The company of the location is not known: add the permission locations.readonly.';
  await api.searchUsers({ companyId: location.companyId, locationId, skip: 0, limit: 1 }, options);
  return undefined;
}

/** Nothing has changed in the year 2100: whoever is found shows that the filter is not understood as we write it. */
async function searchTheFuture(api: Api, locationId: string, options: CallOptions): Promise<string | undefined> {
  const filters = [{ field: 'dateUpdated', operator: 'range', value: { gte: '2100-01-01T00:00:00.000Z' } }];
  const remark = 'HighLevel does not filter by time of change. Lockstep reads the newest changes first instead; nothing needs doing.';
  try {
    const { contacts } = await api.searchContacts({ locationId, pageLimit: 1, filters }, options);
    return contacts.length > 0 ? remark : undefined;
  } catch (error) {
    if (isAppError(error) && (error.code === 'invalid' || error.code === 'not-found')) return remark;
    throw error;
  }
}

const ownAdvice: Partial<Record<ErrorCode, string>> = {
  'signed-out': 'HighLevel does not accept the key. Copy it again from Settings › Private Integrations, or sign in again.',
  'wrong-account': 'The key belongs to another location. Check the Location ID, or make a key in this location.',
  unreachable: 'services.leadconnectorhq.com cannot be reached. Check the connection, a proxy or a firewall.',
  'not-found': 'HighLevel knows no such location. Check the Location ID.',
  invalid: 'HighLevel knows no such location. Check the Location ID.',
};

function adviceFor(error: AppError): string {
  if (error.code === 'missing-scope') return `Add the permission ${error.detail ?? ''} to the key in HighLevel, then test again.`;
  const { title, todo } = advice[error.code];
  return ownAdvice[error.code] ?? `${title} ${todo}`;
}

function plain({ name, ok, advice }: ConnectionCheck): ConnectionCheck {
  return { name, ok, advice };
}
