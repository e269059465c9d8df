// The stand-in for BQE CORE: web app, sign-in and API, all on one state.
import { attend } from '../core/attend';
import type { Service, World } from '../core/service';
import { createApi } from './api/routes';
import { createIdentity } from './identity/routes';
import { createPages } from './pages/routes';
import { type BqeQuirks, createQuirks } from './quirks';
import { seedState } from './seed';
import type { BqeState } from './state';

export type Bqe = Service<BqeState, BqeQuirks>;

/** Creates a BQE CORE with the world's people in it. */
export function createBqe(world: World): Bqe {
  const state = seedState(world);
  const quirks = createQuirks();
  const pages = createPages(state);
  const apps: Record<string, { fetch: (request: Request) => Response | Promise<Response> }> = {
    'www.bqecore.com': pages,
    'api-identity.bqecore.com': createIdentity(world, state, quirks),
    'api.bqecore.com': createApi(world, state, quirks),
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
