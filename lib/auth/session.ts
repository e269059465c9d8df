// Who we are to a system: hands out an access token and refreshes it, once, whatever asks for it and in how many contexts.
// A refresh reads the stored pair again inside the lock and stores the new pair before its first use.
import { AppError } from '@/lib/errors';
import { getEntered, getTokens, putTokens, removeSecrets, type Tokens } from './secrets';
import type { Vault } from './vault';

export interface Session {
  /** A token to send. Throws AppError `not-connected` or `signed-out`, or why refreshing failed. */
  accessToken(): Promise<string>;
  /** Another token after the server refused this one. Throws AppError `signed-out` where there is none. */
  afterRefusal(refused: string): Promise<string>;
}

/** The part of `navigator.locks` that is needed. Shared by all contexts of the extension; a dead worker's locks are free. */
export interface Locks {
  request<T>(name: string, callback: () => Promise<T>): Promise<T>;
}

/**
 * Asks the server for new tokens. 'refused' means that it will never take this refresh token again, or that there is none and no other way
 * without the user; anything else is thrown. A system that needs two steps stores what it got halfway with `keep`.
 */
export type Refresh = (stored: Tokens, keep: (halfway: Tokens) => Promise<void>) => Promise<Tokens | 'refused'>;

export interface SessionOptions {
  system: string;
  vault: Vault;
  locks: Locks;
  refresh: Refresh;
  /** `refresh` has a way of its own where there is no refresh token (BQE CORE's apps without a secret). */
  renewsSilently?: boolean;
  /** Epoch ms. */
  now: () => number;
}

/** A token is renewed this long before it ends, so that it does not end on its way. */
const aheadMs = 60_000;

/** Makes the session of an OAuth sign-in. */
export function createSession({ system, vault, locks, refresh, now, renewsSilently = false }: SessionOptions): Session {
  async function read(): Promise<Tokens> {
    const tokens = await getTokens(vault, system);
    if (!tokens) throw new AppError('not-connected');
    if (tokens.refusedAt !== undefined) throw new AppError('signed-out');
    return tokens;
  }

  const isFresh = (tokens: Tokens) => tokens.expiresAt - now() > aheadMs;

  /** `isStale` decides inside the lock whether somebody else has done it meanwhile. */
  function renew(isStale: (tokens: Tokens) => boolean): Promise<Tokens> {
    return locks.request(lockName(system), async () => {
      const stored = await read();
      if (!isStale(stored)) return stored;
      if (!stored.refreshToken && !stored.parent && !renewsSilently) return refused(stored);

      let latest = stored;
      const answer = await refresh(stored, async (halfway) => {
        await putTokens(vault, system, halfway);
        latest = halfway;
      });
      if (answer === 'refused') return refused(latest);
      await putTokens(vault, system, answer);
      return answer;
    });
  }

  /** The sign-in is over, unless a newer one took its place while we asked. */
  async function refused(tried: Tokens): Promise<Tokens> {
    const stored = await getTokens(vault, system);
    if (stored && stored.refusedAt === undefined && stored.accessToken !== tried.accessToken) return stored;
    if (stored) await putTokens(vault, system, { ...stored, refusedAt: now() });
    throw new AppError('signed-out');
  }

  return {
    async accessToken() {
      const tokens = await read();
      if (isFresh(tokens)) return tokens.accessToken;
      try {
        return (await renew((stored) => !isFresh(stored))).accessToken;
      } catch (error) {
        // Renewing early is a courtesy: while the old token still counts, a failure to renew it is no failure.
        const stored = await getTokens(vault, system);
        if (stored && stored.refusedAt === undefined && stored.expiresAt > now()) return stored.accessToken;
        throw error;
      }
    },

    async afterRefusal(token) {
      return (await renew((stored) => stored.accessToken === token)).accessToken;
    },
  };
}

/** Stores the tokens of a fresh sign-in. The lock is held for the write alone, never while the user signs in. */
export function adoptTokens({ system, vault, locks }: Pick<SessionOptions, 'system' | 'vault' | 'locks'>, tokens: Tokens): Promise<void> {
  return locks.request(lockName(system), () => putTokens(vault, system, tokens));
}

/** Forgets all secrets of a system, after a renewal that is under way: that would put its tokens back. */
export function forgetSecrets({ system, vault, locks }: Pick<SessionOptions, 'system' | 'vault' | 'locks'>): Promise<void> {
  return locks.request(lockName(system), () => removeSecrets(vault, system));
}

const lockName = (system: string) => `lockstep:tokens:${system}`;

/** Makes the session of a key that the user pasted: it never changes by itself. */
export function createKeySession({ system, vault }: Pick<SessionOptions, 'system' | 'vault'>): Session {
  return {
    async accessToken() {
      const entered = await getEntered(vault, system);
      if (entered?.method !== 'token' || !entered.token) throw new AppError('not-connected');
      return entered.token;
    },
    async afterRefusal() {
      throw new AppError('signed-out');
    },
  };
}
