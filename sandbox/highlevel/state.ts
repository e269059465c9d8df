// What HighLevel knows, with the ways to change it that routes and tests share. A test's `edit…` is a colleague at work on the server.
import type { World } from '../core/service';
import type {
  Appointment,
  AppointmentNotification,
  Business,
  Calendar,
  Contact,
  CustomField,
  Location,
  Note,
  OAuthApp,
  Tag,
  Task,
  Token,
  User,
  Workflow,
  WorkflowStart,
} from './model';
import { normaliseEmail, normalisePhone } from './normalise';
import type { HighLevelQuirks } from './quirks';
import { createSearchIndex, type SearchIndex } from './search-index';

/** A refresh token and what became of it. */
export interface RefreshGrant {
  appId: string;
  clientId: string;
  userType: 'Location' | 'Company';
  companyId: string;
  locationId: string | null;
  userId: string;
  scopes: readonly string[];
  expiresAt: number;
  /** When it was redeemed, with the tokens it gave; redeemed again within 30 s it gives the same ones. */
  redeemed: { at: number; accessToken: string; refreshToken: string } | null;
}

/** A code on its way from the consent page to `POST /oauth/token`. */
interface AuthorizationCode {
  clientId: string;
  redirectUri: string;
  locationId: string;
  scopes: readonly string[];
  expiresAt: number;
}

export interface HighLevelState {
  companyId: string;
  locations: Map<string, Location>;
  users: User[];
  calendars: Calendar[];
  customFields: CustomField[];
  tags: Tag[];
  workflows: Workflow[];
  businesses: Business[];

  contacts: Map<string, Contact>;
  tasks: Map<string, Task>;
  notes: Map<string, Note>;
  appointments: Map<string, Appointment>;
  searchIndex: SearchIndex;

  apps: OAuthApp[];
  tokens: Map<string, Token>;
  refreshGrants: Map<string, RefreshGrant>;
  codes: Map<string, AuthorizationCode>;
  /** The consent page answers at once, for sign-ins without a person: with this location, or the first one. */
  autoApprove: boolean;
  autoApproveLocationId: string | null;

  /** What tests look at afterwards. */
  workflowStarts: WorkflowStart[];
  notifications: AppointmentNotification[];
  /** How many requests were answered with 429. */
  tooManyRequests: number;

  /** The main location: the first one. */
  location: Location;
  /** By exact address, in the main location unless another one is named. */
  contactByEmail: (email: string, locationId?: string) => Contact | undefined;
  contactsByEmail: (email: string, locationId?: string) => Contact[];
  contactsByPhone: (phone: string, locationId?: string) => Contact[];
  tasksOf: (contactId: string) => Task[];
  notesOf: (contactId: string) => Note[];
  appointmentsOf: (contactId: string) => Appointment[];

  /** The server's clock. */
  clock: () => number;
  newId: () => string;

  /** Takes a finished contact in without waiting for the search index, which `searchIndex.load` fills at the start. */
  addLoadedContact: (contact: Contact) => void;
  addContact: (contact: Partial<Contact>) => Contact;
  editContact: (id: string, changes: Partial<Contact>) => Contact;
  /** Deletes the contact with its tasks, notes and appointments. */
  deleteContact: (id: string) => void;
  addTask: (task: Partial<Task> & Pick<Task, 'contactId' | 'title'>) => Task;
  editTask: (id: string, changes: Partial<Task>) => Task;
  deleteTask: (id: string) => void;
  addNote: (note: Partial<Note> & Pick<Note, 'contactId' | 'body'>) => Note;
  editNote: (id: string, changes: Partial<Note>) => Note;
  deleteNote: (id: string) => void;
  addAppointment: (appointment: Partial<Appointment> & Pick<Appointment, 'contactId' | 'startsAt'>) => Appointment;
  editAppointment: (id: string, changes: Partial<Appointment>) => Appointment;
  deleteAppointment: (id: string) => void;

  /** A Private Integration token for the main location with every scope, or as asked for. */
  issueToken: (options?: Partial<Token>) => string;
  /** From now on the token is refused, as after "expire now" or an uninstallation. */
  revoke: (token: string) => void;
  /** Every OAuth access token runs out now; refresh tokens live on. */
  expireAccessTokens: () => void;
}

/** Every scope that the sandbox's endpoints ask for. Spelling: HighLevel OpenAPI `security`, docs/oauth/Scopes.md. */
export const ALL_SCOPES = [
  'contacts.readonly',
  'contacts.write',
  'calendars.readonly',
  'calendars/events.readonly',
  'calendars/events.write',
  'locations.readonly',
  'locations/customFields.readonly',
  'locations/tags.readonly',
  'locations/tasks.readonly',
  'users.readonly',
  'businesses.readonly',
  'workflows.readonly',
] as const;

/** Creates an empty HighLevel; `seed.ts` fills it. */
export function createState(world: World, quirks: HighLevelQuirks): HighLevelState {
  const clock = () => world.now() + quirks.clockSkewMs;
  const newId = () => world.random.id(20);
  const contactsByKey = new Map<string, Set<string>>();
  const tasksByContact = new Map<string, Set<string>>();
  const notesByContact = new Map<string, Set<string>>();
  const appointmentsByContact = new Map<string, Set<string>>();

  function keysOf(contact: Contact): string[] {
    const keys: string[] = [];
    const email = normaliseEmail(contact.email);
    const phone = normalisePhone(contact.phone);
    if (email) keys.push(`${contact.locationId} email ${email}`);
    if (phone) keys.push(`${contact.locationId} phone ${phone}`);
    return keys;
  }

  function contactsByKeyOf(key: string): Contact[] {
    return [...(contactsByKey.get(key) ?? [])].flatMap((id) => state.contacts.get(id) ?? []);
  }

  function put(contact: Contact): Contact {
    const before = state.contacts.get(contact.id);
    if (before) for (const key of keysOf(before)) contactsByKey.get(key)?.delete(contact.id);
    for (const key of keysOf(contact)) addTo(contactsByKey, key, contact.id);
    state.contacts.set(contact.id, contact);
    state.searchIndex.note(contact.id, contact);
    return contact;
  }

  function touch(contactId: string): void {
    const contact = state.contacts.get(contactId);
    if (contact && quirks.childrenTouchContact) put({ ...contact, updatedAt: clock() });
  }

  const state: HighLevelState = {
    companyId: '',
    locations: new Map(),
    users: [],
    calendars: [],
    customFields: [],
    tags: [],
    workflows: [],
    businesses: [],
    contacts: new Map(),
    tasks: new Map(),
    notes: new Map(),
    appointments: new Map(),
    searchIndex: createSearchIndex({ now: world.now, lagMs: () => quirks.searchLagMs }),
    apps: [],
    tokens: new Map(),
    refreshGrants: new Map(),
    codes: new Map(),
    autoApprove: false,
    autoApproveLocationId: null,
    workflowStarts: [],
    notifications: [],
    tooManyRequests: 0,

    get location() {
      const first = state.locations.values().next().value;
      if (!first) throw new Error('The sandbox has no location yet');
      return first;
    },
    contactByEmail: (email, locationId) => state.contactsByEmail(email, locationId)[0],
    contactsByEmail: (email, locationId = state.location.id) => contactsByKeyOf(`${locationId} email ${normaliseEmail(email)}`),
    contactsByPhone: (phone, locationId = state.location.id) => contactsByKeyOf(`${locationId} phone ${normalisePhone(phone)}`),
    tasksOf: (contactId) => childrenOf(tasksByContact, contactId, state.tasks),
    notesOf: (contactId) => childrenOf(notesByContact, contactId, state.notes),
    appointmentsOf: (contactId) => childrenOf(appointmentsByContact, contactId, state.appointments),
    clock,
    newId,

    addLoadedContact(contact) {
      for (const key of keysOf(contact)) addTo(contactsByKey, key, contact.id);
      state.contacts.set(contact.id, contact);
    },
    addContact(contact) {
      const at = clock();
      return put({ ...blankContact(newId(), state.location.id, at), ...contact });
    },
    editContact(id, changes) {
      return put({ ...need(state.contacts, id, 'contact'), updatedAt: clock(), ...changes });
    },
    deleteContact(id) {
      const contact = need(state.contacts, id, 'contact');
      for (const key of keysOf(contact)) contactsByKey.get(key)?.delete(id);
      for (const task of state.tasksOf(id)) state.deleteTask(task.id);
      for (const note of state.notesOf(id)) state.deleteNote(note.id);
      for (const appointment of state.appointmentsOf(id)) state.deleteAppointment(appointment.id);
      state.contacts.delete(id);
      state.searchIndex.note(id, undefined);
    },

    addTask(task) {
      const added: Task = {
        id: newId(),
        locationId: need(state.contacts, task.contactId, 'contact').locationId,
        body: null,
        assignedTo: null,
        dueAt: clock() + 86_400_000,
        completed: false,
        ...task,
      };
      state.tasks.set(added.id, added);
      addTo(tasksByContact, added.contactId, added.id);
      touch(added.contactId);
      return added;
    },
    editTask(id, changes) {
      const task = { ...need(state.tasks, id, 'task'), ...changes };
      state.tasks.set(id, task);
      touch(task.contactId);
      return task;
    },
    deleteTask(id) {
      const task = need(state.tasks, id, 'task');
      state.tasks.delete(id);
      tasksByContact.get(task.contactId)?.delete(id);
      touch(task.contactId);
    },

    addNote(note) {
      const added: Note = {
        id: newId(),
        locationId: need(state.contacts, note.contactId, 'contact').locationId,
        userId: null,
        title: null,
        color: null,
        pinned: false,
        addedAt: clock(),
        ...note,
      };
      state.notes.set(added.id, added);
      addTo(notesByContact, added.contactId, added.id);
      touch(added.contactId);
      return added;
    },
    editNote(id, changes) {
      const note = { ...need(state.notes, id, 'note'), ...changes };
      state.notes.set(id, note);
      touch(note.contactId);
      return note;
    },
    deleteNote(id) {
      const note = need(state.notes, id, 'note');
      state.notes.delete(id);
      notesByContact.get(note.contactId)?.delete(id);
      touch(note.contactId);
    },

    addAppointment(appointment) {
      const at = clock();
      const added: Appointment = {
        id: newId(),
        calendarId: state.calendars[0]?.id ?? '',
        locationId: need(state.contacts, appointment.contactId, 'contact').locationId,
        title: 'Meeting',
        appointmentStatus: 'confirmed',
        assignedUserId: null,
        notes: null,
        description: null,
        address: null,
        meetingLocationType: null,
        rrule: null,
        endsAt: appointment.startsAt + 30 * 60_000,
        addedAt: at,
        updatedAt: at,
        createdBy: { source: 'calendar_page' },
        ...appointment,
      };
      state.appointments.set(added.id, added);
      addTo(appointmentsByContact, added.contactId, added.id);
      touch(added.contactId);
      return added;
    },
    editAppointment(id, changes) {
      const appointment = { ...need(state.appointments, id, 'appointment'), updatedAt: clock(), ...changes };
      state.appointments.set(id, appointment);
      touch(appointment.contactId);
      return appointment;
    },
    deleteAppointment(id) {
      const appointment = need(state.appointments, id, 'appointment');
      state.appointments.delete(id);
      appointmentsByContact.get(appointment.contactId)?.delete(id);
      touch(appointment.contactId);
    },

    issueToken(options = {}) {
      const value = options.value ?? `pit-${world.random.uuid()}`;
      state.tokens.set(value, {
        value,
        kind: 'private-integration',
        userType: 'Location',
        companyId: state.companyId,
        locationId: state.location.id,
        userId: state.users[0]?.id ?? '',
        scopes: ALL_SCOPES,
        appId: value,
        expiresAt: Number.POSITIVE_INFINITY,
        isRevoked: false,
        ...options,
      });
      return value;
    },
    revoke(value) {
      need(state.tokens, value, 'token').isRevoked = true;
    },
    expireAccessTokens() {
      for (const token of state.tokens.values()) if (token.kind === 'oauth') token.expiresAt = clock();
    },
  };
  return state;
}

/** A contact with nothing in it. */
export function blankContact(id: string, locationId: string, at: number): Contact {
  return {
    id,
    locationId,
    firstName: null,
    lastName: null,
    email: null,
    additionalEmails: [],
    phone: null,
    companyName: null,
    address1: null,
    city: null,
    state: null,
    postalCode: null,
    country: null,
    website: null,
    timezone: null,
    source: null,
    type: 'lead',
    gender: null,
    assignedTo: null,
    tags: [],
    followers: [],
    customFields: [],
    dateOfBirth: null,
    dnd: false,
    dndSettings: null,
    businessId: null,
    addedAt: at,
    updatedAt: at,
  };
}

function need<T>(map: Map<string, T>, id: string, kind: string): T {
  const found = map.get(id);
  if (!found) throw new Error(`The sandbox has no ${kind} ${id}`);
  return found;
}

function addTo(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids) ids.add(id);
  else map.set(key, new Set([id]));
}

function childrenOf<T>(idsByContact: Map<string, Set<string>>, contactId: string, records: Map<string, T>): T[] {
  return [...(idsByContact.get(contactId) ?? [])].flatMap((id) => records.get(id) ?? []);
}
