// Connecting LocaliQ: in a window, or once with the password of the login, which is taken out of the vault before it is sent and never put back.
// A login sees several advertisers; one of them is the account.
import { getEntered, takeOnce } from '@/lib/auth/secrets';
import { AppError } from '@/lib/errors';
import type { ConnectionRow } from '@/lib/store/rows';
import { createLocaliq } from '@/lib/systems/localiq';
import { createRefresh, type LocaliqApp, signIn, signInWithPassword } from '@/lib/systems/localiq/auth';
import { localiqAuthorised } from '@/lib/systems/localiq/authorised';
import { readLocaliqError } from '@/lib/systems/localiq/errors';
import { localiqLimits } from '@/lib/systems/localiq/limits';
import { testConnection } from '@/lib/systems/localiq/test-connection';
import type { Connector } from './connector';

const system = 'localiq';

export const localiqConnector: Connector = {
  limits: localiqLimits,
  readError: readLocaliqError,

  create(tools) {
    const { vault, now, http, launch } = tools;

    async function appOf({ clientId, accountEmail = '', tokenEndpoint }: ConnectionRow): Promise<LocaliqApp> {
      const entered = await getEntered(vault, system);
      if (entered?.method !== 'oauth' || !clientId) throw new AppError('not-connected');
      const { redirectUri } = tools;
      return { clientId, clientSecret: entered.clientSecret, redirectUri, accountEmail, ...(tokenEndpoint && { tokenEndpoint }) };
    }

    function signedIn(row: ConnectionRow) {
      return localiqAuthorised(
        http,
        tools.session(async (stored, keep) => createRefresh(await appOf(row), { http, now })(stored, keep)),
      );
    }

    return {
      open(row) {
        const { locationId: gmaid, locationName: name, timezone, allowPersonalDetails = true } = row;
        return createLocaliq({ http: signedIn(row), gmaid, name, timezone, allowPersonalDetails, now });
      },

      async tryOut(row) {
        const { accountEmail = '', locationId: gmaid } = row;
        const { checks, advertiser, problem } = await testConnection(signedIn(row), { gmaid, accountEmail, now });
        const named = advertiser && {
          locationName: advertiser.name,
          isHealthData: advertiser.hipaa,
          // What was allowed for one advertiser is not allowed for another.
          allowPersonalDetails: row.isHealthData === advertiser.hipaa ? (row.allowPersonalDetails ?? !advertiser.hipaa) : !advertiser.hipaa,
        };
        return { checks, found: { timezone: await tools.timezone(), ...named }, ...(problem && { problem }) };
      },

      async signIn(row) {
        const app = await appOf(row);
        const deps = { http, now };
        const answer =
          row.method === 'password'
            ? await signInWithPassword(app, (await takeOnce(vault, system)) ?? '', deps)
            : await signIn(app, { ...deps, launch });
        const choices = answer.choices.map(({ gmaid, name }) => ({ id: gmaid, name }));
        const [only] = choices.length === 1 ? choices : [];
        const { tokens, stateMissing } = answer;
        return {
          tokens,
          stateMissing,
          found: only ? { locationId: only.id, locationName: only.name, choices: [] } : { locationId: '', choices },
        };
      },

      choose: async ({ choices = [] }, id) => ({
        found: { locationId: id, locationName: choices.find((one) => one.id === id)?.name ?? '' },
      }),
    };
  },
};
