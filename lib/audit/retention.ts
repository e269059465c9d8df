// How long the log keeps what. Stated in Options › Activity and in docs/privacy.md; both say these numbers.

/** Entries: who, what, when and why, without what any record says. */
export const entryDays = 730;
/** Names, and values before and after a write. */
export const valueDays = 180;
/** How often each endpoint was read, per day. */
export const readCountDays = 730;

export const dayMs = 24 * 60 * 60_000;
