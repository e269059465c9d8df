// The region Notes: pinned ones first, then the newest.
import { useMemo } from 'preact/hooks';
import type { Kept } from '@/lib/domain/kept';
import type { Note } from '@/lib/domain/note';
import type { User } from '@/lib/domain/reference';
import { AddButton } from './AddButton';
import { Empty } from './Empty';
import { LongList } from './LongList';
import { NoteForm } from './later-parts';
import { NoteItem } from './NoteItem';
import type { Drafts, PanelActions, QueuedChange } from './panel-props';
import { Section } from './Section';
import { SkeletonRows } from './SkeletonRows';
import { useDisclosure } from './use-disclosure';
import { useKeptFocus } from './use-kept-focus';
import { useNow } from './use-now';

interface NoteListProps {
  contactUid: string;
  notes: Kept<Note>[];
  /** False while they were never read: an empty list is then no answer. */
  loaded: boolean;
  timezone: string;
  users: User[];
  me: string;
  drafts: Drafts;
  queue: QueuedChange[];
  actions: PanelActions;
}

/** The region `Notes`. */
export function NoteList({ contactUid, notes, loaded, ...rest }: NoteListProps) {
  const { actions, drafts } = rest;
  const now = useNow(60_000);
  const adding = useDisclosure();
  const box = useKeptFocus<HTMLElement>();
  const sorted = useMemo(() => [...notes].sort(pinnedThenNewest), [notes]);
  return (
    <Section
      title="Notes"
      count={notes.length}
      ref={box}
      action={<AddButton name="Add note" adding={adding} hasDraft={'add-note' in drafts} />}
    >
      {adding.open && (
        <NoteForm formKey="add-note" {...rest} onSave={(body) => actions.addNote(contactUid, { body })} onClose={adding.hide} />
      )}
      {!loaded && notes.length === 0 && <SkeletonRows rows={2} />}
      {loaded && notes.length === 0 && !adding.open && <Empty>No notes yet.</Empty>}
      {notes.length > 0 && (
        <LongList items={sorted} page={20} draw={(note) => <NoteItem key={note.uid} note={note} now={now} {...rest} />} />
      )}
    </Section>
  );
}

/** A note that the server does not have yet has no time: it is the newest. */
function pinnedThenNewest(one: Kept<Note>, other: Kept<Note>): number {
  const time = (note: Kept<Note>) => note.value.addedAt || (note.remoteId ? 0 : Number.MAX_SAFE_INTEGER);
  return Number(other.value.pinned) - Number(one.value.pinned) || time(other) - time(one);
}
