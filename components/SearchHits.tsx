// What the search found. "No match" is said only after the server answered; until then, what is not in the cache is being looked for.
import type { RefObject } from 'preact';
import { advice } from '@/lib/errors';
import { PersonRow } from './PersonRow';
import type { PanelActions, SearchResults } from './panel-props';

interface SearchHitsProps {
  /** The text in the box, which may be ahead of the results. */
  text: string;
  results: SearchResults | undefined;
  onOpen: PanelActions['openContact'];
  listRef: RefObject<HTMLUListElement | null>;
}

/** Arrow keys move between the hits. */
export function SearchHits({ text, results, onOpen, listRef }: SearchHitsProps) {
  const isCurrent = results?.text.trim() === text.trim();
  const hits = results?.hits ?? [];
  const onKeyDown = (event: KeyboardEvent) => {
    const all = Array.from(listRef.current?.querySelectorAll('button') ?? []);
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const next = event.key === 'ArrowDown' ? all[at + 1] : event.key === 'ArrowUp' ? all[at - 1] : undefined;
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <section class="section" aria-label="Search results">
      {hits.length > 0 && (
        <ul class="items people" ref={listRef} onKeyDown={onKeyDown}>
          {hits.slice(0, 50).map((person) => (
            <PersonRow key={person.uid} person={person} onOpen={onOpen} />
          ))}
        </ul>
      )}
      <p class="empty" aria-live="polite">
        {stateText(isCurrent ? results : undefined, hits.length)}
      </p>
    </section>
  );
}

function stateText(results: SearchResults | undefined, count: number): string {
  if (!results) return 'Searching…';
  if (results.problem) {
    return `${count ? 'From the cache only' : 'Not in the cache'}: HighLevel could not be asked. ${advice[results.problem.code].title}`;
  }
  if (!results.answered) return count ? 'Looking in HighLevel for more…' : 'Not in the cache. Looking in HighLevel…';
  return count ? `${count} ${count === 1 ? 'person' : 'people'}` : 'No match in HighLevel for this search.';
}
