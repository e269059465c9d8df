// What a user can do with tasks. Each answers the undo's id.
import type { Task, TaskEdit } from '@/lib/domain/task';
import type { Store } from '@/lib/store/records';
import { addTo, change } from './act';

/** Adds a task to a contact. */
export async function addTask(store: Store, contactUid: string, value: Task): Promise<number> {
  return await addTo(store, contactUid, 'tasks', { op: 'task.create', value }, 'Task added');
}

/** Changes fields of a task other than whether it is completed. */
export async function editTask(store: Store, uid: string, edit: TaskEdit): Promise<number> {
  return await change(store, 'tasks', uid, { op: 'task.update', edit }, 'Task changed');
}

/** Completes or reopens a task. */
export async function completeTask(store: Store, uid: string, completed: boolean): Promise<number> {
  return await change(store, 'tasks', uid, { op: 'task.complete', completed }, completed ? 'Task completed' : 'Task reopened');
}

/** Deletes a task; sent after a grace, so that undo can take it back. */
export async function deleteTask(store: Store, uid: string): Promise<number> {
  return await change(store, 'tasks', uid, { op: 'task.delete' }, 'Task deleted');
}
