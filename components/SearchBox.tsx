// The search: typing looks in the cache at once and asks HighLevel; arrows reach the hits, Enter opens the first, Escape ends it.
import type { Ref } from 'preact';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

interface SearchBoxProps {
  text: string;
  onType: (text: string) => void;
  /** Enter: open the best hit. */
  onEnter: () => void;
  /** Arrow down: into the list of hits. */
  onDown: () => void;
  ref?: Ref<HTMLInputElement>;
}

/** Searchbox `Search HighLevel`. */
export function SearchBox({ text, onType, onEnter, onDown, ref }: SearchBoxProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') onEnter();
    else if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'Escape' && text) onType('');
    else return;
    event.preventDefault();
  };
  return (
    <search class="search">
      <Icon name="search" />
      <input
        {...(ref && { ref })}
        class="input"
        type="search"
        aria-label="Search HighLevel"
        placeholder="Search HighLevel"
        autoComplete="off"
        spellcheck={false}
        dir="auto"
        value={text}
        onInput={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {text && <IconButton icon="close" name="Clear search" small onClick={() => onType('')} />}
    </search>
  );
}
