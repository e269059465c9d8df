// What differs between the systems when one is connected: how to sign in, how to try it out, how to open it. The rest is connections.ts.

import type { Tokens } from '@/lib/auth/secrets';
import type { Refresh, Session } from '@/lib/auth/session';
import type { Vault } from '@/lib/auth/vault';
import type { ConnectionCheck } from '@/lib/domain/connection-check';
import type { AppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import type { ReadError } from '@/lib/http/error-mapping';
import type { LimitRules } from '@/lib/http/limiter';
import type { ConnectionRow } from '@/lib/store/rows';
import type { System } from '@/lib/systems/system';

interface ConnectorTools {
  vault: Vault;
  /** Epoch ms. */
  now: () => number;
  fetch: typeof globalThis.fetch;
  /** The way to the system without a token; limited and timed. */
  http: Http;
  /** The address that the sign-in returns to. */
  redirectUri: string;
  /** Opens the sign-in page; resolves to the address it ended on. */
  launch: (url: string) => Promise<string | undefined>;
  /** The same without showing anything; rejects where the user would be needed. */
  launchSilently: (url: string) => Promise<string | undefined>;
  /** The session of the stored tokens, renewed by `refresh` and put on record. */
  session: (refresh: Refresh, options?: { renewsSilently?: boolean }) => Session;
  /** IANA zone for days and times that name none. */
  timezone: () => Promise<string>;
}

/** What trying a connection out has found. */
interface TriedOut {
  checks: ConnectionCheck[];
  /** Why nothing works at all. */
  problem?: AppError;
  /** What the row learns from it. */
  found: Partial<ConnectionRow>;
}

/** What a sign-in has found; the tokens are stored before anything else. */
interface SignInFound {
  tokens: Tokens;
  found: Partial<ConnectionRow>;
  /** The server dropped `state`: the user says whether this is the right account. */
  stateMissing: boolean;
}

/** One system's way to be connected. Every function throws AppError and nothing else. */
export interface Connector {
  limits: LimitRules;
  readError: ReadError;
  /** Makes the connector's acts over the tools; `tools.http` obeys `limits` and `readError`. */
  create(tools: ConnectorTools): {
    open(row: ConnectionRow): System;
    tryOut(row: ConnectionRow): Promise<TriedOut>;
    /** In a window, or with what was entered once. Absent where a key is all there is. */
    signIn?(row: ConnectionRow): Promise<SignInFound>;
    /** Narrows the sign-in to one of `row.choices`. */
    choose?(row: ConnectionRow, id: string): Promise<{ tokens?: Tokens; found: Partial<ConnectionRow> }>;
    /** Tells the server to forget the tokens, where it can. */
    revoke?(row: ConnectionRow): Promise<void>;
  };
}
