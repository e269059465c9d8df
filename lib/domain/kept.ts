// A record as the panel shows it: the value with every waiting change on top, and how far the last change has come.
import type { Problem } from '@/lib/errors';

/** saved: as the server has it · waiting: kept here, to be sent · sending: on its way · blocked: waits for the user. */
export type KeptState = 'saved' | 'waiting' | 'sending' | 'blocked';

export interface Kept<T> {
  uid: string;
  /** The id on the server; undefined until its create was answered. */
  remoteId?: string;
  value: T;
  state: KeptState;
  /** Why it waits or is blocked. */
  problem?: Problem;
  /** Fields that the server accepted but did not keep, as the user entered them. */
  unstored?: Record<string, unknown>;
  /** When the server last said so, epoch ms; 0 for never. */
  seenAt: number;
}
