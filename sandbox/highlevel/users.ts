// The people who work at HighLevel's customer. Source: HighLevel OpenAPI users.json
import type { Hono } from 'hono';
import { numberOf } from './contacts';
import { missing, unprocessable, wrongLocation } from './errors';
import type { User } from './model';
import { addRoute, checkLocation, type Deps, V2021_07 } from './route';

const READ = { version: V2021_07, scope: 'users.readonly', access: 'location-or-agency' } as const;

export function addUserRoutes(app: Hono, deps: Deps): void {
  const { state, quirks } = deps;

  addRoute(app, deps, 'get', '/users/search', READ, ({ token, query }) => {
    const companyId = query.get('companyId');
    if (!companyId) throw unprocessable('companyId should not be empty', 'companyId must be a string');
    if (companyId !== token.companyId) throw wrongLocation();
    const asked = query.get('locationId');
    const locationId = asked === null ? token.locationId : checkLocation(deps, token, asked);
    const text = (query.get('query') ?? '').toLowerCase();
    const ids = query.get('ids')?.split(',');
    const role = query.get('role');
    const found = state.users.filter(
      (user) =>
        (locationId === null || user.locationIds.includes(locationId)) &&
        (role === null || user.role === role) &&
        (ids === undefined || ids.includes(user.id)) &&
        `${user.firstName} ${user.lastName} ${user.email} ${user.phone}`.toLowerCase().includes(text),
    );
    const skip = numberOf(query, 'skip', 0);
    return { users: found.slice(skip, skip + numberOf(query, 'limit', 25)).map(userWire), count: found.length };
  });

  addRoute(app, deps, 'get', '/users/', READ, ({ token, query }) => {
    const locationId = checkLocation(deps, token, query.get('locationId'));
    return { users: state.users.filter((user) => user.locationIds.includes(locationId)).map(userWire) };
  });

  addRoute(app, deps, 'get', '/users/:userId', READ, ({ param }) => {
    const user = state.users.find(({ id }) => id === param('userId'));
    if (!user) throw missing('User', param('userId'), quirks.missingStatus);
    return userWire(user);
  });
}

/** UserSchema, without the flags that nobody asks for. */
function userWire(user: User): object {
  return {
    id: user.id,
    name: `${user.firstName} ${user.lastName}`,
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    phone: user.phone,
    extension: '',
    permissions: { contactsEnabled: true, appointmentsEnabled: true, workflowsEnabled: true, tagsEnabled: true, assignedDataOnly: false },
    scopes: ['contacts.write', 'calendars/events.write'],
    roles: { type: 'account', role: user.role, locationIds: user.locationIds, restrictSubAccount: false },
    deleted: user.deleted,
    lcPhone: {},
    platformLanguage: 'en_US',
  };
}
