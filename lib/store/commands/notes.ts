// What a user can do with notes.
import type { Note, NoteEdit } from '@/lib/domain/note';
import type { Store } from '@/lib/store/records';
import { act, existing, freshRow } from './act';

/** Adds a note to a contact. */
export async function addNote(store: Store, contactUid: string, value: Note): Promise<number> {
  const contact = await existing(store, 'contacts', contactUid);
  const row = freshRow(store, contact, value);
  return await act(store, { table: 'notes', row, change: { op: 'note.create', value }, label: 'Note added' });
}

/** Changes a note's text, title, colour or pin. */
export async function editNote(store: Store, uid: string, edit: NoteEdit): Promise<number> {
  const row = await existing(store, 'notes', uid);
  const isPin = edit.pinned !== undefined && Object.keys(edit).length === 1;
  const label = isPin ? (edit.pinned ? 'Note pinned' : 'Note unpinned') : 'Note changed';
  return await act(store, { table: 'notes', row, change: { op: 'note.update', edit }, label });
}

/** Deletes a note; sent after a grace, so that undo can take it back. */
export async function deleteNote(store: Store, uid: string): Promise<number> {
  const row = await existing(store, 'notes', uid);
  return await act(store, { table: 'notes', row, change: { op: 'note.delete' }, label: 'Note deleted' });
}
