// One thing the user did that a server has yet to hear of. Names what was done, never how: an unknown name is an explicit case.
import type { Why } from '@/lib/audit/entry';
import type { AccountId } from '@/lib/domain/account';
import type { Appointment, AppointmentEdit } from '@/lib/domain/appointment';
import type { ConnectedEvent } from '@/lib/domain/connected-event';
import type { ContactEdit, CustomValue } from '@/lib/domain/contact';
import type { Side } from '@/lib/domain/mapping/mapping';
import type { Note, NoteEdit } from '@/lib/domain/note';
import type { RecordKind } from '@/lib/domain/sighting';
import type { Task, TaskEdit } from '@/lib/domain/task';
import type { Problem } from '@/lib/errors';

/** What was done, with all that sending it takes besides the record's ids. */
export type Change =
  | { op: 'contact.create'; value: ContactEdit & { tags?: string[] }; kind?: RecordKind }
  | { op: 'contact.update'; edit: ContactEdit }
  | { op: 'contact.delete' }
  | { op: 'contact.add-tags'; tags: string[] }
  | { op: 'contact.remove-tags'; tags: string[] }
  | { op: 'contact.start-workflow'; workflowId: string; workflowName: string }
  | { op: 'task.create'; value: Task }
  | { op: 'task.update'; edit: TaskEdit }
  | { op: 'task.complete'; completed: boolean }
  | { op: 'task.delete' }
  | { op: 'note.create'; value: Note }
  | { op: 'note.update'; edit: NoteEdit }
  | { op: 'note.delete' }
  | { op: 'appointment.create'; value: Appointment; notifyClient: boolean }
  | { op: 'appointment.update'; edit: AppointmentEdit; notifyClient: boolean }
  | { op: 'event.deliver'; event: ConnectedEvent };

export type RecordTable = 'contacts' | 'tasks' | 'notes' | 'appointments';

/** waiting: may be sent · sending: handed to the network, outcome unknown until settled · blocked: waits for the user. */
export type EntryState = 'waiting' | 'sending' | 'blocked';

/** Values on their way from one record of a pair to the other. */
export interface Carries {
  table: 'contacts' | 'tasks' | 'notes';
  left: string;
  right: string;
  /** Where they are written. */
  to: Side;
  /** By rule: the field that is written, and what the side said that they come from. */
  values: { rule: string; ref: string; source: CustomValue }[];
}

/** True for what the background sync carries over, as against what a person has entered. */
export function isOfSync({ why, carries }: Pick<OutboxEntry, 'why' | 'carries'>): boolean {
  return carries !== undefined && (why?.by === 'rule' || why?.by === 'reconcile');
}

export interface OutboxEntry {
  /** Order of the user's acts; the order in which one record's changes are sent. */
  seq: number;
  account: AccountId;
  table: RecordTable;
  /** The record that changes, and the contact that it belongs to (itself, for a contact). */
  uid: string;
  contactUid: string;
  change: Change;
  /** Why it was made, for the audit log: the user's own click unless said otherwise. */
  why?: Why;
  /** The pair whose base the server's answer settles. */
  carries?: Carries;
  state: EntryState;
  madeAt: number;
  /** Not before this time, epoch ms: a delete's grace, a retry's backoff. */
  notBefore: number;
  attempts: number;
  firstFailedAt?: number;
  problem?: Problem;
  /** It was handed to the network and no answer proves what became of it: look before sending again. */
  unsure?: boolean;
  /** For a create: the remote ids of its siblings when sending began. Only an id that is not among them can be ours. */
  knownIds?: string[];
  /** For an unsure create: how often its siblings have been looked through for it. */
  looks?: number;
}
