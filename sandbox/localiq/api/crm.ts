// Contacts, leads and the advertisers of a login: read only, by day of creation, page after page. LocaliQ API docs, contacts, contact
// interactions and identities.
import { type Context, Hono } from 'hono';
import { createLimiter } from '../../core/limiter';
import type { World } from '../../core/service';
import type { LocaliqQuirks } from '../quirks';
import type { Grant } from '../sign-in';
import type { Advertiser, LocaliqState } from '../state';
import { ApiError, describeError } from './errors';
import { contactWire, interactionWire } from './wire';

const API = 'https://api.localiqservices.com';

/** Creates the routes of the API behind the token. */
export function createCrm(world: World, state: LocaliqState, quirks: LocaliqQuirks): Hono {
  const app = new Hono();
  const limiter = createLimiter({ now: world.now, max: quirks.requestsPerSecond, windowMs: 1000 });

  /** Who calls; the docs show the token with and without `Bearer`. */
  function authenticate(context: Context): Grant {
    const header = context.req.header('Authorization') ?? '';
    const bearer = /^Bearer (.+)$/i.exec(header)?.[1];
    const isAllowed = quirks.authorization === 'both' || (quirks.authorization === 'bearer') === (bearer !== undefined);
    const grant = state.signIn.accessTokens.get(bearer ?? header);
    if (!grant || !isAllowed || grant.expiresAt <= world.now()) throw new ApiError('unauthorized');
    limiter.max = quirks.requestsPerSecond;
    if (!limiter.take(`${grant.clientId} ${grant.email}`).allowed) throw new ApiError('throttled');
    return grant;
  }

  function advertiserAt(context: Context): Advertiser {
    const gmaid = context.req.query('global_master_advertiser_id');
    if (!gmaid) throw new ApiError('parameter', 'global_master_advertiser_id');
    const advertiser = state.advertisers.find((candidate) => candidate.gmaid === gmaid);
    if (!advertiser) throw new ApiError('not_authorized', 'You do not have access to this advertiser');
    if (advertiser.activeState === 0) throw new ApiError('not_authorized', 'This advertiser is not active');
    if (advertiser.hipaaProtected && advertiser.privilegeLevel < 3) {
      throw new ApiError('not_authorized', 'This advertiser is HIPAA protected and your privilege level is too low');
    }
    return advertiser;
  }

  function dayParameter(context: Context, name: string): number {
    const text = context.req.query(name) ?? '';
    const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
    if (Number.isNaN(at)) throw new ApiError('parameter', name);
    return at - quirks.filterOffsetMinutes * 60_000;
  }

  /** The rows made from the first day on and before the second, oldest first, one page of them in the documented envelope. */
  function answerPage<T extends { createdAt: number }>(
    context: Context,
    advertiser: Advertiser,
    key: string,
    rows: T[],
    wire: (row: T) => unknown,
  ) {
    const after = dayParameter(context, 'created_after_date');
    const before = dayParameter(context, 'created_before_date');
    const number = Number(context.req.query('page') ?? 1);
    if (!Number.isInteger(number) || number < 1) throw new ApiError('parameter', 'page');
    const found = rows.filter((row) => row.createdAt >= after && row.createdAt < before).sort((a, b) => a.createdAt - b.createdAt);
    const pages = Math.max(1, Math.ceil(found.length / quirks.pageSize));
    const next = new URL(`${API}${context.req.path}${new URL(context.req.url).search}`);
    next.hostname = quirks.nextPageHost;
    next.searchParams.set('page', String(number + 1));
    const shown = number === quirks.repeatedPage ? number - 1 : number;
    const slice = found.slice((shown - 1) * quirks.pageSize, shown * quirks.pageSize);
    return context.json({
      global_master_advertiser_id: advertiser.gmaid,
      page: number,
      ...(quirks.saysTotalPages ? { total_pages: pages } : {}),
      next_page_location: number < pages ? next.href : null,
      [key]: (number === quirks.emptyPage ? [] : slice).map(wire),
    });
  }

  app.get('/crm/contacts', (context) => {
    authenticate(context);
    const advertiser = advertiserAt(context);
    return answerPage(context, advertiser, 'contacts', advertiser.contacts, (contact) => contactWire(contact, quirks));
  });

  const contactOf = (advertiser: Advertiser) => {
    const byId = new Map(advertiser.contacts.map((contact) => [contact.id, contact]));
    return (id: number) => byId.get(id);
  };

  app.get('/crm/contact_interactions', (context) => {
    authenticate(context);
    const advertiser = advertiserAt(context);
    const kind = context.req.query('event_type');
    if (kind !== undefined && !['chat', 'call', 'form'].includes(kind)) throw new ApiError('parameter', 'event_type');
    const leads = advertiser.interactions.filter((lead) => kind === undefined || lead.event_type === kind);
    const find = contactOf(advertiser);
    return answerPage(context, advertiser, 'contact_interactions', leads, (lead) => interactionWire(lead, find(lead.contact_id), quirks));
  });

  app.get('/crm/contact_interactions/:id', (context) => {
    authenticate(context);
    const advertiser = advertiserAt(context);
    const lead = advertiser.interactions.find((candidate) => String(candidate.id) === context.req.param('id'));
    if (!lead) throw new ApiError('not_found');
    return context.json(interactionWire(lead, contactOf(advertiser)(lead.contact_id), quirks));
  });

  app.get('/identities/v3', (context) => {
    const grant = authenticate(context);
    const email = context.req.query('user');
    if (!email) throw new ApiError('parameter', 'user');
    const user = state.signIn.users.find((candidate) => candidate.email === email && email === grant.email);
    if (!user) throw new ApiError('not_authorized', 'You do not have access to this user');
    const wanted = [...(context.req.queries('active_state[]') ?? []), ...(context.req.queries('active_state') ?? [])].map(Number);
    const shown = state.advertisers.filter((advertiser) => wanted.length === 0 || wanted.includes(advertiser.activeState));
    return context.json({
      bu_id: user.buid,
      user: user.email,
      business_id: user.businessId,
      country: 'USA',
      advertiser_count: shown.length,
      page: 1,
      page_size: 5000,
      authorized_advertisers: shown.map((advertiser, index) => ({
        name: advertiser.name,
        gmaid: advertiser.gmaid,
        platform: advertiser.gmaid.split('_')[0],
        hipaa_protected: advertiser.hipaaProtected,
        business_id: user.businessId,
        business_name: advertiser.name,
        business_user_id: user.buid,
        privilege_level: advertiser.privilegeLevel,
        advertiser_id: 700_100 + index,
        active_state: advertiser.activeState,
        cobrand_id: 1,
        cobrand_name: 'LocaliQ',
      })),
      users: [{ platform: 'USA', buid: user.buid, email: user.email, business_id: user.businessId, name: user.name, privilege_level: 3 }],
    });
  });

  app.onError((error, context) => {
    if (!(error instanceof ApiError)) return context.json({ message: 'Internal Server Error' }, 500);
    const { status, body } = describeError(error);
    return context.json(body as never, status);
  });
  app.notFound((context) => context.json({ message: 'Not Found' }, 404));
  return app;
}
