// What most web applications have in common, for the page rules of the systems: where ids stand behind a word, what surrounds a record.
import type { RecordIdRule } from './page-rules';
import type { RecordKind } from './sighting';

/**
 * Id rules for addresses such as `/client/detail/<id>`, `?clientId=<id>` and `/client/detail?id=<id>`, each also in the hash. An id counts
 * only behind a word for a person, since an account's or a view's id may stand in every address; with at most two words in between, so that
 * a project under a client is not taken for the client. Kinds that come first win. `id` is a pattern with one group.
 */
export function recordIdRules(kinds: readonly [RecordKind, words: string][], id: string): RecordIdRule[] {
  return kinds.flatMap(([kind, words]) => {
    const place = `[/#!](?:${words})(?:[/-][a-z]{1,16}){0,2}`;
    const behind = new RegExp(`${place}[/:=-]${id}`, 'i');
    const named = new RegExp(`[?&](?:${words})[-_]?(?:id|guid|key)?=\\{?${id}`, 'i');
    const plain = new RegExp(`${place}/?\\?(?:[^#]*&)?(?:record)?(?:id|guid|key|selected|open)=\\{?${id}`, 'i');
    return [
      { where: 'path', pattern: behind, kind },
      { where: 'hash', pattern: behind, kind },
      { where: 'query', pattern: named, kind },
      { where: 'query', pattern: plain, kind },
      { where: 'hash', pattern: named, kind },
      { where: 'hash', pattern: plain, kind },
    ];
  });
}

/** Where the firm's own addresses stand: top bar, the signed-in user's card, footer. A header inside the content is none of these. */
export const usualOwnZones =
  '[role=banner],[role=contentinfo],header:not(main *,article *,section *,[role=main] *),footer:not(article *,section *),' +
  '[class*=user-menu i],[class*=usermenu i],[class*=current-user i],[class*=topbar i]';

/** What surrounds a record besides: menus, messages, paths. */
export const usualChrome =
  'nav,[role=navigation],[role=menu],[role=menubar],[role=search],[role=alert],[role=tooltip],' +
  '[class*=navbar i],[class*=breadcrumb i],[class*=toast i]';

/** Where other people's words and other people stand: transcripts, notes, activity, side boxes. */
export const usualAsides =
  'aside,[role=complementary],[role=log],[role=feed],[role=dialog],dialog,blockquote,[contenteditable],' +
  '[class*=transcript i],[class*=chat i],[class*=message i],[class*=comment i],[class*=note i],[class*=activit i],[class*=timeline i],' +
  '[class*=recent i],[class*=related i]';
