// What a location knows besides people: users, calendars, fields, tags, workflows. One kind per call.
import type { Location, ReferenceItems, ReferenceKind, User } from '@/lib/domain/reference';
import type { CallOptions } from '@/lib/systems/system';
import type { Api } from './api';

interface Place {
  locationId: string;
  /** '' where not known yet. */
  companyId: string;
}

const readers: { [Kind in ReferenceKind]: (api: Api, place: Place, options: CallOptions) => Promise<ReferenceItems[Kind]> } = {
  location: (api, { locationId }, options) => readLocation(api, locationId, options),
  users: readUsers,
  async calendars(api, { locationId }, options) {
    const { calendars } = await api.listCalendars(locationId, options);
    return calendars.map(({ id, name, isActive }) => ({ id, name, active: isActive }));
  },
  async customFields(api, { locationId }, options) {
    const { customFields } = await api.listCustomFields(locationId, options);
    return customFields
      .filter(({ model }) => model === '' || model === 'contact')
      .map(({ id, fieldKey, name, dataType, picklistOptions, placeholder }) => ({
        id,
        key: fieldKey,
        name,
        dataType,
        options: picklistOptions,
        placeholder,
      }));
  },
  async tags(api, { locationId }, options) {
    const { tags } = await api.listTags(locationId, options);
    return tags.map(({ name }) => name).filter(Boolean);
  },
  async workflows(api, { locationId }, options) {
    const { workflows } = await api.listWorkflows(locationId, options);
    return workflows.map(({ id, name, status }) => ({ id, name, published: status === 'published' }));
  },
};

/** Reads one kind in full. */
export function readReference<Kind extends ReferenceKind>(
  api: Api,
  kind: Kind,
  place: Place,
  options: CallOptions,
): Promise<ReferenceItems[Kind]> {
  return readers[kind](api, place, options);
}

/** The location itself: name, time zone, company, and whether it allows duplicates. */
export async function readLocation(api: Api, locationId: string, options: CallOptions): Promise<Location> {
  const { location } = await api.readLocation(locationId, options);
  const { id, companyId, name, timezone, settings } = location;
  return { id, companyId, name, timezone, allowsDuplicates: settings.allowsDuplicates };
}

/** All users of the location. The search wants the company's id, which a pasted key does not tell. */
async function readUsers(api: Api, { locationId, companyId }: Place, options: CallOptions): Promise<User[]> {
  const company = companyId || (await readLocation(api, locationId, options)).companyId;
  const limit = 100;
  const users = new Map<string, User>();
  for (let skip = 0; skip < 5000; skip += limit) {
    const page = await api.searchUsers({ companyId: company, locationId, skip, limit }, options);
    for (const { id, name, firstName, lastName, email, deleted } of page.users) {
      if (!deleted) users.set(id, { id, name: name || `${firstName} ${lastName}`.trim() || email, email });
    }
    const isEnd = page.count === undefined ? page.users.length < limit : skip + page.users.length >= page.count;
    if (page.users.length === 0 || isEnd) break;
  }
  return [...users.values()];
}
