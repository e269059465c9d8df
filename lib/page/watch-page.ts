// Keeps telling whom the page shows while it changes under our feet: navigation without loading, content that arrives late, tabs put in the
// background. A page that changes person first un-says the one before, and what remains of the old page is never told as the new one.
import { marksOf, type Sighting } from '@/lib/domain/sighting';
import type { Look } from './recognise';

/** A page is looked at after this rest since its last change; one that never rests, every `patience`. All in ms. */
const rest = 40;
const patience = 250;
/** How long after un-saying a page is doubted whose marks are partly, or all, the ones told before. */
const doubtSome = 300;
const doubtAll = 2000;

type RecordOfPage = Pick<Sighting, 'recordId' | 'kind'>;

export interface PageWatchDeps {
  view: Window;
  look: (address: string) => Look;
  /** The record that an address names, without a look at the page; undefined for pages that show none. */
  recordAt: (address: string) => RecordOfPage | undefined;
  /** Called when the sighting changes; null takes the one before back. */
  tell: (sighting: Sighting | null) => void;
  /** Ends the watch. */
  signal: AbortSignal;
}

/** Watches until `signal` is aborted. The first look happens at once. */
export function watchPage({ view, look, recordAt, tell, signal }: PageWatchDeps): void {
  const page = view.document;
  let address = view.location.href;
  let told: Sighting | null | undefined;
  /** The last person taken back of whom any marks were told. */
  let unsaid: Sighting | null = null;
  let unsaidAt = 0;
  let lookBy = 0;
  let timer = 0;
  /** What each element was told to say, and of which record: it may still stand there under the next address. */
  const toldOf = new WeakMap<Element, { value: string; recordId: string }>();

  const say = (sighting: Sighting | null) => {
    const isNews = JSON.stringify(told) !== JSON.stringify(sighting);
    told = sighting;
    if (isNews) tell(sighting);
  };
  const unsay = () => {
    if (told) {
      if (marksOf(told).length > 0) unsaid = told;
      unsaidAt = performance.now();
    }
    say(null);
  };
  const lookIn = (delay: number) => {
    view.clearTimeout(timer);
    timer = view.setTimeout(lookNow, delay);
  };

  function lookNow(): void {
    lookBy = 0;
    if (page.hidden || signal.aborted) return;
    let seen: Look | undefined;
    try {
      seen = look(address);
    } catch {
      // A form with a field called `contains` has no such function: nobody is better than who was there before.
    }
    if (!seen?.sighting) {
      unsay();
      return;
    }
    const { sighting, traces } = seen;
    const { recordId } = sighting;
    // Another tab of the same record, which does not show the person's marks.
    if (isSameRecord(told, sighting) && traces.length === 0) return;

    // What was told before: for good where it never moved, for a while where it was drawn again.
    const doubtful = unsaidAt + doubtAll - performance.now();
    const old = traces.filter(({ element, value }) => {
      const before = toldOf.get(element);
      return before?.value === value
        ? before.recordId !== recordId || !recordId
        : doubtful > 0 && !isSameRecord(unsaid, sighting) && marksOf(unsaid).includes(value);
    });
    // A record's id is never told together with marks that were another's.
    const next = recordId
      ? without(
          sighting,
          old.map(({ value }) => value),
        )
      : sighting;
    if (recordId && old.length > 0 && doubtful > 0) lookIn(doubtful);

    if (JSON.stringify(told) !== JSON.stringify(next) && !isMoreOf(told, next)) {
      if (told) unsay();
      const isAll = old.length === traces.length;
      const isDoubted = recordId ? isSameRecord(unsaid, sighting) : old.length > 0;
      const left = isDoubted ? unsaidAt + (isAll && !recordId ? doubtAll : doubtSome) - performance.now() : 0;
      if (left > 0) {
        lookIn(left);
        return;
      }
    }
    for (const trace of traces) if (!recordId || !old.includes(trace)) toldOf.set(trace.element, { value: trace.value, recordId });
    say(next);
  }

  const moved = () => {
    address = view.location.href;
    if (!isSameRecord(told, recordAt(address))) unsay();
    lookIn(rest);
  };
  const changed = () => {
    if (view.location.href !== address) moved();
    const now = performance.now();
    lookBy ||= now + patience;
    lookIn(Math.max(0, Math.min(rest, lookBy - now)));
  };
  const on = (target: EventTarget, types: string, listener: (event: Event) => void) => {
    for (const type of types.split(' ')) target.addEventListener(type, listener, { signal });
  };

  const observer = new MutationObserver(changed);
  observer.observe(page, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['href', 'hidden', 'aria-hidden', 'class', 'content', 'open'],
  });
  signal.addEventListener('abort', () => observer.disconnect());
  on(view, 'popstate hashchange', moved);
  on(view, 'pagehide', unsay);
  on(view, 'pageshow', changed);
  on(page, 'visibilitychange change', changed);
  // A page may also go from person to person under one address and only add to the history.
  const { navigation } = view as { navigation?: EventTarget };
  if (navigation) {
    on(navigation, 'currententrychange', (event) => {
      if ('navigationType' in event && event.navigationType !== 'replace') moved();
      else changed();
    });
  }
  lookNow();
  if (!told) say(null);
}

/** Addresses with the same id show the same record. */
function isSameRecord(one: RecordOfPage | null | undefined, other: RecordOfPage | undefined): boolean {
  return Boolean(one?.recordId) && one?.recordId === other?.recordId && one?.kind === other?.kind;
}

/** True when the later sighting only adds to the earlier one, as a page does whose parts arrive one by one. */
function isMoreOf(before: Sighting | null | undefined, after: Sighting): boolean {
  const all = ['', after.name, ...marksOf(after)];
  return before?.recordId === after.recordId && [before.name, ...marksOf(before)].every((value) => all.includes(value));
}

/** Without marks that are not its own; without a name too, where no other marks are left to vouch for it. */
function without(sighting: Sighting, values: string[]): Sighting {
  const own = (marks: string[]) => marks.filter((value) => !values.includes(value));
  const next = { ...sighting, emails: own(sighting.emails), phones: own(sighting.phones) };
  return values.length > 0 && marksOf(next).length === 0 ? { ...next, name: '', company: '' } : next;
}
