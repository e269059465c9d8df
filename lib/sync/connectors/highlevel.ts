// Connecting HighLevel: a Private Integration token, or the firm's own OAuth app, whose sign-in may cover several locations.
import { authorised } from '@/lib/auth/authorised';
import { getEntered, getTokens, putTokens, type Tokens } from '@/lib/auth/secrets';
import { createKeySession } from '@/lib/auth/session';
import { AppError } from '@/lib/errors';
import type { ConnectionRow } from '@/lib/store/rows';
import { createHighLevel } from '@/lib/systems/highlevel';
import { chooseLocation, createRefresh, type HighLevelApp, signIn } from '@/lib/systems/highlevel/auth';
import { readHighLevelError } from '@/lib/systems/highlevel/errors';
import { highlevelLimits } from '@/lib/systems/highlevel/limits';
import { testConnection } from '@/lib/systems/highlevel/test-connection';
import type { Connector } from './connector';

const system = 'highlevel';

export const highlevelConnector: Connector = {
  limits: highlevelLimits,
  readError: readHighLevelError,

  create(tools) {
    const { vault, now, fetch, http, launch } = tools;
    const call = { fetch, now, http };

    async function appOf({ clientId, tokenEndpoint }: ConnectionRow): Promise<HighLevelApp> {
      const entered = await getEntered(vault, system);
      if (entered?.method !== 'oauth' || !clientId) throw new AppError('not-connected');
      return { clientId, clientSecret: entered.clientSecret, redirectUri: tools.redirectUri, ...(tokenEndpoint && { tokenEndpoint }) };
    }

    function signedIn(row: ConnectionRow) {
      if (row.method === 'token') return authorised(http, createKeySession({ system, vault }));
      return authorised(
        http,
        tools.session(async (stored, keep) => createRefresh(await appOf(row), call)(stored, keep)),
      );
    }

    return {
      open(row) {
        const { locationId, companyId, timezone, missingScopes = [] } = row;
        return createHighLevel({ http: signedIn(row), locationId, companyId, timezone, missingScopes });
      },

      async tryOut(row) {
        const { checks, missingScopes, location, problem } = await testConnection(signedIn(row), row.locationId);
        const named = location && { companyId: location.companyId, locationName: location.name, timezone: location.timezone };
        return { checks, found: { missingScopes, ...named }, ...(problem && { problem }) };
      },

      async signIn(row) {
        const { tokens, stateMissing, ...found } = await signIn(await appOf(row), { ...call, launch });
        return { tokens, stateMissing, found };
      },

      async choose(row, locationId) {
        const stored = await getTokens(vault, system);
        if (!stored) throw new AppError('signed-out');
        const place = { companyId: row.companyId, locationId };
        const keep = (halfway: Tokens) => putTokens(vault, system, halfway);
        return { tokens: await chooseLocation(await appOf(row), stored, place, { ...call, keep }), found: { locationId } };
      },
      // HighLevel publishes no way to revoke a key or token by API: forgetting it here is all that can be done.
    };
  },
};
