// What a user can do with a contact.
import type { AccountId } from '@/lib/domain/account';
import { blankContact, type ContactEdit } from '@/lib/domain/contact';
import { putRow, rowsOf, type Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';
import { act, existing, inTransaction } from './act';

/** Makes a contact. Answers its uid beside the undo's id, so that the panel can show it at once. */
export async function createContact(
  store: Store,
  account: AccountId,
  value: ContactEdit & { tags?: string[] },
): Promise<{ uid: string; undoId: number }> {
  const row: ContactRow = { uid: store.newId(), account, value: blankContact(), seenAt: 0, keys: [], openedAt: store.now() };
  const undoId = await act(store, { table: 'contacts', row, change: { op: 'contact.create', value }, label: 'Contact created' });
  return { uid: row.uid, undoId };
}

/** Changes fields of a contact. Custom fields are given by id; those not given stay. */
export async function editContact(store: Store, uid: string, edit: ContactEdit): Promise<number> {
  const row = await existing(store, 'contacts', uid);
  return await act(store, { table: 'contacts', row, change: { op: 'contact.update', edit }, label: 'Details changed' });
}

/** Adds tags by name. */
export async function addTags(store: Store, uid: string, tags: string[]): Promise<number> {
  const row = await existing(store, 'contacts', uid);
  return await act(store, { table: 'contacts', row, change: { op: 'contact.add-tags', tags }, label: 'Tag added' });
}

/** Removes tags by name. */
export async function removeTags(store: Store, uid: string, tags: string[]): Promise<number> {
  const row = await existing(store, 'contacts', uid);
  return await act(store, { table: 'contacts', row, change: { op: 'contact.remove-tags', tags }, label: 'Tag removed' });
}

/** Starts a workflow for the contact after a grace; nothing can take it back once it was sent. */
export async function startWorkflow(store: Store, uid: string, workflowId: string, workflowName: string): Promise<number> {
  const row = await existing(store, 'contacts', uid);
  const change = { op: 'contact.start-workflow' as const, workflowId, workflowName };
  return await act(store, { table: 'contacts', row, change, label: `Workflow “${workflowName}” starts` });
}

/**
 * Deletes a contact after a grace. Its rows and those of its tasks, notes and appointments stay in the store as the snapshot that
 * undo re-creates it from.
 */
export async function deleteContact(store: Store, uid: string): Promise<number> {
  return await inTransaction(store, async () => {
    const row = await existing(store, 'contacts', uid);
    const undoId = await act(store, { table: 'contacts', row, change: { op: 'contact.delete' }, label: 'Contact deleted' });
    const { deletedAt } = await existing(store, 'contacts', uid);
    for (const table of ['tasks', 'notes', 'appointments'] as const) {
      const children = await rowsOf(store.db, table).where('contactUid').equals(uid).toArray();
      for (const child of children) if (!child.deletedAt && deletedAt) await putRow(store, table, { ...child, deletedAt });
    }
    return undoId;
  });
}
