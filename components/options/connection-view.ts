// What the Options page shows of a connection: the stored row without what only the worker needs, and what may be done with it.
import { type AccountId, accountId } from '@/lib/domain/account';
import type { ConnectionCheck } from '@/lib/domain/connection-check';
import type { Problem } from '@/lib/errors';
import type { HighLevelEntry } from './highlevel-entry';

/** What every connection has. */
export interface ConnectionState {
  /** Known once a sign-in proved it. */
  account?: string;
  method: string;
  state: 'checking' | 'connected' | 'action-needed';
  problem?: Problem;
  checks: ConnectionCheck[];
  choices?: { id: string; name: string }[];
  /** The sign-in's answer came without proof that it was asked for here: the user says whether the account is right. */
  unconfirmed?: boolean;
  /** When what connects was entered, epoch ms. */
  keySetAt: number;
  testedAt?: number;
}

export interface ConnectionView extends ConnectionState {
  account?: AccountId;
  method: 'token' | 'oauth';
  locationId: string;
  locationName: string;
  timezone: string;
  clientId?: string;
  tokenEndpoint?: string;
  userId?: string;
  iAm?: string;
}

/** How far reading all contacts has come. */
export interface IndexProgressView {
  state: 'running' | 'done' | 'paused';
  done: number;
  total?: number;
  finishedAt?: number;
  problem?: Problem;
}

/** What the HighLevel region can ask for. Outcomes arrive as new props; only what could not even begin is answered. */
export interface HighLevelActions {
  connect(entry: HighLevelEntry): Promise<Problem | undefined>;
  test(): Promise<Problem | undefined>;
  disconnect(): Promise<Problem | undefined>;
  chooseLocation(locationId: string): Promise<Problem | undefined>;
  confirmAccount(): Promise<Problem | undefined>;
  /** Back to the key or sign-in that was there before the last Connect. */
  goBack(): Promise<Problem | undefined>;
  /** '' for everybody. */
  setIAm(userId: string): Promise<Problem | undefined>;
  setIndexing(run: boolean): Promise<Problem | undefined>;
  /** Called within the click; asks the browser for what is missing. */
  allowAccess(): Promise<Problem | undefined>;
  copy(text: string): Promise<void>;
}

/** True while the account that was proven is the one that the row speaks of; before that its name and user may be those of another. */
export function isProven({ account, locationId }: ConnectionView): boolean {
  return account !== undefined && account === accountId('highlevel', locationId);
}
