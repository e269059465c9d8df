// What nobody outside can know about BQE CORE, or what is known to vary: each a switch, so that both readings can be tried.

/** A type and not an interface, so that it counts as a record of switches. */
export type BqeQuirks = {
  /**
   * Where e-mail and phone are. `nested`: `address` is an object with `communications` inside, part of the model. `list`: `address` is a
   * list of such objects, only with `expand=address`. `split`: `address` without them, and `communications` only with `expand`.
   * `flat`: `address` with an `email`, a `phone` and a `website` of its own. The API Explorer's field list for clients names `address` and no e-mail or phone.
   */
  addressShape: 'nested' | 'list' | 'split' | 'flat';
  /** The same for prospects, whose own fields are not published; '' for that of clients. */
  prospectShape: '' | 'nested' | 'list' | 'split' | 'flat';
  /** Whether a time without zone means UTC, or the zone of `X-UTC-OFFSET` (Pacific where that header is missing). */
  naiveTimes: 'utc' | 'offset';
  /** Error bodies seen in public code: `{ Key, Message }`, `{ errorCode, message }`, one inside `error`, or a plain string. */
  errorShape: 'pascal' | 'camel' | 'nested' | 'text';
  /** Enumerations as numeric text, as some clients met them. */
  enumsAsText: boolean;
  /** More projected fields than this answer 207 with the first of them only; 0 never does. */
  partialAbove: number;
  /** Whether a record by id takes `expand`, or refuses it as it refuses an unknown field. */
  itemExpands: boolean;
  /** Whether `where` reaches into nested fields by dotted names, and knows `like`. The page on filter operators is not readable. */
  nestedWhere: boolean;
  /** A page of a listing that answers 204 although it is not the last; it does so this often. 0: none. */
  emptyPage: number;
  emptyPageTimes: number;
  /** From this page on a listing repeats the page before; 0 never does. One public client guards against it. */
  repeatsFromPage: number;
  /** Whether `orderBy` takes more than one field; the public samples name one. */
  sortsByTwo: boolean;
  /** Whether `COUNT(*)` is understood. */
  counts: boolean;
  /** Whether the authorize page refuses PKCE from an app with a secret. Public code reports both. */
  webRefusesPkce: boolean;
  /** Whether `offline_access` is switched off for the Web app too until support enables it. */
  offlineRefused: boolean;
  /** Whether every refresh gives a new refresh token and ends the old one. */
  rotates: boolean;
  /** Whether the answer to a refresh names `endpoint` again. */
  endpointOnRefresh: boolean;
  /** Whether `endpoint` ends in a slash, as the vendor's samples guard against. */
  endpointSlash: boolean;
  /** What the token answer names as `endpoint`; '' for the usual one. */
  endpoint: string;
  /** Where the API redirects each call to; '' for nowhere. */
  redirectsTo: string;
  /** Whether the ID token repeats the nonce, leaves it out, or has another. */
  nonce: 'repeated' | 'missing' | 'other';
  /** Whether ordinary users may not list employees (403), as public code reports. */
  employeeListForbidden: boolean;
  /** Whether to-dos and notes can be written; no public source shows it. */
  todoWrites: boolean;
  noteWrites: boolean;
  /** Requests per minute, app and user; apps registered before February 2023 differ. */
  requestsPerMinute: number;
};

/** The reading that the sandbox starts with. */
export function createQuirks(): BqeQuirks {
  return {
    addressShape: 'nested',
    prospectShape: '',
    naiveTimes: 'utc',
    errorShape: 'pascal',
    enumsAsText: false,
    partialAbove: 0,
    itemExpands: true,
    nestedWhere: false,
    emptyPage: 0,
    emptyPageTimes: Number.POSITIVE_INFINITY,
    repeatsFromPage: 0,
    sortsByTwo: true,
    counts: true,
    webRefusesPkce: true,
    offlineRefused: false,
    rotates: true,
    endpointOnRefresh: true,
    endpointSlash: false,
    endpoint: '',
    redirectsTo: '',
    nonce: 'repeated',
    employeeListForbidden: true,
    todoWrites: true,
    noteWrites: true,
    requestsPerMinute: 100,
  };
}
