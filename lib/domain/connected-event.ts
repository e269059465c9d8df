// What the connected app is told: one event per change, as JSON. docs/connected-app.md documents it for receivers; a test compares the two.
// Blank values are left out. Nothing is ever taken out of this shape, only added, since receivers are written against it.

export const eventTypes = [
  'contact.created',
  'contact.updated',
  'task.created',
  'task.updated',
  'task.completed',
  'task.deleted',
  'note.created',
  'note.updated',
  'note.deleted',
  'test',
] as const;
export type EventType = (typeof eventTypes)[number];

/** A user of HighLevel: who a task is for, who wrote a note. */
export interface EventUser {
  id: string;
  name?: string;
}

/** Whom it is about: enough to find the person on the other side. */
export interface EventContactRef {
  /** HighLevel's id. */
  id: string;
  /** LocaliQ's id, where Lockstep knows it. */
  localiqContactId?: string;
  firstName?: string;
  lastName?: string;
  companyName?: string;
  email?: string;
  phone?: string;
}

export interface EventContact extends EventContactRef {
  additionalEmails?: string[];
  additionalPhones?: string[];
  address1?: string;
  city?: string;
  state?: string;
  postalCode?: string;
  country?: string;
  website?: string;
  source?: string;
  tags?: string[];
  /** Wants no messages. */
  doNotDisturb?: true;
}

export interface EventTask {
  id: string;
  title?: string;
  /** Plain text. */
  details?: string;
  /** ISO 8601, UTC. */
  dueAt?: string;
  completed?: boolean;
  assignedTo?: EventUser;
}

export interface EventNote {
  id: string;
  title?: string;
  /** Plain text. */
  text?: string;
  author?: EventUser;
  /** ISO 8601, UTC. */
  writtenAt?: string;
}

/** What each type carries. `changed` names the fields of an update; one that is named but absent was blanked. */
export type EventData =
  | { contact: EventContact; changed?: string[] }
  | { contact: EventContactRef; task: EventTask; changed?: string[] }
  | { contact: EventContactRef; note: EventNote; changed?: string[] }
  | { message: string };

export interface ConnectedEvent {
  /** The same for every attempt to deliver this change. */
  id: string;
  type: EventType;
  /** When the change was made, ISO 8601, UTC. */
  occurredAt: string;
  /** Where it was made: `highlevel:<location id>`. */
  account: string;
  data: EventData;
}
