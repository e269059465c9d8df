// The contact's tags: each can be taken off, new ones are typed with the known ones offered.
import { useId, useState } from 'preact/hooks';
import { FormProblem } from './FormProblem';
import { Icon } from './Icon';
import type { PanelActions } from './panel-props';
import { useKeptFocus } from './use-kept-focus';
import { useSubmit } from './use-submit';

interface TagEditorProps {
  contactUid: string;
  tags: string[];
  known: string[];
  actions: Pick<PanelActions, 'addTags' | 'removeTags'>;
}

/** List `Tags` and field `Add tag`. Several at once are parted by commas. */
export function TagEditor({ contactUid, tags, known, actions }: TagEditorProps) {
  const id = useId();
  const [text, setText] = useState('');
  const { problem, run } = useSubmit();
  const box = useKeptFocus<HTMLDivElement>();
  const add = async (event: Event) => {
    event.preventDefault();
    const wanted = text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag && !tags.includes(tag));
    if (wanted.length === 0 || (await run(() => actions.addTags(contactUid, [...new Set(wanted)])))) setText('');
  };
  return (
    <div class="tags" ref={box}>
      <h3 id={`${id}-title`}>Tags</h3>
      {tags.length > 0 && (
        <ul class="tag-list" aria-labelledby={`${id}-title`}>
          {tags.map((tag) => (
            <Tag key={tag} tag={tag} onRemove={() => actions.removeTags(contactUid, [tag])} />
          ))}
        </ul>
      )}
      <form class="tag-form" onSubmit={(event) => void add(event)}>
        <input
          class="input"
          aria-label="Add tag"
          placeholder="Add tag"
          list={`${id}-known`}
          autoComplete="off"
          dir="auto"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <datalist id={`${id}-known`}>
          {known
            .filter((tag) => !tags.includes(tag))
            .slice(0, 500)
            .map((tag) => (
              <option key={tag} value={tag} />
            ))}
        </datalist>
        {text.trim() && (
          <button type="submit" class="button">
            Add
          </button>
        )}
      </form>
      <FormProblem problem={problem} />
    </div>
  );
}

/** One tag. Each is taken off for itself, whatever is being done with the others. */
function Tag({ tag, onRemove }: { tag: string; onRemove: () => Promise<void> }) {
  const { problem, run } = useSubmit();
  return (
    <li>
      <span class="chip">
        <span dir="auto">{tag}</span>
        <button type="button" class="chip-button" aria-label={`Remove tag ${tag}`} title="Remove" onClick={() => void run(onRemove)}>
          <Icon name="close" />
        </button>
      </span>
      <FormProblem problem={problem} />
    </li>
  );
}
