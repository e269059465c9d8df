// One note: what it says, who wrote it and when, and what has become of its last change.
import { useId } from 'preact/hooks';
import type { Kept } from '@/lib/domain/kept';
import type { Note } from '@/lib/domain/note';
import type { User } from '@/lib/domain/reference';
import { dayTimeLabel } from '@/lib/domain/time-labels';
import { FormProblem } from './FormProblem';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import { KeptMark } from './KeptMark';
import { KeptTrouble } from './KeptTrouble';
import { NoteForm } from './later-parts';
import type { Drafts, PanelActions, QueuedChange } from './panel-props';
import { RichText } from './RichText';
import { useDisclosure } from './use-disclosure';
import { useSubmit } from './use-submit';

interface NoteItemProps {
  note: Kept<Note>;
  now: number;
  timezone: string;
  users: User[];
  me: string;
  drafts: Drafts;
  queue: QueuedChange[];
  actions: PanelActions;
}

/** A list item. */
export function NoteItem({ note, now, timezone, users, me, drafts, queue, actions }: NoteItemProps) {
  const metaId = useId();
  const editing = useDisclosure();
  const { problem, run } = useSubmit();
  const { body, title, pinned, userId, addedAt, color } = note.value;
  const author = users.find((user) => user.id === userId);

  if (editing.open) {
    return (
      <li class="item">
        <NoteForm
          note={note.value}
          formKey={`edit-note:${note.uid}`}
          {...{ drafts, actions }}
          onSave={(text) => actions.editNote(note.uid, { body: text })}
          onClose={editing.hide}
        />
      </li>
    );
  }
  return (
    <li class="item note">
      <div class="item-main">
        {title && (
          <p class="item-title" dir="auto">
            {/^#[\da-f]{6}$/i.test(color) && <span class="note-color" style={{ backgroundColor: color }} />}
            {title}
          </p>
        )}
        <RichText html={body} lines={8} />
        <p class="item-meta" id={metaId}>
          {pinned && (
            <span class="note-pinned">
              <Icon name="pin" /> Pinned
            </span>
          )}
          {userId && <span dir="auto">{author ? (author.id === me ? 'Me' : author.name || author.email) : 'Unknown user'}</span>}
          {addedAt > 0 && <time dateTime={new Date(addedAt).toISOString()}>{dayTimeLabel(addedAt, now, timezone)}</time>}
          <KeptMark state={note.state} />
        </p>
        <FormProblem problem={problem} />
        <KeptTrouble record={note} queue={queue} actions={actions} />
      </div>
      <div class="item-actions">
        <IconButton
          icon={pinned ? 'unpin' : 'pin'}
          name={pinned ? 'Unpin note' : 'Pin note'}
          small
          aria-describedby={metaId}
          onClick={() => void run(() => actions.editNote(note.uid, { pinned: !pinned }))}
        />
        <IconButton icon="edit" name="Edit note" small aria-describedby={metaId} ref={editing.trigger} onClick={editing.show} />
        <IconButton
          icon="trash"
          name="Delete note"
          small
          aria-describedby={metaId}
          onClick={() => void run(() => actions.deleteNote(note.uid))}
        />
      </div>
    </li>
  );
}
