// Connecting BQE CORE: the firm's own app, with a secret and refresh tokens or without, renewed silently. What the documents leave open is
// found out by trying and kept in the row as the connection's profile.
import { authorised } from '@/lib/auth/authorised';
import { getEntered, getTokens } from '@/lib/auth/secrets';
import { AppError } from '@/lib/errors';
import type { ConnectionRow } from '@/lib/store/rows';
import { createBqe } from '@/lib/systems/bqe';
import { type BqeApp, createRefresh, revoke, signIn } from '@/lib/systems/bqe/auth';
import { usualEndpoint } from '@/lib/systems/bqe/endpoint';
import { readBqeError } from '@/lib/systems/bqe/errors';
import { writableKinds } from '@/lib/systems/bqe/kinds';
import { bqeLimits } from '@/lib/systems/bqe/limits';
import { readProfile } from '@/lib/systems/bqe/profile';
import { testConnection } from '@/lib/systems/bqe/test-connection';
import type { Connector } from './connector';

const system = 'bqe';

export const bqeConnector: Connector = {
  limits: bqeLimits,
  readError: readBqeError,

  create(tools) {
    const { vault, now, fetch, http, launch, launchSilently } = tools;
    const endpoint = async () => (await getTokens(vault, system))?.endpoint ?? usualEndpoint;

    async function appOf(row: ConnectionRow): Promise<BqeApp> {
      const entered = await getEntered(vault, system);
      if (!row.clientId || entered?.method !== 'oauth') throw new AppError('not-connected');
      const type = row.method === 'public' ? 'secretless' : 'web';
      const { tokenEndpoint } = row;
      return {
        type,
        clientId: row.clientId,
        clientSecret: entered.clientSecret,
        redirectUri: tools.redirectUri,
        ...(tokenEndpoint && { tokenEndpoint }),
      };
    }

    function signedIn(row: ConnectionRow) {
      const expected = async () => ({ userId: row.userId ?? '', companyId: row.companyId });
      const deps = { http, fetch, now, launchSilently, expected };
      const refresh = async (...given: Parameters<ReturnType<typeof createRefresh>>) => createRefresh(await appOf(row), deps)(...given);
      return authorised(http, tools.session(refresh, { renewsSilently: row.method === 'public' }));
    }

    return {
      open(row) {
        const { companyId, timezone, userId = '', missingScopes = [] } = row;
        return createBqe({
          http: signedIn(row),
          endpoint,
          profile: readProfile(row.profile),
          userId,
          companyId,
          timezone,
          missing: missingScopes,
          now,
        });
      },

      async tryOut(row) {
        const timezone = await tools.timezone();
        const { checks, missing, profile, user, problem } = await testConnection({ http: signedIn(row), endpoint, timezone, now });
        const who = user?.userId && { userId: user.userId };
        const found = { missingScopes: missing, creates: writableKinds(missing), timezone, ...(profile && { profile }), ...who };
        return { checks, found, ...(problem && { problem }) };
      },

      async signIn(row) {
        const { tokens, stateMissing, userId, companyId, companyName } = await signIn(await appOf(row), { fetch, now, http, launch });
        return { tokens, stateMissing, found: { userId, companyId, locationId: companyId, locationName: companyName } };
      },

      async revoke(row) {
        const tokens = await getTokens(vault, system);
        if (tokens) await revoke(await appOf(row), tokens, http);
      },
    };
  },
};
