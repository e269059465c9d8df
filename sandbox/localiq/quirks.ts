// What the LocaliQ API docs leave open or contradict themselves on: each a switch, so that both readings can be tried.

/** A type and not an interface, so that it counts as a record of switches. */
export type LocaliqQuirks = {
  /** Which `Authorization` header is taken: the docs show the bare token for /crm and `Bearer` everywhere else. */
  authorization: 'both' | 'bearer' | 'bare';
  /** Rows per page; the docs name no size. */
  pageSize: number;
  /** Minutes east of UTC of the day that the date filters mean; the docs name no zone. */
  filterOffsetMinutes: number;
  /** Whether `state` comes back from the authorize page; no example in the docs sends one. */
  dropsState: boolean;
  /** Call durations as `mm:ss` text (all samples) or whole seconds (the field table). */
  durationAsText: boolean;
  /** Whether the misspelt `occured_at` of the docs is right, or what they meant. */
  occurredSpelling: 'occured_at' | 'occurred_at';
  /** Whether empty values are left out, as the docs say, or sent as empty texts, as they do in some samples. */
  empties: 'mixed' | 'omitted' | 'text' | 'null';
  /** Requests per second and login. LocaliQ API docs, rate limits. */
  requestsPerSecond: number;
};

/** The reading that the sandbox starts with. */
export function createQuirks(): LocaliqQuirks {
  return {
    authorization: 'both',
    pageSize: 100,
    filterOffsetMinutes: 0,
    dropsState: false,
    durationAsText: true,
    occurredSpelling: 'occured_at',
    empties: 'mixed',
    requestsPerSecond: 20,
  };
}
