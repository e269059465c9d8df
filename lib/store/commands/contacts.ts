// What a user can do with a contact. Each answers the undo's id.
import type { AccountId } from '@/lib/domain/account';
import { blankContact, type ContactEdit } from '@/lib/domain/contact';
import type { Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';
import { act, change, deleteChildren, existing, inTransaction } from './act';

/** Makes a contact. Answers its uid beside the undo's id, so that the panel can show it at once. */
export async function createContact(
  store: Store,
  account: AccountId,
  value: ContactEdit & { tags?: string[] },
): Promise<{ uid: string; undoId: number }> {
  const madeAt = store.now();
  const row: ContactRow = { uid: store.newId(), account, value: blankContact(), seenAt: 0, keys: [], openedAt: madeAt, madeAt };
  const undoId = await act(store, 'contacts', row, { op: 'contact.create', value }, 'Contact created');
  return { uid: row.uid, undoId };
}

/** Changes fields of a contact. Custom fields are given by id; those not given stay. */
export async function editContact(store: Store, uid: string, edit: ContactEdit): Promise<number> {
  return await change(store, 'contacts', uid, { op: 'contact.update', edit }, 'Details changed');
}

/** Adds tags by name. */
export async function addTags(store: Store, uid: string, tags: string[]): Promise<number> {
  return await change(store, 'contacts', uid, { op: 'contact.add-tags', tags }, 'Tag added');
}

/** Removes tags by name. */
export async function removeTags(store: Store, uid: string, tags: string[]): Promise<number> {
  return await change(store, 'contacts', uid, { op: 'contact.remove-tags', tags }, 'Tag removed');
}

/** Starts a workflow for the contact after a grace; nothing can take it back once it was sent. */
export async function startWorkflow(store: Store, uid: string, workflowId: string, workflowName: string): Promise<number> {
  const done = { op: 'contact.start-workflow' as const, workflowId, workflowName };
  return await change(store, 'contacts', uid, done, `Workflow “${workflowName}” starts`);
}

/**
 * Deletes a contact after a grace. Its rows and those of its tasks, notes and appointments stay in the store as the snapshot that
 * undo re-creates it from.
 */
export async function deleteContact(store: Store, uid: string): Promise<number> {
  return await inTransaction(store, async () => {
    const undoId = await change(store, 'contacts', uid, { op: 'contact.delete' }, 'Contact deleted');
    await deleteChildren(store, uid, (await existing(store, 'contacts', uid)).deletedAt);
    return undoId;
  });
}
