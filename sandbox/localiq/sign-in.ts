// Who may sign in to LocaliQ here, with which app, and the codes and tokens that were given out.
import type { World } from '../core/service';

export interface App {
  clientId: string;
  clientSecret: string;
  /** Text must match exactly; a pattern stands for "whatever was registered with the app". */
  redirectUris: (string | RegExp)[];
}

interface User {
  email: string;
  password: string;
  name: string;
  buid: number;
  businessId: number;
}

export interface Grant {
  clientId: string;
  email: string;
}

export interface SignIn {
  apps: App[];
  users: User[];
  /** True: the authorize page sends the browser back with a code at once, as the first user. */
  autoApprove: boolean;
  sessions: Map<string, string>;
  codes: Map<string, Grant & { redirectUri: string; expiresAt: number }>;
  accessTokens: Map<string, Grant & { expiresAt: number }>;
  refreshTokens: Map<string, Grant>;
  /** Seconds an access token lives. LocaliQ API docs, authentication. */
  lifetimeSeconds: number;
  /** Gives out a pair of tokens without any page. */
  issueToken: (grant: Grant) => { accessToken: string; refreshToken: string };
  /** Takes back every access token, as if each had expired. */
  expireTokens: () => void;
}

/** The app whose id and secret the account team would send to the firm by e-mail. */
export const LOCALIQ_APP = {
  clientId: 'sandbox-localiq-client',
  clientSecret: 'sandbox-localiq-secret',
  redirectUris: [/^https:\/\/[a-p]{32}\.chromiumapp\.org\/localiq$/, 'https://lockstep.example.com/localiq'],
} satisfies App;

export function createSignIn(world: World): SignIn {
  const signIn: SignIn = {
    apps: [{ ...LOCALIQ_APP, redirectUris: [...LOCALIQ_APP.redirectUris] }],
    users: [],
    autoApprove: false,
    sessions: new Map(),
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    lifetimeSeconds: 7200,
    issueToken(grant) {
      const accessToken = world.random.id(43);
      const refreshToken = world.random.id(43);
      signIn.accessTokens.set(accessToken, { ...grant, expiresAt: world.now() + signIn.lifetimeSeconds * 1000 });
      signIn.refreshTokens.set(refreshToken, grant);
      return { accessToken, refreshToken };
    },
    expireTokens() {
      signIn.accessTokens.clear();
    },
  };
  return signIn;
}
