// The stand-in for LocaliQ: web app, marketing and help sites, sign-in and API, all on one state.
import { attend } from '../core/attend';
import type { Service, World } from '../core/service';
import { createCrm } from './api/crm';
import { createOauth } from './api/oauth';
import { createOtherSites, createPages } from './pages/routes';
import { createQuirks, type LocaliqQuirks } from './quirks';
import { seedState } from './seed';
import type { LocaliqState } from './state';

export type Localiq = Service<LocaliqState, LocaliqQuirks>;

/** Creates a LocaliQ with the world's people in it. */
export function createLocaliq(world: World): Localiq {
  const state = seedState(world);
  const quirks = createQuirks();
  const pages = createPages(state);
  const sites = createOtherSites();
  const oauth = createOauth(world, state, quirks);
  const crm = createCrm(world, state, quirks);
  const api = {
    fetch: (request: Request) => (new URL(request.url).pathname.startsWith('/oauth/') ? oauth : crm).fetch(request),
  };
  const apps: Record<string, { fetch: (request: Request) => Response | Promise<Response> }> = {
    'api.localiqservices.com': api,
    'dash.localiq.com': pages,
    'reachedge.reachlocal.com': pages,
    'edge.reachlocal.com': pages,
    'www.localiq.com': sites.marketing,
    'help.localiq.com': sites.help,
  };
  return attend(world, {
    hosts: Object.keys(apps),
    fetch: async (request) => {
      const app = apps[new URL(request.url).hostname];
      return app ? app.fetch(request) : new Response('Unknown host', { status: 404 });
    },
    state,
    quirks,
    requests: [],
  });
}
