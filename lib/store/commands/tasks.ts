// What a user can do with tasks.
import type { Task, TaskEdit } from '@/lib/domain/task';
import type { Store } from '@/lib/store/records';
import { act, existing, freshRow } from './act';

/** Adds a task to a contact. Answers the undo's id, as every command does. */
export async function addTask(store: Store, contactUid: string, value: Task): Promise<number> {
  const contact = await existing(store, 'contacts', contactUid);
  const row = freshRow(store, contact, value);
  return await act(store, { table: 'tasks', row, change: { op: 'task.create', value }, label: 'Task added' });
}

/** Changes fields of a task other than whether it is completed. */
export async function editTask(store: Store, uid: string, edit: TaskEdit): Promise<number> {
  const row = await existing(store, 'tasks', uid);
  return await act(store, { table: 'tasks', row, change: { op: 'task.update', edit }, label: 'Task changed' });
}

/** Completes or reopens a task. */
export async function completeTask(store: Store, uid: string, completed: boolean): Promise<number> {
  const row = await existing(store, 'tasks', uid);
  const label = completed ? 'Task completed' : 'Task reopened';
  return await act(store, { table: 'tasks', row, change: { op: 'task.complete', completed }, label });
}

/** Deletes a task; sent after a grace, so that undo can take it back. */
export async function deleteTask(store: Store, uid: string): Promise<number> {
  const row = await existing(store, 'tasks', uid);
  return await act(store, { table: 'tasks', row, change: { op: 'task.delete' }, label: 'Task deleted' });
}
