// The contract between the side panel's wiring and what it shows: data in, callbacks out. The wiring reads the store and fills these in;
// the components below Panel.tsx see nothing else.
import type { Appointment, AppointmentEdit } from '@/lib/domain/appointment';
import type { Contact, ContactEdit } from '@/lib/domain/contact';
import type { FillOutcome, FillPlan, FillValue } from '@/lib/domain/fill-plan';
import type { Kept } from '@/lib/domain/kept';
import type { Note, NoteEdit } from '@/lib/domain/note';
import type { Calendar, FieldValue, User, Workflow } from '@/lib/domain/reference';
import type { Sighting } from '@/lib/domain/sighting';
import type { Task, TaskEdit } from '@/lib/domain/task';
import type { TaughtMark } from '@/lib/domain/taught-rule';
import type { Problem } from '@/lib/errors';
import type { Decision, DecisionActions, Partner, PrefillField, ReviewActions } from './sync-props';

export interface PanelProps {
  view: PanelView;
  status: PanelStatus;
  actions: PanelActions;
  /** What the search found so far for the text that was last given to `actions.search`; absent while nothing is searched. */
  search?: SearchResults;
  /** A text that was asked for outside the panel ("Find in HighLevel" on a page): put into the search box. A new `id` asks anew. */
  asked?: { id: number; text: string };
  /** What the two-way sync can be told; absent while no partner system is connected, and then nothing of it is shown. */
  sync?: ReviewActions;
  /** How conflicts and questions are answered; without it none are shown. */
  decide?: DecisionActions;
}

/** What the panel is about right now. */
export type PanelView = StartingView | NotConnectedView | NothingView | NoMatchView | SeveralView | ContactView;

/** The store is not read yet: a skeleton, for a moment. */
interface StartingView {
  kind: 'starting';
}

/** No connection to HighLevel was ever set up. */
interface NotConnectedView {
  kind: 'not-connected';
}

/** What can be done with the page beside the panel; absent where it is none that Lockstep reads. */
export interface OnPage {
  /** The user can point at the person's marks. */
  teachable?: boolean;
  /** A form there can be filled. */
  fillable?: boolean;
}

/** The page shows nobody: My day. */
export interface NothingView extends OnPage {
  kind: 'nothing';
  /** Open tasks that are overdue or due today, mine if `me` is known, any order. Undefined while they were never read. */
  tasks?: DayTask[];
  /** People whose panel was opened last, newest first. */
  recent: Person[];
  users: User[];
  /** The location's IANA zone; '' while unknown (the browser's is used). */
  timezone: string;
  /** `I am`, a user id; '' shows everybody's. */
  me: string;
}

/** The page shows somebody who is in HighLevel for nobody, as far as we know. */
export interface NoMatchView extends OnPage {
  kind: 'no-match';
  sighting: Sighting;
  /** True once the server said so. Only then "no match" is said; before, "not in the cache" or "looking". */
  answered: boolean;
  /** Why the server could not be asked, if so. */
  problem?: Problem;
  /** The name of the contact that fitted until it was deleted here. */
  deleted?: string;
  drafts: Drafts;
  /** What the mapping makes of the page's record, in the mapping's order: `Create in HighLevel` starts with it instead of the sighting. */
  prefill?: PrefillField[];
}

/** The page's marks point at more than one contact. */
export interface SeveralView extends OnPage {
  kind: 'several';
  sighting: Sighting;
  candidates: Candidate[];
  drafts: Drafts;
}

export interface ContactView extends OnPage {
  kind: 'contact';
  contact: Kept<Contact>;
  /** Why this contact is shown. */
  match: Match;
  /** True when the server no longer has the contact (read by id): said as a question, nothing is deleted by itself. */
  gone: boolean;
  /** False until tasks, notes and appointments were read once in full: an empty list then means "not read yet". */
  childrenLoaded: boolean;
  tasks: Kept<Task>[];
  notes: Kept<Note>[];
  appointments: Kept<Appointment>[];
  /** Others with the same company record. */
  company: Person[];
  /** Every custom field of the location, with this contact's value. */
  fields: FieldValue[];
  users: User[];
  calendars: Calendar[];
  workflows: Workflow[];
  /** Tags known to the location, to choose from. */
  tags: string[];
  /** The location's IANA zone; '' while unknown (the browser's is used). */
  timezone: string;
  /** `I am`, a user id, or ''. New tasks are given to it. */
  me: string;
  drafts: Drafts;
  /** True when the user came here from a search or list: `actions.back` returns. */
  canGoBack: boolean;
  /** The record that Push and Pull are about; absent where there is none and none can be made. */
  partner?: Partner;
}

/** How the contact came on screen. */
export interface Match {
  /**
   * linked: the user tied it to the page's record · email, phone: exact match · opened: by search or list, it need not be the page's
   * person.
   */
  how: 'linked' | 'email' | 'phone' | 'opened';
  /** The mark that matched, for the chip's explanation: the e-mail, the number; '' otherwise. */
  mark: string;
  /** With `opened`: the page shows a record that this contact may be linked to. */
  linkable: boolean;
}

export interface Person {
  uid: string;
  name: string;
  company: string;
  email: string;
  phone: string;
}

interface Candidate {
  person: Person;
  /** Each in a few words: "Same e-mail ada@example.com", "Same phone, other name". */
  reasons: string[];
}

/** A task of My day, with its person. */
export interface DayTask {
  task: Kept<Task>;
  contactUid: string;
  contactName: string;
}

export interface SearchResults {
  /** The text that these hits are for. */
  text: string;
  /** From the cache at once, the server's added as they come; best first, no doubles. */
  hits: Person[];
  /** True once the server answered for `text`. */
  answered: boolean;
  /** Why the server could not be asked. */
  problem?: Problem;
}

/**
 * Text that was typed and not saved, by the form's key as given to `saveDraft`: `add-task`, `edit-task:<uid>`, `add-note`, … The wiring
 * keeps them per contact (per page record where there is no contact yet) and has them loaded when the view is shown.
 */
export type Drafts = Readonly<Record<string, unknown>>;

/** How things stand. Every text in the status line follows from this. */
export interface PanelStatus {
  offline: boolean;
  /** The connection to HighLevel does not work: shown above the content, with a button that opens Options. */
  connectionProblem?: Problem;
  /** Something is being read that takes longer than a moment: the first index, a catch-up. Not the usual look every few seconds. */
  syncing: boolean;
  /** Everything the server has not confirmed yet, oldest first. */
  queue: QueuedChange[];
  /** When what is on screen was last read from the server, epoch ms; 0 for never. */
  updatedAt: number;
  /** The first reading of all contacts, while it is not done. */
  index?: { done: number; total?: number; paused: boolean };
  /** Conflicts and questions of the sync, in the order in which they are asked. */
  decisions?: Decision[];
  /** The last thing that can be undone. A new `id` brings up the bar. */
  undo?: { id: number; label: string; at: number };
}

/** An outbox entry, as far as the user cares. */
export interface QueuedChange {
  /** The entry's `seq`. */
  id: number;
  /** The record that changes. */
  uid: string;
  contactUid: string;
  contactName: string;
  /** "Add task “Call back”". */
  label: string;
  state: 'waiting' | 'sending' | 'blocked';
  problem?: Problem;
  madeAt: number;
}

/**
 * What the user can do. Each promise settles when the change is safe in the store (not when the server has it) and rejects with anything
 * `toProblem` understands; the form then shows the advice and keeps every typed character.
 */
export interface PanelActions {
  addTask(contactUid: string, task: Task): Promise<void>;
  editTask(uid: string, edit: TaskEdit): Promise<void>;
  completeTask(uid: string, completed: boolean): Promise<void>;
  deleteTask(uid: string): Promise<void>;

  addNote(contactUid: string, note: Pick<Note, 'body'>): Promise<void>;
  editNote(uid: string, edit: NoteEdit): Promise<void>;
  deleteNote(uid: string): Promise<void>;

  addAppointment(contactUid: string, appointment: Appointment, notifyClient: boolean): Promise<void>;
  editAppointment(uid: string, edit: AppointmentEdit, notifyClient: boolean): Promise<void>;
  cancelAppointment(uid: string, notifyClient: boolean): Promise<void>;
  /** Reads the appointment by id, so that its times are sure; afterwards `zoneProven` is true. */
  proveAppointment(uid: string): Promise<void>;

  /** `edit.customFields` names only the fields that change; '' or [] blanks one. */
  editContact(uid: string, edit: ContactEdit): Promise<void>;
  addTags(uid: string, tags: string[]): Promise<void>;
  removeTags(uid: string, tags: string[]): Promise<void>;
  deleteContact(uid: string): Promise<void>;
  startWorkflow(uid: string, workflow: Workflow): Promise<void>;
  /** Creates the contact, links it to the page's record and shows it. */
  createContact(value: ContactEdit): Promise<void>;

  /** Ties the page's record to this contact and remembers it. */
  link(contactUid: string): Promise<void>;
  /** Remembers that the page's record is not this contact, and shows what else it could be. */
  notThisPerson(contactUid: string): Promise<void>;
  openInHighLevel(contactUid: string): Promise<void>;
  /** Shows the contact that the server named in a refusal, by its id there. */
  openExisting(remoteId: string): Promise<void>;

  /** Cache at once, server after a short pause (the wiring's matter); '' ends the search. Results come as `search`. */
  search(text: string): Promise<void>;
  openContact(uid: string): Promise<void>;
  /** Back to what the page shows, or to My day. */
  back(): Promise<void>;
  popOut(): Promise<void>;
  openOptions(): Promise<void>;

  /** Sends a blocked change again, or drops it for good. */
  retry(entryId: number): Promise<void>;
  discard(entryId: number): Promise<void>;
  undo(undoId: number): Promise<void>;
  /** Lets the user point at a mark on the page; settles when that is over. What was taught shows as a new sighting. */
  teachPage(mark: TaughtMark): Promise<void>;
  /** A key that was pressed in the panel while the page is being taught. */
  teachKey(key: string): Promise<void>;

  /** Looks for a form on the page: what each field holds, and what the contact would put there. Nothing is written. */
  previewFill(contactUid: string): Promise<FillPlan>;
  /** Puts the chosen values into the page's form, and nothing else; the user saves the page. */
  fill(choice: FillValue[]): Promise<FillOutcome>;
  /** Puts back what the fields held; what was typed there since stays. */
  undoFill(): Promise<FillOutcome>;
  /** Keeps what is typed in a form; undefined forgets it. Called often, while typing; must not reject for a full disk. */
  saveDraft(key: string, value: unknown): Promise<void>;
}
