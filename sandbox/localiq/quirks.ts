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
  /** Whether a form's own fields are an object (the published page) or a list of names and values (older text). */
  extraFieldsAs: 'object' | 'list';
  /** Whether the tracking number's key is spelled as in the samples, or as in the field table. */
  dialedSpelling: 'dialed_number' | 'dialed_umber';
  /** Whether times say their zone, as in all samples. */
  timesWithZone: boolean;
  /** Whether contacts have the four published statuses, or words of the newer web app. */
  statuses: 'published' | 'newer';
  /** A page that is answered without rows although more follow; 0 for none. */
  emptyPage: number;
  /** A page that is answered with the rows of the one before it; 0 for none. */
  repeatedPage: number;
  /** Whether the count of pages is said; the docs' envelope has it. */
  saysTotalPages: boolean;
  /** Where the next page is said to be: the docs show an absolute address on the API's own host. */
  nextPageHost: string;
  /** Token answers as documented, or with 201 and keys in camelCase. */
  tokenAnswer: 'documented' | 'created-camel-case';
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
    extraFieldsAs: 'object',
    dialedSpelling: 'dialed_number',
    timesWithZone: true,
    statuses: 'published',
    emptyPage: 0,
    repeatedPage: 0,
    saysTotalPages: true,
    nextPageHost: 'api.localiqservices.com',
    tokenAnswer: 'documented',
    requestsPerSecond: 20,
  };
}
