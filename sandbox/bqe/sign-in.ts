// Who may sign in to BQE CORE here, with which apps, and the codes and tokens that were given out.
import type { World } from '../core/service';

export interface App {
  clientId: string;
  /** Only a Web app has one. */
  clientSecret?: string;
  type: 'web' | 'native' | 'javascript';
  /** Text must match exactly; a pattern stands for "whatever the portal would have on file". */
  redirectUris: (string | RegExp)[];
}

interface User {
  /** Subject of the identity; not the employee id. */
  sub: string;
  email: string;
  password: string;
  firstName: string;
  lastName: string;
  phone: string;
  /** Employee id per company id: what `user_id` says in the answer of userinfo. */
  employeeIds: Record<string, string>;
}

/** What a user allowed an app to do in one company. */
export interface Grant {
  clientId: string;
  sub: string;
  companyId: string;
  scopes: string[];
}

interface Code extends Grant {
  redirectUri: string;
  challenge: string | null;
  nonce: string | null;
  expiresAt: number;
}

export interface AccessToken extends Grant {
  expiresAt: number;
}

export interface SignIn {
  apps: App[];
  users: User[];
  /** True: the authorize page sends the browser back with a code at once, as the first user in the first company. */
  autoApprove: boolean;
  /** Cookie value → subject of who signed in. */
  sessions: Map<string, string>;
  /** `sub client-id` → company id that was allowed last: what `prompt=none` needs. */
  consents: Map<string, string>;
  codes: Map<string, Code>;
  accessTokens: Map<string, AccessToken>;
  refreshTokens: Map<string, Grant>;
  /** Error id → what /idp/home/error shows. */
  errors: Map<string, string>;
  /** Seconds an access token lives. */
  lifetimeSeconds: number;
  /** Gives out an access token (and, with `offline_access`, a refresh token) without any page. */
  issueToken: (grant: Grant) => { accessToken: string; refreshToken: string | null };
  /** Takes back every access token, as if each had expired. */
  expireTokens: () => void;
}

/** The Web app that a firm would register: with a secret, so with refresh tokens. */
export const WEB_APP = {
  clientId: 'lockstep-web.apps.bqe.com',
  clientSecret: 'sandbox-bqe-web-secret',
  type: 'web',
  redirectUris: [/^https:\/\/[a-p]{32}\.chromiumapp\.org\/bqe$/, 'https://lockstep.example.com/bqe'],
} satisfies App;

/** The secret-less app: PKCE and no refresh token. */
export const NATIVE_APP = {
  clientId: 'lockstep-native.apps.bqe.com',
  type: 'native',
  redirectUris: [/^https:\/\/[a-p]{32}\.chromiumapp\.org\/bqe$/, 'https://lockstep.example.com/bqe'],
} satisfies App;

export function createSignIn(world: World): SignIn {
  const signIn: SignIn = {
    apps: [WEB_APP, NATIVE_APP].map((app) => ({ ...app, redirectUris: [...app.redirectUris] })),
    users: [],
    autoApprove: false,
    sessions: new Map(),
    consents: new Map(),
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    errors: new Map(),
    lifetimeSeconds: 3600,
    issueToken(grant) {
      const accessToken = longToken(world, grant);
      signIn.accessTokens.set(accessToken, { ...grant, expiresAt: world.now() + signIn.lifetimeSeconds * 1000 });
      const refreshToken = grant.scopes.includes('offline_access') ? world.random.id(64) : null;
      if (refreshToken) signIn.refreshTokens.set(refreshToken, grant);
      return { accessToken, refreshToken };
    },
    expireTokens() {
      signIn.accessTokens.clear();
    },
  };
  return signIn;
}

/** Looks like the JWT of about 1.5 kB that the vendor's access tokens are; opaque to whoever carries it. */
function longToken(world: World, grant: Grant): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = {
    client_id: grant.clientId,
    sub: grant.sub,
    scope: grant.scopes,
    iat: Math.floor(world.now() / 1000),
    pad: world.random.id(600),
  };
  return `${encode({ alg: 'RS256', typ: 'at+jwt', kid: 'sandbox' })}.${encode(payload)}.${world.random.id(342)}`;
}
