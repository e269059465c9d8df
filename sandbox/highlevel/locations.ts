// A location, its custom fields and its tags. Source: HighLevel OpenAPI locations.json
import type { Hono } from 'hono';
import { unprocessable } from './errors';
import type { Location } from './model';
import { addRoute, checkLocation, type Deps, V2021_07 } from './route';

const MODELS = ['contact', 'opportunity', 'all'];

export function addLocationRoutes(app: Hono, deps: Deps): void {
  const { state } = deps;

  addRoute(
    app,
    deps,
    'get',
    '/locations/:locationId',
    { version: V2021_07, scope: 'locations.readonly', access: 'location-or-agency' },
    ({ token, param }) => {
      const location = state.locations.get(checkLocation(deps, token, param('locationId')));
      return { location: location && locationWire(location) };
    },
  );

  addRoute(
    app,
    deps,
    'get',
    '/locations/:locationId/customFields',
    { version: V2021_07, scope: 'locations/customFields.readonly' },
    ({ token, param, query }) => {
      const locationId = checkLocation(deps, token, param('locationId'));
      const model = query.get('model') ?? 'contact';
      if (!MODELS.includes(model)) throw unprocessable(`model must be one of the following values: ${MODELS.join(', ')}`);
      const fields = state.customFields.filter((field) => field.locationId === locationId && (model === 'all' || field.model === model));
      return {
        customFields: fields.map((field) => ({
          ...field,
          picklistImageOptions: [],
          isAllowedCustomOption: false,
          isMultiFileAllowed: false,
          maxFileLimit: 0,
        })),
      };
    },
  );

  addRoute(app, deps, 'get', '/locations/:locationId/tags', { version: V2021_07, scope: 'locations/tags.readonly' }, ({ token, param }) => {
    const locationId = checkLocation(deps, token, param('locationId'));
    return { tags: state.tags.filter((tag) => tag.locationId === locationId) };
  });
}

/** GetLocationByIdSchema. */
function locationWire(location: Location): object {
  const { name, address, city, state, country, postalCode, website, timezone } = location;
  return {
    ...location,
    firstName: 'Jordan',
    lastName: 'Vale',
    logoUrl: '',
    business: { name, address, city, state, country, postalCode, website, timezone, logoUrl: '' },
    social: {},
    reseller: {},
  };
}
