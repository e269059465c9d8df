// LocaliQ behind the shape that all systems share. It publishes two lists by day of creation and no way to write, search or read by id:
// everything else is `unsupported`, and `can` says so beforehand. Source: LocaliQ API docs (GannettDigital/api-docs), list of resources.
import { accountId } from '@/lib/domain/account';
import type { Contact } from '@/lib/domain/contact';
import type { Lead } from '@/lib/domain/lead';
import type { ReferenceItems } from '@/lib/domain/reference';
import { AppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import type { CallOptions, Capabilities, ContactQuery, Page, System } from '@/lib/systems/system';
import { type Api, createApi } from './api';
import { listPage } from './list-pages';
import { ownFields } from './own-fields';
import { isFakeContact, isFakeInteraction, type Reading, readContact, readLead } from './records';
import { readMoment } from './times';

export interface LocaliqOptions {
  /** Signed in: see authorised.ts. */
  http: Http;
  /** The advertiser, `USA_204417`. */
  gmaid: string;
  /** The advertiser's name, or ''. */
  name?: string;
  /** Without it nothing that identifies a person, or repeats what was said, is read into a record: for accounts with health data. */
  allowPersonalDetails: boolean;
  /** IANA zone for times that name none. */
  timezone: string;
  /** Epoch ms. */
  now?: () => number;
}

/** LocaliQ's predecessor began in 2004: nothing is older. */
const beginning = Date.UTC(2004, 0, 1);

const capabilities: Capabilities = {
  contacts: { read: true, write: false, search: false, delete: false, changes: 'created', kinds: [], customFields: [] },
  tasks: { read: false, write: false, changes: false },
  notes: { read: false, write: false, changes: false },
  leads: { read: true },
  appointments: { read: false, write: false },
  tags: false,
  workflows: false,
};

/** The adapter for one advertiser. */
export function createLocaliq(options: LocaliqOptions): System {
  const { http, gmaid, name = '', allowPersonalDetails, timezone, now = Date.now } = options;
  const api = createApi(http);
  const reading: Reading = { zone: timezone, allowPersonalDetails };

  return {
    name: 'localiq',
    account: accountId('localiq', gmaid),
    can: capabilities,

    contacts: {
      list: (query, call) => listContacts(api, gmaid, reading, query, now, call),
      read: unsupported,
      find: unsupported,
      atCompany: unsupported,
      create: unsupported,
      update: unsupported,
      delete: unsupported,
      addTags: unsupported,
      removeTags: unsupported,
      startWorkflow: unsupported,
    },
    tasks: { ...noChildren, setCompleted: unsupported, search: unsupported },
    notes: noChildren,
    appointments: { list: unsupported, read: unsupported, create: unsupported, update: unsupported },

    leads: (query, call) => listLeads(api, gmaid, reading, query, call),

    async reference<Kind extends keyof ReferenceItems>(kind: Kind) {
      const known: Partial<ReferenceItems> = {
        location: { id: gmaid, companyId: '', name: name || gmaid, timezone, allowsDuplicates: true },
        customFields: allowPersonalDetails ? ownFields : ownFields.filter(({ id }) => id === 'status' || id === 'archivedOn'),
      };
      const items = known[kind];
      return items ?? unsupported();
    },
  };
}

/** Contacts made in a span; without one all of them. Which changed since cannot be asked. */
async function listContacts(
  api: Api,
  gmaid: string,
  reading: Reading,
  { createdBetween, changedSince, text, cursor }: ContactQuery,
  now: () => number,
  options: CallOptions,
): Promise<Page<Contact>> {
  if (changedSince !== undefined || text) return unsupported();
  return listPage('/crm/contacts', createdBetween ?? [beginning, now()], cursor, async (days, page) => {
    const answer = await api.listContacts({ global_master_advertiser_id: gmaid, ...days, page }, options);
    return {
      page: answer.page,
      totalPages: answer.total_pages,
      nextLocation: answer.next_page_location,
      ids: answer.contacts.map(({ id }) => id),
      items: answer.contacts
        .filter((contact) => !isFakeContact(contact))
        .map((contact) => ({ remote: readContact(contact, reading), madeAt: provenTime(contact.created_at) })),
    };
  });
}

/** Calls, forms and chats by the day they were stored, which may be later than the day they happened. */
function listLeads(
  api: Api,
  gmaid: string,
  reading: Reading,
  { createdBetween, cursor }: Parameters<NonNullable<System['leads']>>[0],
  options: CallOptions,
): Promise<Page<Lead>> {
  return listPage('/crm/contact_interactions', sinceBeginning(createdBetween), cursor, async (days, page) => {
    const answer = await api.listInteractions({ global_master_advertiser_id: gmaid, ...days, page }, options);
    return {
      page: answer.page,
      totalPages: answer.total_pages,
      nextLocation: answer.next_page_location,
      ids: answer.contact_interactions.map(({ id }) => id),
      items: answer.contact_interactions
        .filter((lead) => !isFakeInteraction(lead))
        .map((lead) => ({ remote: readLead(lead, reading), madeAt: provenTime(lead.created_at) })),
    };
  });
}

function sinceBeginning([from, to]: readonly [number, number]): [number, number] {
  return [Math.max(from, beginning), to];
}

/** 0 where the record does not say when, or not in which zone. */
function provenTime(value: unknown): number {
  const { at, zoneProven } = readMoment(value, 'UTC');
  return zoneProven ? at : 0;
}

async function unsupported(): Promise<never> {
  throw new AppError('unsupported', { detail: 'LocaliQ publishes no way to do this.' });
}

const noChildren = { list: unsupported, read: unsupported, create: unsupported, update: unsupported, delete: unsupported };
