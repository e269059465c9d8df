// What the panel's buttons do: a command on the store in this very page, then a nudge to the worker. Nothing here waits for a network,
// except what asks the server by its nature.
import { browser } from 'wxt/browser';
import type { PanelActions, SearchResults } from '@/components/panel-props';
import { planFill } from '@/lib/domain/fill-plan';
import { blankNote } from '@/lib/domain/note';
import { type Sighting, sightingKey } from '@/lib/domain/sighting';
import { AppError, type Problem, toProblem } from '@/lib/errors';
import { sendMessage } from '@/lib/messages';
import { addAppointment, editAppointment } from '@/lib/store/commands/appointments';
import { addTags, createContact, deleteContact, editContact, removeTags, startWorkflow } from '@/lib/store/commands/contacts';
import { linkPage, notThisPerson } from '@/lib/store/commands/links';
import { addNote, deleteNote, editNote } from '@/lib/store/commands/notes';
import { discardEntry, retryEntry } from '@/lib/store/commands/outbox';
import { addTask, completeTask, deleteTask, editTask } from '@/lib/store/commands/tasks';
import { undo } from '@/lib/store/commands/undo';
import { searchContacts } from '@/lib/store/panel-queries';
import type { Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';
import { fillForm, findForm, teachKey, teachPage, undoFill } from './page-scripts';
import { toPerson } from './panel-view';
import { popOut } from './pop-out';

export interface ActionContext {
  store: Store;
  /** What the panel is beside now; `owner` is whose drafts are on screen. */
  where: () => { tabId: number | undefined; sighting: Sighting | null; owner: string };
  setOpenedUid: (uid: string | undefined) => void;
  setSearch: (results: SearchResults | undefined) => void;
}

/** A pause in typing after which the server is asked, too. */
const typingPauseMs = 350;

/** The panel's actions over a store. */
export function createActions({ store, where, setOpenedUid, setSearch }: ActionContext): PanelActions {
  const nudge = () => void sendMessage('outboxChanged').catch(() => undefined);
  /** Waits until the change is safe in the store, then lets the worker know. */
  const safe = async (command: Promise<unknown>): Promise<void> => {
    await command;
    nudge();
  };
  const connection = async () => {
    const row = await store.db.connections.get('highlevel');
    if (!row?.account) throw new AppError('not-connected');
    return { ...row, account: row.account };
  };
  const page = () => {
    const { sighting } = where();
    if (!sighting) throw new AppError('invalid', { detail: 'The page shows no record to link.' });
    return sighting;
  };
  const search = createSearch(store, setSearch);

  return {
    addTask: (contactUid, task) => safe(addTask(store, contactUid, task)),
    editTask: (uid, edit) => safe(editTask(store, uid, edit)),
    completeTask: (uid, completed) => safe(completeTask(store, uid, completed)),
    deleteTask: (uid) => safe(deleteTask(store, uid)),

    addNote: async (contactUid, { body }) => {
      const { iAm, userId } = await connection();
      await safe(addNote(store, contactUid, { ...blankNote(), body, userId: iAm ?? userId ?? '', addedAt: store.now() }));
    },
    editNote: (uid, edit) => safe(editNote(store, uid, edit)),
    deleteNote: (uid) => safe(deleteNote(store, uid)),

    addAppointment: (contactUid, appointment, notifyClient) => safe(addAppointment(store, contactUid, appointment, notifyClient)),
    editAppointment: (uid, edit, notifyClient) => safe(editAppointment(store, uid, edit, notifyClient)),
    cancelAppointment: (uid, notifyClient) => safe(editAppointment(store, uid, { status: 'cancelled' }, notifyClient)),
    proveAppointment: async (uid) => failOn(await sendMessage('proveAppointment', { uid })),

    editContact: (uid, edit) => safe(editContact(store, uid, edit)),
    addTags: (uid, tags) => safe(addTags(store, uid, tags)),
    removeTags: (uid, tags) => safe(removeTags(store, uid, tags)),
    deleteContact: (uid) => safe(deleteContact(store, uid)),
    startWorkflow: (uid, { id, name }) => safe(startWorkflow(store, uid, id, name)),
    createContact: async (value) => {
      const { account } = await connection();
      const { sighting } = where();
      const { uid } = await createContact(store, account, value);
      if (sighting && sightingKey(sighting)) await linkPage(store, sighting, uid);
      else setOpenedUid(uid);
      nudge();
    },

    link: async (contactUid) => {
      await linkPage(store, page(), contactUid);
      setOpenedUid(undefined);
      setSearch(undefined);
    },
    notThisPerson: async (contactUid) => {
      await notThisPerson(store, page(), contactUid);
      setOpenedUid(undefined);
    },
    openInHighLevel: async (contactUid) => {
      const { locationId } = await connection();
      const contact = await store.db.contacts.get(contactUid);
      if (!contact?.remoteId) throw new AppError('not-found', { detail: 'HighLevel has not confirmed this contact yet.' });
      const url = `https://app.gohighlevel.com/v2/location/${encodeURIComponent(locationId)}/contacts/detail/${encodeURIComponent(contact.remoteId)}`;
      await browser.tabs.create({ url });
    },
    openExisting: async (remoteId) => {
      const { uid, problem } = await sendMessage('readContact', { remoteId });
      failOn({ ...(problem && { problem }) });
      setOpenedUid(uid);
    },

    search,
    openContact: async (uid) => {
      setOpenedUid(uid);
      setSearch(undefined);
    },
    back: async () => {
      setOpenedUid(undefined);
      setSearch(undefined);
    },
    popOut: () => popOut(where().tabId),
    openOptions: () => browser.runtime.openOptionsPage(),

    teachPage: (mark) => teachPage(where().tabId, mark),
    teachKey: (key) => teachKey(where().tabId, key),
    previewFill: async (contactUid) => {
      const contact = await store.db.contacts.get(contactUid);
      if (!contact) throw new AppError('not-found');
      return planFill(contact.value, await findForm(where().tabId));
    },
    fill: (choice) => fillForm(where().tabId, choice),
    undoFill: () => undoFill(where().tabId),

    retry: (entryId) => safe(retryEntry(store, entryId)),
    discard: (entryId) => safe(discardEntry(store, entryId)),
    undo: (undoId) => safe(undo(store, undoId)),
    saveDraft: async (key, value) => {
      const row = `${where().owner}|${key}`;
      // A draft is a convenience: a full disk is told when the form itself is saved.
      try {
        if (value === undefined) await store.db.drafts.delete(row);
        else await store.db.drafts.put({ key: row, value, at: store.now() });
      } catch (error) {
        console.warn('A draft could not be kept.', toProblem(error, store.now()).code);
      }
    },
  };
}

/** Cache at once, server after a pause in typing; the results of an older text never replace those of a newer one. */
function createSearch(store: Store, setSearch: ActionContext['setSearch']): PanelActions['search'] {
  let turn = 0;
  return async (text) => {
    turn += 1;
    const mine = turn;
    const wanted = text.trim();
    if (!wanted) return setSearch(undefined);
    const account = (await store.db.connections.get('highlevel'))?.account;
    if (!account) throw new AppError('not-connected');
    const show = async (more: { answered: boolean; problem?: Problem; uids?: string[] }) => {
      const cached = await searchContacts(store, account, wanted);
      const found = await store.db.contacts.bulkGet(more.uids ?? []);
      const rows = [...cached, ...found].filter((row): row is ContactRow => row !== undefined && !row.deletedAt);
      const hits = new Map(rows.map((row) => [row.uid, toPerson(row)]));
      const { answered, problem } = more;
      if (mine === turn) setSearch({ text, hits: [...hits.values()], answered, ...(problem && { problem }) });
    };
    await show({ answered: false });
    await new Promise((resolve) => setTimeout(resolve, typingPauseMs));
    if (mine !== turn) return;
    const { uids, problem } = await sendMessage('searchServer', wanted).catch(() => ({
      uids: [],
      problem: { code: 'unexpected' as const, at: store.now() },
    }));
    await show({ answered: !problem, uids, ...(problem && { problem }) });
  };
}

function failOn({ problem }: { problem?: Problem }): void {
  if (problem)
    throw new AppError(problem.code, {
      ...(problem.detail && { detail: problem.detail }),
      ...(problem.status && { status: problem.status }),
    });
}
