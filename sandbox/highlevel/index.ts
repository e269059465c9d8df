// The HighLevel stand-in: its hosts, its state, and which routes answer where.
import { Hono } from 'hono';
import { attend } from '../core/attend';
import { createRandom } from '../core/random';
import type { Service, World } from '../core/service';
import { addAppPages } from './app-pages';
import { addCalendarRoutes } from './calendars';
import { addConsentRoutes } from './consent';
import { addContactRoutes } from './contacts';
import { createLimits, type Limits } from './limits';
import { addLocationRoutes } from './locations';
import { addNoteRoutes } from './notes';
import { addOAuthRoutes } from './oauth';
import { createQuirks, type HighLevelQuirks } from './quirks';
import { type Deps, json } from './route';
import { addSearchRoute } from './search';
import { seed } from './seed';
import { createState, type HighLevelState } from './state';
import { addTagRoutes } from './tags';
import { addTaskRoutes } from './tasks';
import { addUserRoutes } from './users';
import { addWorkflowRoutes } from './workflows';

export { HIGHLEVEL_APP, HIGHLEVEL_TOKEN } from './seed';

export const API_HOST = 'services.leadconnectorhq.com';
const CONSENT_HOSTS = ['marketplace.gohighlevel.com', 'marketplace.leadconnectorhq.com'] as const;
const APP_HOST = 'app.gohighlevel.com';

export interface HighLevel extends Service<HighLevelState, HighLevelQuirks> {
  limits: Limits;
}

/** Creates a HighLevel with the world's people in it; see `state` for what can be looked at and changed, `quirks` for its oddities. */
export function createHighLevel(world: World): HighLevel {
  const quirks = createQuirks();
  const state = createState(world, quirks);
  const limits = createLimits(world.now, quirks);
  // Of its own, so that the ids of records do not depend on how many requests were made.
  const traces = createRandom(0x7ace);
  const deps: Deps = { world, state, quirks, limits, traceId: traces.uuid };
  seed(world, state);

  const api = new Hono({ strict: false });
  addOAuthRoutes(api, deps);
  addSearchRoute(api, deps);
  addContactRoutes(api, deps);
  addTagRoutes(api, deps);
  addTaskRoutes(api, deps);
  addNoteRoutes(api, deps);
  addCalendarRoutes(api, deps);
  addLocationRoutes(api, deps);
  addUserRoutes(api, deps);
  addWorkflowRoutes(api, deps);
  api.notFound((context) => {
    const message = `Cannot ${context.req.method} ${new URL(context.req.url).pathname}`;
    return json(deps, 404, { statusCode: 404, message, error: 'Not Found' });
  });

  const consent = new Hono();
  addConsentRoutes(consent, deps);
  const pages = new Hono();
  addAppPages(pages, deps);

  return attend(world, {
    hosts: [API_HOST, ...CONSENT_HOSTS, APP_HOST],
    async fetch(request) {
      const { hostname } = new URL(request.url);
      if (hostname === API_HOST) return api.fetch(request);
      return hostname === APP_HOST ? pages.fetch(request) : consent.fetch(request);
    },
    state,
    quirks,
    requests: [],
    limits,
  });
}
