// The shape that every system's adapter fulfils, and its capability table. Panel and sync ask `can`, never "which system is this".
import type { AccountId, SystemName } from '@/lib/domain/account';
import type { Appointment, AppointmentEdit } from '@/lib/domain/appointment';
import type { Contact, ContactEdit } from '@/lib/domain/contact';
import type { Lead } from '@/lib/domain/lead';
import type { Note, NoteEdit } from '@/lib/domain/note';
import type { ReferenceItems } from '@/lib/domain/reference';
import type { RecordKind } from '@/lib/domain/sighting';
import type { Task, TaskEdit } from '@/lib/domain/task';
import type { Lane } from '@/lib/http/limiter';

export interface CallOptions {
  lane: Lane;
  signal?: AbortSignal;
  /** Told by which id the server knows the request, where it says so; for a write, the last one told is its own. */
  onRequestId?: (id: string) => void;
}

/** A record as a system answered it. */
export interface Remote<T> {
  id: string;
  /** Which kind of record it is, where the system has several. */
  kind?: RecordKind;
  /** When the system last changed it, epoch ms; absent where it does not say. */
  updatedAt?: number;
  /** The contact it belongs to; absent on contacts themselves and where the system does not say. */
  contactId?: string;
  value: T;
}

/** One page of a listing. */
export interface Page<T> {
  items: Remote<T>[];
  /** Hand back to get the next page; null at the end. JSON, so that it can be stored and a run resumed. */
  next: PageCursor | null;
  /** How many there are in all, where the system says. */
  total?: number;
}
export type PageCursor = string | number | (string | number)[];

export interface ContactQuery {
  cursor?: PageCursor;
  /** At most 500. */
  size: number;
  /** Only contacts changed at or after this time (epoch ms), newest first. Without it: every contact, oldest first. */
  changedSince?: number;
  /** Only contacts made in this span (epoch ms); for systems that know no changes (`can.contacts.changes` is 'created'). */
  createdBetween?: [from: number, to: number];
  /** Free text instead of a listing. */
  text?: string;
}

interface TaskQuery {
  /** Ids of users; everybody's when empty. */
  assignedTo: string[];
  completed: boolean;
  skip: number;
  limit: number;
}

/** What a system lets us do; the panel hides or explains what is false. */
export interface Capabilities {
  contacts: {
    read: boolean;
    write: boolean;
    search: boolean;
    delete: boolean;
    /** How what is new is found: by time of change, or only by time of creation, so that the rest must be compared. */
    changes: 'updated' | 'created' | 'none';
    /** Kinds of record that a create can choose between; empty where there is only one. */
    kinds: readonly RecordKind[];
    /** Kinds of record whose custom fields can be written. */
    customFields: readonly RecordKind[];
  };
  tasks: { read: boolean; write: boolean; changes: boolean };
  notes: { read: boolean; write: boolean; changes: boolean };
  /** Calls, forms and chats by which a contact came in. */
  leads: { read: boolean };
  appointments: { read: boolean; write: boolean };
  tags: boolean;
  workflows: boolean;
}

/** Records that hang on a contact: the same four acts for tasks and notes. */
export interface ChildRecords<T, Edit> {
  list(contactId: string, options: CallOptions): Promise<Remote<T>[]>;
  /** Undefined when the record does not exist. */
  read(contactId: string, id: string, options: CallOptions): Promise<Remote<T> | undefined>;
  /** `kind` of the contact, where it is known and the system has several: saves looking it up. */
  create(contactId: string, value: T, options: CallOptions & { kind?: RecordKind }): Promise<Remote<T>>;
  update(contactId: string, id: string, edit: Edit, options: CallOptions): Promise<Remote<T>>;
  /** Deleting what is gone already succeeds. */
  delete(contactId: string, id: string, options: CallOptions): Promise<void>;
  /** Changed at or after a time (epoch ms), across contacts; only where `can` says `changes`. */
  changed?(query: { since: number; cursor?: PageCursor; size: number }, options: CallOptions): Promise<Page<T>>;
}

/** An adapter signed in to one account. Every function throws AppError and nothing else. */
export interface System {
  readonly name: SystemName;
  readonly account: AccountId;
  readonly can: Capabilities;

  readonly contacts: {
    /** Undefined when the contact does not exist. */
    read(id: string, options: CallOptions): Promise<Remote<Contact> | undefined>;
    /** Those of these contacts that exist, as whole as read by id, in few requests. Absence proves nothing. Only where the system can. */
    readMany?(ids: readonly string[], options: CallOptions): Promise<Remote<Contact>[]>;
    /** A page of search hits. Hits lag behind reads by some seconds and lack fields: a hit says "look", it is never a base. */
    list(query: ContactQuery, options: CallOptions): Promise<Page<Contact>>;
    /** Contacts that have this e-mail or phone, as the system itself matches; several where they point at different people. */
    find(marks: { email?: string; phone?: string }, options: CallOptions): Promise<Remote<Contact>[]>;
    atCompany(companyId: string, options: CallOptions): Promise<Remote<Contact>[]>;
    /** `kind` is one of `can.contacts.kinds`, where there are any. */
    create(edit: ContactEdit & { tags?: string[] }, options: CallOptions & { kind?: RecordKind }): Promise<Remote<Contact>>;
    update(id: string, edit: ContactEdit, options: CallOptions): Promise<Remote<Contact>>;
    delete(id: string, options: CallOptions): Promise<void>;
    /** Answer: all tags of the contact afterwards. */
    addTags(id: string, tags: string[], options: CallOptions): Promise<string[]>;
    removeTags(id: string, tags: string[], options: CallOptions): Promise<string[]>;
    startWorkflow(id: string, workflowId: string, options: CallOptions): Promise<void>;
  };

  readonly tasks: ChildRecords<Task, TaskEdit> & {
    /** Completes (true) or reopens (false). */
    setCompleted(contactId: string, id: string, completed: boolean, options: CallOptions): Promise<Remote<Task>>;
    /** Tasks across contacts; each says its contact. */
    search(query: TaskQuery, options: CallOptions): Promise<Remote<Task>[]>;
  };

  readonly notes: ChildRecords<Note, NoteEdit>;

  readonly appointments: {
    /** From the contact's list: `zoneProven` is false on each. */
    list(contactId: string, options: CallOptions): Promise<Remote<Appointment>[]>;
    /** By id, with proven times. Undefined when it does not exist. */
    read(id: string, options: CallOptions): Promise<Remote<Appointment> | undefined>;
    create(contactId: string, value: Appointment, notifyClient: boolean, options: CallOptions): Promise<Remote<Appointment>>;
    /** Cancelling is an update of the status. */
    update(id: string, edit: AppointmentEdit, notifyClient: boolean, options: CallOptions): Promise<Remote<Appointment>>;
  };

  /** Calls, forms and chats made in a span (epoch ms), oldest first. Only where `can.leads.read`. */
  leads?(query: { createdBetween: [from: number, to: number]; cursor?: PageCursor }, options: CallOptions): Promise<Page<Lead>>;

  /** Ids of records that were deleted at or after a time (epoch ms). Only where the system tells. */
  deletedSince?(since: number, options: CallOptions): Promise<{ table: 'contacts' | 'tasks' | 'notes'; id: string; deletedAt: number }[]>;

  /** What the account knows besides people, one kind at a time. */
  reference<Kind extends keyof ReferenceItems>(kind: Kind, options: CallOptions): Promise<ReferenceItems[Kind]>;
}
