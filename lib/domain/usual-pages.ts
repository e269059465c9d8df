// What most web applications have in common, for the page rules of the systems: where ids stand behind a word, how fields are called, and
// what surrounds a record. Words are loose where the value proves itself (an address, a number) and strict where it cannot (a name).
import type { PageRules, RecordIdRule } from './page-rules';

/**
 * Id rules for addresses such as `/client/detail/<id>`, `?clientId=<id>` and `/client/detail?id=<id>`, each also in the hash. An id counts
 * only behind a word for a person, since an account's or a view's id may stand in every address; with at most two words in between, so that
 * a project under a client is not taken for the client. Kinds that come first win. `id` is a pattern with one group.
 */
export function recordIdRules(kinds: readonly [RecordIdRule['kind'], words: string][], id: string): RecordIdRule[] {
  return kinds.flatMap(([kind, words]) => {
    const place = `[/#!](?:${words})(?:[/-][a-z]{1,16}){0,2}`;
    const behind = new RegExp(`${place}[/:=-]${id}`, 'i');
    const named = new RegExp(
      `(?:[?&](?:${words})[-_]?(?:id|guid|key)?|${place}/?\\?(?:[^#]*&)?(?:record)?(?:id|guid|key|selected|open))=\\{?${id}`,
      'i',
    );
    return [
      { where: 'path', pattern: behind, kind },
      { where: 'hash', pattern: behind, kind },
      { where: 'query', pattern: named, kind },
      { where: 'hash', pattern: named, kind },
    ];
  });
}

/** What holds for both vendors' pages as far as anybody outside knows. */
export const usualPage: Omit<PageRules, 'system' | 'matches' | 'excludeMatches' | 'recordIds' | 'ignoredEmails'> = {
  notRecordPages: [
    /[/#!](?:log-?(?:in|out)|sign-?(?:in|up)|password|(?:account-?)?settings|preferences|profile|account|users?|campaigns?|reports?|dashboards?)(?:[/?#]|$)/,
  ],
  labels: {
    email: /\be-?mail/i,
    phone: /phone|mobile|\bcell\b|\btel\b|^caller/i,
    name: /^(?:(?:client|contact|prospect|lead|customer|caller|full|display|your|primary contact) )?name$/i,
    firstName: /^(?:first|given)(?: name)?$/i,
    lastName: /^(?:last|family)(?: name)?$|^surname$/i,
    company: /^(?:company|organi[sz]ation|firm|business)(?: name)?$/i,
  },
  plainHeadings:
    /^(?:(?:edit|new|add|all|my|view|your|clients?|contacts?|prospects?|leads?|customers?|callers?|people|bqe|core|localiq|reachedge|center|inbox|home|dashboard|details?|overview|general|profile|summary|address|info(?:rmation)?|list|record|card|forms?|calls?|phone|chats?|possible|duplicates?)\b\W*)+$/i,
  otherPeople:
    /\b(?:owner|manager|principal|executive|specialist|employees?|team|staff|agent|support|help|fax|related|emergency|assistant|tracking|dial+ed|target number|(?:assigned|reports|forwarded|routed) to|\w+ed by|sales ?(?:rep|person)|referral|our (?:office|firm)|your (?:number|business|rep)|recent(?:ly)?|other (?:contacts?|clients?|leads?|people)|duplicates?)\b/i,
  asideHeadings:
    /\b(?:transcript|conversation|activity|timeline|notes?|messages?|comments?|history|recordings?|to-?dos?|tasks?|projects?|invoices?)\b/i,
  // A header inside the content is a record's, not the page's.
  ownZones:
    '[role=banner],[role=contentinfo],header:not(main *,article *,section *,[role=main] *),footer:not(article *,section *),[class*=user-menu i],[class*=usermenu i]',
  chrome: 'nav,[role=navigation],[role=alert],[class*=navbar i],[class*=breadcrumb i],[class*=toast i]',
  asides:
    'aside,[role=complementary],[role=log],[role=feed],[role=dialog],dialog,blockquote,[contenteditable],[class*=transcript i],[class*=chat i],[class*=message i],[class*=comment i],[class*=note i],[class*=activit i],[class*=timeline i]',
};
