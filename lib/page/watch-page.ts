// Keeps telling whom the page shows while it changes under our feet: navigation without loading, content that arrives late, tabs put in the
// background. A page that changes person first un-says the one before, and what remains of the old page is never told as the new one.
import type { Sighting } from '@/lib/domain/sighting';
import type { Look, Trace } from './recognise';

/** Quiet after the last change of the page before it is looked at, ms. */
const settle = 40;
/** Looking at a page that never rests: at the latest after this, doubled each time nothing came of it. */
const patience = { first: 200, most: 3200 };
/** Quiet after which marks that stood there before the change of address count as the new page's, ms. */
const trust = { moreChanged: 300, nothingChanged: 2000 };

export interface PageWatch {
  stop(): void;
}

export interface PageWatchDeps {
  view: Window;
  look: (address: string) => Look;
  /** The record that an address names, without a look at the page; undefined for pages that show none. */
  recordAt: (address: string) => RecordOfPage | undefined;
  /** Called when the sighting changes; null takes the one before back. */
  tell: (sighting: Sighting | null) => void;
}

/** Starts watching. The first look happens at once. */
export function watchPage({ view, look, recordAt, tell }: PageWatchDeps): PageWatch {
  const page = view.document;
  const listeners = new AbortController();
  let told: Sighting | null | undefined;
  let toldTraces: Trace[] = [];
  /** Marks of the person before, which may still stand on the page. */
  let remains: Trace[] = [];
  let address = '';
  let changedAt = 0;
  let waiting = patience.first;
  let lookBy = 0;
  let timer = 0;

  const say = (sighting: Sighting | null, traces: Trace[]) => {
    const isNew = told === undefined || !isSame(told, sighting);
    told = sighting;
    toldTraces = traces;
    if (sighting) remains = [];
    if (isNew) {
      waiting = patience.first;
      tell(sighting);
    }
  };

  const unsay = () => {
    if (!told) return;
    remains = toldTraces;
    say(null, []);
  };

  const lookIn = (delay: number) => {
    view.clearTimeout(timer);
    timer = view.setTimeout(lookNow, delay);
  };

  function lookNow(): void {
    lookBy = 0;
    if (page.hidden) return;
    const { sighting, traces } = look(view.location.href);
    if (told && sighting && isSame(told, sighting)) {
      waiting = Math.min(waiting * 2, patience.most);
      toldTraces = traces;
      return;
    }
    // Another tab of the same record, without the person's marks.
    if (told && sighting && isSameRecord(told, sighting) && traces.length === 0) return;
    unsay();
    const left = remains.filter((old) => traces.some(({ element, value }) => element === old.element && value === old.value));
    if (!sighting || left.length === 0) {
      say(sighting, traces);
      return;
    }
    // Marks of the person before: the new page is still on its way, or shows the same person.
    const quiet = performance.now() - changedAt;
    const isOld = left.length === traces.length;
    const enough = isOld ? trust.nothingChanged : trust.moreChanged;
    if (quiet < enough) lookIn(enough - quiet + 1);
    // A new record's id is never told together with marks that may be the old one's.
    else if (isOld && sighting.recordId) say(withoutMarks(sighting), []);
    else say(sighting, traces);
  }

  const changed = () => {
    changedAt = performance.now();
    if (view.location.href !== address) return moved();
    const soon = told ? toldTraces.some(({ element }) => !element.isConnected) : false;
    // Quiet for a moment, but not put off for ever by a page that never rests.
    lookBy ||= changedAt + waiting;
    lookIn(Math.min(soon ? settle / 2 : settle, Math.max(0, lookBy - changedAt)));
  };

  function moved(): void {
    address = view.location.href;
    changedAt = performance.now();
    const record = recordAt(address);
    if (!told || !record || !isSameRecord(told, record)) unsay();
    waiting = patience.first;
    lookIn(settle);
  }

  const observer = new MutationObserver(changed);
  const on = (target: EventTarget | undefined, type: string, listener: (event: Event) => void) =>
    target?.addEventListener(type, listener, { signal: listeners.signal });

  address = view.location.href;
  changedAt = performance.now();
  observer.observe(page, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['href', 'hidden', 'aria-hidden', 'class', 'content', 'open'],
  });
  // A page may also stay at one address from person to person and only add to the history.
  on(navigationOf(view), 'currententrychange', (event) => {
    if (view.location.href !== address || ('navigationType' in event && event.navigationType !== 'replace' && event.navigationType))
      moved();
  });
  on(view, 'popstate', moved);
  on(view, 'hashchange', moved);
  on(page, 'visibilitychange', () => lookIn(0));
  on(page, 'change', () => lookIn(settle));
  on(view, 'pagehide', unsay);
  on(view, 'pageshow', (event) => {
    if ('persisted' in event && event.persisted) lookIn(0);
  });
  lookNow();

  return {
    stop() {
      listeners.abort();
      observer.disconnect();
      view.clearTimeout(timer);
    },
  };
}

function isSame(one: Sighting | null, other: Sighting | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

type RecordOfPage = Pick<Sighting, 'recordId' | 'kind'>;

function isSameRecord(one: RecordOfPage, other: RecordOfPage): boolean {
  return one.recordId !== '' && one.recordId === other.recordId && one.kind === other.kind;
}

function withoutMarks(sighting: Sighting): Sighting {
  return { ...sighting, name: '', company: '', emails: [], phones: [] };
}

function navigationOf(view: Window): EventTarget | undefined {
  return 'navigation' in view && view.navigation instanceof EventTarget ? view.navigation : undefined;
}
