// BQE CORE behind the shape that all systems share. What is asked, in which order, and what an answer means; how it is sent is api.ts.
import { accountId } from '@/lib/domain/account';
import type { ContactEdit } from '@/lib/domain/contact';
import { blankNote, type Note } from '@/lib/domain/note';
import type { ReferenceItems } from '@/lib/domain/reference';
import type { RecordKind } from '@/lib/domain/sighting';
import { blankTask, type Task } from '@/lib/domain/task';
import { AppError, isAppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import { undefinedIfGone } from '@/lib/http/if-gone';
import type { CallOptions, Capabilities, ChildRecords, Remote, System } from '@/lib/systems/system';
import { type Api, createApi, resourcePaths } from './api';
import { deletedSince } from './deleted';
import { findContacts } from './find-contacts';
import { readableKinds, writableKinds } from './kinds';
import { isClosed, listContacts, listedFields } from './list-contacts';
import { type BqeProfile, kindsWithCustomFields, personProfile } from './profile';
import { readMany } from './read-many';
import { readRecord } from './read-record';
import { type Place, readAll, readPage, readPlace } from './read-rows';
import {
  applyContactEdit,
  applyNoteEdit,
  applyTaskEdit,
  type ContactKind,
  isSystemNote,
  newName,
  type Reading,
  readContact,
  readNote,
  readTask,
  writeNewContact,
  writeNewNote,
  writeNewTask,
} from './records';
import { readReference } from './reference';
import { writeStamp } from './times';
import { anyOf, orderBy, quoted } from './where';
import type { Row } from './wire';
import { writeRecord } from './write-record';

export interface BqeOptions {
  /** Signed in: see authorised.ts. */
  http: Http;
  /** The token answer's `endpoint`, or how to look up the one that is stored with the tokens. */
  endpoint: string | (() => Promise<string>);
  /** What the connection test found. */
  profile: BqeProfile;
  /** The signed-in user's employee id, or ''. */
  userId: string;
  companyId: string;
  /** IANA zone: BQE CORE keeps days, and these are days there. */
  timezone: string;
  /** What the last connection test found missing, in its words: `crm/prospect`, `todo:write`. */
  missing?: readonly string[];
  /** Epoch ms. */
  now?: () => number;
}

/** The adapter for one company file. */
export function createBqe({ http, endpoint, profile, userId, companyId, timezone, missing = [], now = Date.now }: BqeOptions): System {
  const api = createApi(http, { endpoint, timezone, now });
  const reading: Reading = { profile, userId, clock: { timezone, naive: profile.naive, now } };
  const kinds = readableKinds(missing);
  /** Which ids are clients and which prospects, as far as seen; only saves requests. */
  const kindOf = new Map<string, ContactKind>();

  async function readPerson(id: string, options: CallOptions): Promise<{ row: Row; kind: ContactKind } | undefined> {
    for (const kind of [...kinds].sort((one, other) => Number(other === kindOf.get(id)) - Number(one === kindOf.get(id)))) {
      const row = await readRecord(api, kind, id, profile, options);
      if (!row) continue;
      kindOf.set(id, kind);
      return { row, kind };
    }
    return undefined;
  }

  async function personOf(id: string, options: CallOptions & { kind?: RecordKind }): Promise<ContactKind> {
    if (options.kind === 'client' || options.kind === 'prospect') return options.kind;
    const kind = kindOf.get(id) ?? (await readPerson(id, options))?.kind;
    if (!kind) throw new AppError('not-found');
    return kind;
  }

  /** What the last search from its beginning found, so that its next pages need not be read again. */
  let searched: { key: string; tasks: Remote<Task>[] } | undefined;

  const todos = children(api, 'todo', profile);
  const notes = children(api, 'note', profile);
  const toTask = (row: Row) => readTask(row, reading);
  const toNote = (row: Row) => readNote(row, reading);
  const linkedTo = (contactId: string) => `linkedEntityId=${quoted(contactId)}`;

  return {
    name: 'bqe',
    account: accountId('bqe', companyId),
    can: capabilities(profile, missing),

    contacts: {
      async read(id, options) {
        const found = await readPerson(id, options);
        return found && readContact(found.row, found.kind, reading);
      },
      async readMany(ids, options) {
        const found = await readMany(api, kinds, ids, profile, options);
        for (const { row, kind } of found) kindOf.set(row.id, kind);
        return found.map(({ row, kind }) => readContact(row, kind, reading));
      },
      async list(query, options) {
        const page = await listContacts(api, kinds, query, reading, options);
        for (const { id, kind } of page.items) if (kind === 'client' || kind === 'prospect') kindOf.set(id, kind);
        return page;
      },
      find: (marks, options) => findContacts(api, kinds, marks, reading, options),
      async atCompany(company, options) {
        if (!company.trim()) return [];
        const where = `company=${quoted(company.trim())}`;
        const found = await Promise.all(
          kinds.map(async (kind) => {
            const listing = { ...listedFields(profile, kind), where, size: 100, isChanges: true };
            return (await ifOpen(kind, readAll(api, kind, listing, options, 200))).map((row) => readContact(row, kind, reading));
          }),
        );
        return found.flat();
      },
      async create(edit, options) {
        const kind = options.kind === 'prospect' ? 'prospect' : 'client';
        const row = await create(api, kind, writeNewContact(edit, personProfile(profile, kind)), edit, options);
        kindOf.set(row.id, kind);
        // The answer of a create lacks nested fields that a reading must ask for.
        const whole = profile[kind].expand.length > 0 ? await readRecord(api, kind, row.id, profile, options) : row;
        return readContact(whole ?? row, kind, reading);
      },
      async update(id, edit, options) {
        const kind = await personOf(id, options);
        const read = () => readRecord(api, kind, id, profile, options);
        const apply = (row: Row) => applyContactEdit(row, edit, personProfile(profile, kind));
        return readContact(await writeRecord({ api, resource: kind, id, read, apply, options }), kind, reading);
      },
      async delete(id, options) {
        const found = await readPerson(id, options);
        if (found) await undefinedIfGone(api.remove(found.kind, id, options));
      },
      addTags: groupsAreReadOnly,
      removeTags: groupsAreReadOnly,
      startWorkflow: () => unsupported('BQE CORE has no workflows that can be started from outside.'),
    },

    tasks: {
      list: async (contactId, options) => (await todos.list(linkedTo(contactId), options)).map(toTask),
      read: async (_contactId, id, options) => there(await todos.read(id, options), toTask),
      async create(contactId, value, options) {
        const body = writeNewTask(contactId, await personOf(contactId, options), { ...blankTask(), ...value }, reading);
        return toTask(await api.create('todo', body, options));
      },
      update: async (_contactId, id, edit, options) => toTask(await todos.write(id, (row) => applyTaskEdit(row, edit, reading), options)),
      setCompleted: async (_contactId, id, completed, options) =>
        toTask(await todos.write(id, (row) => applyTaskEdit(row, { completed }, reading), options)),
      delete: (_contactId, id, options) => todos.remove(id, options),
      async changed({ since, cursor, size }, options) {
        const { rows, next } = await todos.changed(since, cursor, size, reading, options);
        return { items: rows.map(toTask), next };
      },
      async search({ assignedTo, completed, skip, limit }, options) {
        const key = JSON.stringify([assignedTo, completed]);
        if (skip === 0 || searched?.key !== key) {
          // What counts as done is ours to say, so done and open are told apart here.
          const where = anyOf('assignedToId', assignedTo) || (completed ? '' : notDone(profile));
          const rows = await readAll(
            api,
            'todo',
            { ...(where && { where }), orderBy: orderBy('endDate', 'desc', profile), size: 500 },
            options,
          );
          searched = { key, tasks: rows.map(toTask).filter(({ value }) => value.completed === completed) };
        }
        return searched.tasks.slice(skip, skip + limit);
      },
    },

    notes: {
      async list(contactId, options) {
        const rows = await notes.list(`masterEntityId=${quoted(contactId)} or ${linkedTo(contactId)}`, options);
        return rows.filter((row) => !isSystemNote(row, profile)).map((row) => ({ ...toNote(row), contactId }));
      },
      read: async (_contactId, id, options) => there(await notes.read(id, options), toNote),
      async create(contactId, value: Note, options) {
        const body = writeNewNote(contactId, await personOf(contactId, options), { ...blankNote(), ...value }, reading);
        return toNote(await api.create('note', body, options));
      },
      update: async (_contactId, id, edit, options) => toNote(await notes.write(id, (row) => applyNoteEdit(row, edit), options)),
      delete: (_contactId, id, options) => notes.remove(id, options),
      async changed({ since, cursor, size }, options) {
        let page = await notes.changed(since, cursor, size, reading, options);
        let wanted = page.rows.filter((row) => !isSystemNote(row, profile));
        // A page of notes that BQE CORE wrote itself is not the end.
        while (wanted.length === 0 && page.next) {
          page = await notes.changed(since, page.next, size, reading, options);
          wanted = page.rows.filter((row) => !isSystemNote(row, profile));
        }
        return { items: wanted.map(toNote), next: page.next };
      },
    },

    appointments: {
      list: () => unsupported(noAppointments),
      read: () => unsupported(noAppointments),
      create: () => unsupported(noAppointments),
      update: () => unsupported(noAppointments),
    },

    deletedSince: (since, options) => deletedSince(api, since, reading, options),

    async reference<Kind extends keyof ReferenceItems>(kind: Kind, options: CallOptions) {
      return readReference(api, kind, { companyId, timezone, userId }, options);
    },
  };
}

const noAppointments = 'BQE CORE’s calendar has no interface.';

async function unsupported(detail: string): Promise<never> {
  throw new AppError('unsupported', { detail });
}

const groupsAreReadOnly = (): Promise<never> => unsupported('Groups of BQE CORE are assigned there.');

/** What to-dos and notes have in common: they are changed whole, and found by what they hang on. */
function children(api: Api, resource: 'todo' | 'note', profile: BqeProfile) {
  const read = (id: string, options: CallOptions) => readRecord(api, resource, id, profile, options);
  return {
    read,
    list: (where: string, options: CallOptions) =>
      readAll(api, resource, { where, orderBy: orderBy('createdOn', 'asc', profile), size: 500 }, options),
    write: (id: string, apply: (row: Row) => void, options: CallOptions) =>
      writeRecord({ api, resource, id, read: () => read(id, options), apply, options }),
    async remove(id: string, options: CallOptions): Promise<void> {
      await undefinedIfGone(api.remove(resource, id, options));
    },
    async changed(
      since: number,
      cursor: Parameters<NonNullable<ChildRecords<unknown, unknown>['changed']>>[0]['cursor'],
      size: number,
      { clock }: Reading,
      options: CallOptions,
    ): Promise<{ rows: Row[]; next: Place | null }> {
      const where = `lastUpdated >= ${quoted(writeStamp(since - overlapMs, clock))}`;
      const listing = { where, orderBy: orderBy('lastUpdated', 'desc', profile), size: Math.min(size, 1000), isChanges: true };
      return readPage(api, resource, listing, options, Array.isArray(cursor) ? readPlace(cursor) : undefined);
    },
  };
}

/** Everybody's open to-dos: those of every other status, without "and", whose rank beside "or" is not published. '' where it is not known. */
function notDone({ todo }: BqeProfile): string {
  const [status, ...more] = todo.done;
  if (typeof status !== 'number' || more.length > 0) return '';
  return `status<${status} or status>${status} or status is null`;
}

/** Changes are asked for from this much earlier, as for contacts. */
const overlapMs = 5 * 60_000;

function there<T>(row: Row | undefined, read: (row: Row) => Remote<T>): Remote<T> | undefined {
  return row && read(row);
}

async function ifOpen(kind: ContactKind, rows: Promise<Row[]>): Promise<Row[]> {
  try {
    return await rows;
  } catch (error) {
    if (kind === 'prospect' && isClosed(error)) return [];
    throw error;
  }
}

/** A display name that is taken already names its owner, so that the user can link instead. */
async function create(api: Api, kind: ContactKind, body: object, edit: ContactEdit, options: CallOptions): Promise<Row> {
  try {
    return await api.create(kind, body, options);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'duplicate') throw error;
    const { rows } = await api.list(kind, { where: `name=${quoted(newName(edit))}`, fields: ['id', 'name'], page: 1, size: 1 }, options);
    const existingId = rows[0]?.id;
    throw new AppError('duplicate', { ...(error.detail && { detail: error.detail }), ...(existingId && { existingId }), cause: error });
  }
}

/** What licence, permissions and the profile allow. */
function capabilities(profile: BqeProfile, missing: readonly string[]): Capabilities {
  const has = (resource: keyof typeof resourcePaths, act = '') => !missing.includes(resourcePaths[resource] + act);
  const canRead = (resource: keyof typeof resourcePaths) => has(resource);
  const canWrite = (resource: keyof typeof resourcePaths) => has(resource) && has(resource, ':write');
  const read = readableKinds(missing).length > 0;
  const kinds = writableKinds(missing);
  const write = kinds.length > 0;
  const isSearchable = readableKinds(missing).some((kind) => profile[kind].search.email || profile[kind].search.phone);
  return {
    contacts: {
      read,
      write,
      search: isSearchable,
      delete: write,
      changes: 'updated',
      kinds,
      customFields: kindsWithCustomFields(profile, kinds),
    },
    tasks: { read: canRead('todo'), write: canWrite('todo'), changes: canRead('todo') },
    notes: { read: canRead('note'), write: canWrite('note'), changes: canRead('note') },
    leads: { read: false },
    appointments: { read: false, write: false },
    // Assigning groups is not documented: `/group/detail` was seen to be read only.
    tags: false,
    workflows: false,
  };
}
