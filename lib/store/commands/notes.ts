// What a user can do with notes. Each answers the undo's id.
import type { Note, NoteEdit } from '@/lib/domain/note';
import type { Store } from '@/lib/store/records';
import { addTo, change } from './act';

/** Adds a note to a contact. */
export async function addNote(store: Store, contactUid: string, value: Note): Promise<number> {
  return await addTo(store, contactUid, 'notes', { op: 'note.create', value }, 'Note added');
}

/** Changes a note's text, title, colour or pin. */
export async function editNote(store: Store, uid: string, edit: NoteEdit): Promise<number> {
  const isPin = edit.pinned !== undefined && Object.keys(edit).length === 1;
  const label = isPin ? (edit.pinned ? 'Note pinned' : 'Note unpinned') : 'Note changed';
  return await change(store, 'notes', uid, { op: 'note.update', edit }, label);
}

/** Deletes a note; sent after a grace, so that undo can take it back. */
export async function deleteNote(store: Store, uid: string): Promise<number> {
  return await change(store, 'notes', uid, { op: 'note.delete' }, 'Note deleted');
}
