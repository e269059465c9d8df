// The businesses that a login may see, to choose from. Source: LocaliQ API docs, identities (GannettDigital/api-docs).
import { AppError } from '@/lib/errors';
import type { CallOptions } from '@/lib/systems/system';
import type { Api } from './api';

export interface Advertiser {
  /** `USA_204417`: the key of every list. */
  gmaid: string;
  name: string;
  /** Health data: personal details stay off until the user allows them. */
  hipaa: boolean;
  /** Inactive advertisers are refused; `grace` ones are about to be. */
  state: 'active' | 'grace' | 'inactive' | 'unknown';
}

const states = ['inactive', 'grace', 'active'] as const;
const pageSize = 5000;

/** All advertisers of the login, active ones first. Throws AppError `invalid` without its e-mail. */
export async function listAdvertisers(api: Api, accountEmail: string, options: CallOptions): Promise<Advertiser[]> {
  const user = accountEmail.trim();
  if (!user) throw new AppError('invalid', { detail: 'Enter the e-mail of the LocaliQ login.' });
  const found = new Map<string, Advertiser>();
  for (let page = 1; page <= 20; page++) {
    const answer = await api.listIdentities({ user, page, page_size: pageSize }, options);
    const before = found.size;
    for (const { gmaid, name, hipaa_protected: hipaa, active_state: state } of answer.authorized_advertisers) {
      found.set(gmaid, { gmaid, name: name || gmaid, hipaa, state: states[state ?? -1] ?? 'unknown' });
    }
    const isEnd = answer.advertiser_count === undefined ? found.size < page * pageSize : found.size >= answer.advertiser_count;
    if (isEnd || found.size === before) break;
  }
  const rank = ({ state }: Advertiser) => (state === 'inactive' ? 1 : 0);
  return [...found.values()].sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}
