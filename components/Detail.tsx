// One field: its label and value; a click or Enter on the value edits it in place.
import { useId } from 'preact/hooks';
import type { DetailField } from './contact-fields';
import { Icon } from './Icon';
import { DetailEditor } from './later-parts';
import type { Drafts, PanelActions } from './panel-props';
import { useDisclosure } from './use-disclosure';

interface DetailProps {
  field: DetailField;
  drafts: Drafts;
  actions: Pick<PanelActions, 'saveDraft'>;
  /** Rejects to keep the editor open. */
  onSave: (text: string) => Promise<void>;
}

/** A term and its description, inside a `dl`. */
export function Detail({ field, drafts, actions, onSave }: DetailProps) {
  const id = useId();
  const editing = useDisclosure();
  const reading = field.reading ?? field.text;
  return (
    <div class="detail">
      <dt id={id} dir="auto">
        {field.label}
      </dt>
      <dd>
        {editing.open ? (
          <DetailEditor field={field} labelId={id} drafts={drafts} actions={actions} onSave={onSave} onClose={editing.hide} />
        ) : field.kind === 'shown' ? (
          <span class="detail-shown" title={field.reason}>
            <span dir="auto">{reading}</span>
            <Icon name="lock" label={field.reason ?? 'Shown only'} />
          </span>
        ) : (
          <button
            type="button"
            class="detail-value"
            id={`${id}-value`}
            aria-labelledby={`${id} ${id}-value`}
            ref={editing.trigger}
            onClick={editing.show}
          >
            {reading ? <span dir="auto">{reading}</span> : <span class="faint">Add</span>}
            <Icon name="edit" />
          </button>
        )}
      </dd>
    </div>
  );
}
