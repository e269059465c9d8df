// The side panel: a view of what it is given. From top to bottom the way to other people, what hinders, who and what, how things stand.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Banners } from './Banners';
import { ContactPanel } from './ContactPanel';
import { IconButton } from './IconButton';
import { loadLater } from './later';
import { DecisionQueue, MyDay, NoMatch, NotConnected, SearchHits, SeveralMatches, UndoBar } from './later-parts';
import { PanelSkeleton } from './PanelSkeleton';
import type { PanelProps, PanelView } from './panel-props';
import { SearchBox } from './SearchBox';
import { StatusLine } from './StatusLine';

/** The one component that the wiring renders. */
export function Panel({ view, status, actions, search, asked, sync, decide }: PanelProps) {
  const hits = useRef<HTMLUListElement>(null);
  const subject = subjectOf(view);
  // A search belongs to what was on screen: another page's person ends it.
  const [searched, setSearched] = useState({ subject, text: '' });
  const text = searched.subject === subject ? searched.text : '';
  const main = useFocusOnHeading(subject);
  const [deciding, setDeciding] = useState(false);
  const { queue, decisions = [] } = status;
  const isDeciding = deciding && decide !== undefined;

  // After the first paint, so that no click has to wait for a file.
  useEffect(() => {
    const timer = setTimeout(() => void loadLater().catch(console.error), 200);
    return () => clearTimeout(timer);
  }, []);

  const type = (next: string) => {
    setSearched({ subject, text: next });
    void actions.search(next).catch(console.error);
  };
  const taken = useRef(0);
  useEffect(() => {
    if (!asked || asked.id === taken.current || view.kind === 'starting') return;
    taken.current = asked.id;
    type(asked.text);
  });
  const open = async (uid: string) => {
    await actions.openContact(uid);
    type('');
  };
  const best = search?.text.trim() === text.trim() ? search.hits[0] : undefined;
  const searchBox = (
    <SearchBox
      text={text}
      onType={type}
      onEnter={() => best && void open(best.uid).catch(console.error)}
      onDown={() => hits.current?.querySelector('button')?.focus()}
    />
  );
  const isSearching = text.trim() !== '';
  const results = isSearching && <SearchHits text={text} results={search} onOpen={open} listRef={hits} />;
  const hasTopBar = view.kind !== 'not-connected' && view.kind !== 'no-match' && !isDeciding;

  return (
    <div class="panel">
      {hasTopBar && (
        <div class="top-bar">
          {view.kind === 'contact' && view.canGoBack && (
            <IconButton icon="back" name="Back" onClick={() => void actions.back().catch(console.error)} />
          )}
          {searchBox}
        </div>
      )}
      <main class="panel-main" ref={main}>
        <Banners status={status} actions={actions} />
        {hasTopBar && isSearching && <h1 class="hidden-text">Search</h1>}
        {hasTopBar && results}
        {isDeciding && (
          <DecisionQueue
            sync={decide}
            {...{ decisions, actions }}
            timezone={'timezone' in view ? view.timezone : ''}
            drafts={'drafts' in view ? view.drafts : {}}
            onClose={() => setDeciding(false)}
          />
        )}
        {/* Hidden, not gone: what is typed in a form survives a search. */}
        <div hidden={isDeciding || (hasTopBar && isSearching)}>
          {view.kind === 'starting' && <PanelSkeleton />}
          {view.kind === 'not-connected' && <NotConnected actions={actions} />}
          {view.kind === 'nothing' && <MyDay view={view} queue={queue} actions={actions} />}
          {view.kind === 'several' && <SeveralMatches view={view} actions={actions} />}
          {view.kind === 'no-match' && (
            <NoMatch key={subject} view={view} offline={status.offline} actions={actions} sync={sync}>
              {searchBox}
              {results}
            </NoMatch>
          )}
          {view.kind === 'contact' && <ContactPanel key={subject} {...{ view, queue, decisions, actions, sync, decide }} />}
        </div>
      </main>
      {view.kind !== 'starting' && view.kind !== 'not-connected' && (
        <footer class="panel-foot">
          <UndoBar undo={status.undo} actions={actions} />
          <StatusLine status={status} actions={actions} onDecide={decide && (() => setDeciding(true))} />
        </footer>
      )}
    </div>
  );
}

/** Changes when the panel turns to somebody or something else, and only then. */
function subjectOf(view: PanelView): string {
  if (view.kind === 'contact') return `contact ${view.contact.uid}`;
  if (view.kind !== 'no-match') return view.kind;
  const { recordId, name, emails, phones } = view.sighting;
  return ['no-match', recordId, name, ...emails, ...phones].join(' ');
}

/** When a click made its own place go away, the keyboard goes to the new heading. Nobody's focus is taken otherwise. */
function useFocusOnHeading(subject: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(subject);
  useLayoutEffect(() => {
    if (before.current === subject) return;
    const isOpening = before.current === 'starting';
    before.current = subject;
    if (isOpening) return;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost && document.hasFocus()) main.current?.querySelector('h1')?.focus({ preventScroll: true });
    document.documentElement.scrollTop = 0;
  }, [subject]);
  return main;
}
