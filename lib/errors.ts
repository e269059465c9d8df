// The one kind of error that crosses parts, and the table that says what each code means to a user.
// Decide by `code`, never by text: thrown errors lose their class on the way between contexts, but keep these fields.

/** What went wrong, in our words. Vendor statuses and texts are mapped to these where the answer is read. */
export type ErrorCode =
  | 'offline'
  | 'timeout'
  | 'unreachable'
  | 'unreadable-answer'
  | 'not-connected'
  | 'signed-out'
  | 'missing-scope'
  | 'wrong-account'
  | 'forbidden'
  | 'not-found'
  | 'invalid'
  | 'duplicate'
  | 'outdated'
  | 'rate-limited'
  | 'daily-limit'
  | 'server-error'
  | 'not-stored'
  | 'uncertain'
  | 'unsupported'
  | 'cancelled'
  | 'disk-full'
  | 'unexpected';

export interface ErrorAdvice {
  /** One sentence: what happened. */
  title: string;
  /** One sentence: what the user can do, or that nothing needs doing. */
  todo: string;
  /**
   * What a failed write becomes: tried again later by itself, all writes of the account held until the connection works
   * again, or kept until the user decides.
   */
  then: 'retry' | 'hold' | 'ask';
}

/** Every code has its advice: a code without one does not compile. */
export const advice: Record<ErrorCode, ErrorAdvice> = {
  offline: { title: 'You are offline.', todo: 'Your changes are kept and sent when the connection is back.', then: 'retry' },
  timeout: { title: 'The server took too long to answer.', todo: 'Lockstep tries again by itself.', then: 'retry' },
  unreachable: { title: 'The server could not be reached.', todo: 'Check your connection. Lockstep tries again by itself.', then: 'retry' },
  'unreadable-answer': {
    title: 'The server sent an answer that Lockstep could not read.',
    todo: 'Lockstep tries again by itself. A proxy or sign-in page of your network may be in between.',
    then: 'retry',
  },
  'not-connected': { title: 'HighLevel is not connected.', todo: 'Connect it in Options › Connections.', then: 'hold' },
  'signed-out': {
    title: 'The key is no longer accepted.',
    todo: 'Open Options › Connections and connect again. Nothing that waits is lost.',
    then: 'hold',
  },
  'missing-scope': {
    title: 'The key lacks a permission for this.',
    todo: 'Add the permission named below to the key in HighLevel, then try again.',
    then: 'ask',
  },
  'wrong-account': {
    title: 'The key does not belong to this location.',
    todo: 'Check the Location ID in Options › Connections.',
    then: 'hold',
  },
  forbidden: { title: 'Your user may not do this.', todo: 'Ask your administrator for access, then try again.', then: 'ask' },
  'not-found': {
    title: 'The record no longer exists on the server.',
    todo: 'Discard the change, or create the record again.',
    then: 'ask',
  },
  invalid: { title: 'The server refused a value.', todo: 'Correct the value named below and save again.', then: 'ask' },
  duplicate: { title: 'A contact with this e-mail or phone exists already.', todo: 'Link that contact, or change the value.', then: 'ask' },
  outdated: {
    title: 'The record was changed by somebody else meanwhile.',
    todo: 'Look at the newer values, then save again.',
    then: 'ask',
  },
  'rate-limited': { title: 'The server asked to slow down.', todo: 'Lockstep waits and goes on by itself.', then: 'retry' },
  'daily-limit': { title: 'The daily limit of requests is used up.', todo: 'Lockstep goes on by itself tomorrow.', then: 'retry' },
  'server-error': { title: 'The server has a fault.', todo: 'Lockstep tries again by itself.', then: 'retry' },
  'not-stored': { title: 'The server accepted the change but did not keep it.', todo: 'Check the value in HighLevel.', then: 'ask' },
  uncertain: {
    title: 'Lockstep cannot tell whether this was done.',
    todo: 'Look in HighLevel, then choose Try again or Discard.',
    then: 'ask',
  },
  unsupported: {
    title: 'This system offers no way to do this.',
    todo: 'Do it there by hand, or use the connected app.',
    then: 'ask',
  },
  cancelled: { title: 'The window was closed before it was finished.', todo: 'Start again when you are ready.', then: 'ask' },
  'disk-full': { title: 'The disk is full.', todo: 'Free some space and save again. Your text is still here.', then: 'ask' },
  unexpected: { title: 'Something went wrong in Lockstep.', todo: 'Try again. If it stays, report it.', then: 'ask' },
};

export interface ErrorDetails {
  /** HTTP status, where an answer came. */
  status?: number;
  /** When it may work again, epoch ms (Retry-After, limiter). */
  retryAt?: number;
  /** What the server said or which scope is missing: short, free of secrets and personal data beyond the user's own input. */
  detail?: string;
  /** The id of an existing record, with code `duplicate`. */
  existingId?: string;
  cause?: unknown;
}

/** The error every part throws. `detail` may be shown; `message` is for logs and holds no address query, token or body. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly status?: number;
  readonly retryAt?: number;
  readonly detail?: string;
  readonly existingId?: string;
  /** Which system it is of, where several work together in one job. */
  system?: string;

  constructor(
    readonly code: ErrorCode,
    details: ErrorDetails = {},
  ) {
    super(`${code}${details.status ? ` (${details.status})` : ''}`, { cause: details.cause });
    if (details.status !== undefined) this.status = details.status;
    if (details.retryAt !== undefined) this.retryAt = details.retryAt;
    if (details.detail !== undefined) this.detail = details.detail;
    if (details.existingId !== undefined) this.existingId = details.existingId;
  }
}

/** True for an AppError, also for one that came from another context and lost its class. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error && String(error.code) in advice;
}

/** A failure as it is stored and shown: plain data, no class, no stack. */
export interface Problem {
  code: ErrorCode;
  status?: number;
  detail?: string;
  existingId?: string;
  /** Which system it is of, where several work together in one job. */
  system?: string;
  at: number;
}

/** Turns anything thrown into a Problem. A full disk arrives as an AbortError with an inner QuotaExceededError (Dexie). */
export function toProblem(error: unknown, at: number): Problem {
  if (isAppError(error)) {
    const { code, status, detail, existingId, system } = error;
    const more = { ...(detail && { detail }), ...(existingId && { existingId }), ...(system && { system }) };
    return { code, at, ...(status && { status }), ...more };
  }
  return { code: isDiskFull(error) ? 'disk-full' : 'unexpected', at };
}

/** True when storing failed for want of space, however deep the browser or Dexie wrapped it. */
function isDiskFull(error: unknown): boolean {
  for (let inner: unknown = error; inner instanceof Error; inner = 'inner' in inner ? inner.inner : inner.cause) {
    if (inner.name === 'QuotaExceededError') return true;
  }
  return false;
}
