// "Test connection": runs the real endpoints, changes nothing, and says of each what is missing and what to do about it. It also tries the
// guesses that the documents leave open, on whatever records there are.
import type { ConnectionCheck } from '@/lib/domain/connection-check';
import { AppError, advice, type ErrorCode, isAppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import { undefinedIfGone } from '@/lib/http/if-gone';
import type { CallOptions } from '@/lib/systems/system';
import { type Advertiser, listAdvertisers } from './advertisers';
import { type Api, createApi } from './api';
import { publishedStatuses } from './own-fields';
import { dayWindow, readMoment } from './times';
import type { ContactWire } from './wire';

export interface ConnectionTest {
  checks: ConnectionCheck[];
  /** The advertiser as its login sees it; undefined where it could not be listed. */
  advertiser?: Advertiser;
  /** All that the login may choose from. */
  choices: Advertiser[];
  /** Why nothing works at all: the sign-in, the advertiser or the network. Undefined where contacts can be read. */
  problem?: AppError;
}

export interface Tested {
  gmaid: string;
  /** E-mail of the LocaliQ login; '' where not entered. */
  accountEmail: string;
  /** Epoch ms. */
  now: () => number;
  signal?: AbortSignal;
}

const dayMs = 86_400_000;

/** Tries the connection. Never throws. */
export async function testConnection(http: Http, { gmaid, accountEmail, now, signal }: Tested): Promise<ConnectionTest> {
  const api = createApi(http);
  const options: CallOptions = { lane: 'interactive', ...(signal && { signal }) };
  let choices: Advertiser[] = [];
  const found: { contacts: ContactWire[] } = { contacts: [] };

  if (!/^[A-Z]+_\d+$/.test(gmaid)) {
    const problem = new AppError('invalid', { detail: 'Choose an advertiser. Its id looks like USA_123456.' });
    return { checks: [{ name: 'Advertiser', ok: false, advice: problem.detail ?? '' }], choices, problem };
  }

  const first = await check('Advertiser', async () => {
    if (!accountEmail) return 'Enter the Account email, so that the advertiser’s name and protection can be read.';
    choices = await listAdvertisers(api, accountEmail, options);
    return remarkOn(choices.find((one) => one.gmaid === gmaid));
  });
  const advertiser = choices.find((one) => one.gmaid === gmaid);
  const about = { choices, ...(advertiser && { advertiser }) };
  if (first.error && isTotal(first.error)) return { checks: [plain(first)], problem: first.error, ...about };

  const span: [number, number] = [now() - 30 * dayMs, now()];
  const ask = (between: [number, number]) => ({ global_master_advertiser_id: gmaid, ...dayWindow(between), page: 1 });
  const people = await check('Read contacts', async () => {
    found.contacts = (await api.listContacts(ask(span), options)).contacts;
    return undefined;
  });
  if (people.error) return { checks: [first, people].map(plain), problem: people.error, ...about };

  const rest = await Promise.all([
    check('Read leads', () => readLeads(api, ask(span), gmaid, options)),
    check('Filter by day', () => filterTheFuture(api, ask([Date.UTC(2100, 0, 1), Date.UTC(2100, 0, 2)]), options)),
    check('Times and statuses', async () => remarkOnContent(found.contacts)),
  ]);
  return { checks: [first, people, ...rest].map(plain), ...about };
}

function remarkOn(advertiser: Advertiser | undefined): string | undefined {
  if (!advertiser) return 'This login does not list the advertiser. Choose another one, or ask LocaliQ for access to it.';
  if (advertiser.state === 'inactive') {
    return 'The advertiser has had no active campaign for a month, so LocaliQ may refuse it. Ask your LocaliQ contact.';
  }
  return undefined;
}

async function readLeads(api: Api, query: Parameters<Api['listInteractions']>[0], gmaid: string, options: CallOptions) {
  const { contact_interactions: leads } = await api.listInteractions(query, options);
  const lead = leads[0];
  if (!lead) return undefined;
  const one = await undefinedIfGone(api.readInteraction(lead.id, gmaid, options));
  return one?.id === lead.id
    ? undefined
    : 'LocaliQ lists leads but does not show a single one. Lockstep works with the list; nothing needs doing.';
}

/** Nobody has come in the year 2100: whoever is listed shows that the days are not understood as we write them. */
async function filterTheFuture(api: Api, query: Parameters<Api['listContacts']>[0], options: CallOptions): Promise<string | undefined> {
  const { contacts } = await api.listContacts(query, options);
  return contacts.length > 0 ? 'LocaliQ does not filter by day, so every look reads the whole list. It works, but slowly.' : undefined;
}

/** What the documents leave open, seen on real records. */
function remarkOnContent(contacts: ContactWire[]): string | undefined {
  if (contacts.some((contact) => contact.created_at && !readMoment(contact.created_at, 'UTC').zoneProven)) {
    return 'LocaliQ sends times without a zone. Lockstep reads them in your time zone; times of leads may be some hours off.';
  }
  const unknown = contacts.map(({ status }) => status).find((status) => status && !publishedStatuses.includes(status));
  return unknown
    ? `LocaliQ uses a status that it does not document (${unknown}). It is kept as it is; check the field mapping.`
    : undefined;
}

async function check(name: string, run: () => Promise<string | undefined>): Promise<ConnectionCheck & { error?: AppError }> {
  try {
    const remark = await run();
    return { name, ok: !remark, advice: remark ?? '' };
  } catch (thrown) {
    const error = isAppError(thrown) ? thrown : new AppError('unexpected', { cause: thrown });
    return { name, ok: false, advice: adviceFor(name, error), error };
  }
}

/** A login that may not list its advertisers may still read their contacts; everything else stops here. */
function isTotal({ code }: AppError): boolean {
  return code !== 'forbidden' && code !== 'not-found' && code !== 'invalid';
}

const ownAdvice: Partial<Record<ErrorCode, string>> = {
  'signed-out': 'LocaliQ does not accept the sign-in any more. Connect again.',
  unreachable: 'api.localiqservices.com cannot be reached. Check the connection, a proxy or a firewall.',
};

function adviceFor(name: string, error: AppError): string {
  if (error.code === 'forbidden') {
    const said = error.detail ? ` LocaliQ says: ${error.detail}` : '';
    return name === 'Advertiser'
      ? `LocaliQ does not list advertisers for this e-mail. Check the Account email.${said}`
      : `The login needs the role “Agency Customer” and access to this advertiser; for protected health data also privilege level 3.${said}`;
  }
  const { title, todo } = advice[error.code];
  const said = error.detail && error.code === 'invalid' ? ` ${error.detail}` : '';
  return `${ownAdvice[error.code] ?? `${title} ${todo}`}${said}`;
}

function plain({ name, ok, advice }: ConnectionCheck): ConnectionCheck {
  return { name, ok, advice };
}
