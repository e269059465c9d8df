// A contact's notes. Answers have no date of change, and a note cannot be back-dated. Source: HighLevel OpenAPI contacts.json, NotesDTO
import type { Hono } from 'hono';
import { needContact } from './contacts';
import { missing } from './errors';
import type { Note } from './model';
import { addRoute, type Call, type Deps, Reply, V2021_07 } from './route';
import { keepStored } from './stored-fields';
import { isoUtc } from './times';
import { type Rules, validate } from './validate';

const READ = { version: V2021_07, scope: 'contacts.readonly' };
const WRITE = { version: V2021_07, scope: 'contacts.write' };

const UPDATE_RULES: Rules = {
  body: { kind: 'string' },
  userId: { kind: 'string' },
  title: { kind: 'string' },
  color: { kind: 'string' },
  pinned: { kind: 'boolean' },
};
const CREATE_RULES: Rules = { ...UPDATE_RULES, body: { kind: 'string', required: true } };

export function addNoteRoutes(app: Hono, deps: Deps): void {
  const { state, quirks } = deps;

  addRoute(app, deps, 'get', '/contacts/:contactId/notes', READ, ({ token, param }) => ({
    notes: state.notesOf(needContact(deps, token, param('contactId')).id).map(noteWire),
  }));

  addRoute(app, deps, 'post', '/contacts/:contactId/notes', WRITE, ({ token, param, body }) => {
    const contact = needContact(deps, token, param('contactId'));
    validate(body, CREATE_RULES);
    const note = state.addNote({ body: '', ...readNote(deps, keepStored(quirks, 'note', body)), contactId: contact.id });
    return new Reply(201, { note: noteWire(note) });
  });

  addRoute(app, deps, 'get', '/contacts/:contactId/notes/:noteId', READ, (call) => ({ note: noteWire(needNote(deps, call)) }));

  addRoute(app, deps, 'put', '/contacts/:contactId/notes/:noteId', WRITE, (call) => {
    const note = needNote(deps, call);
    validate(call.body, UPDATE_RULES);
    return { note: noteWire(state.editNote(note.id, readNote(deps, keepStored(quirks, 'note', call.body)))) };
  });

  addRoute(app, deps, 'delete', '/contacts/:contactId/notes/:noteId', WRITE, (call) => {
    state.deleteNote(needNote(deps, call).id);
    return { succeded: true };
  });
}

function needNote(deps: Deps, { token, param }: Call): Note {
  const contact = needContact(deps, token, param('contactId'));
  const note = deps.state.notes.get(param('noteId'));
  if (!note || note.contactId !== contact.id) throw missing('Note', param('noteId'), deps.quirks.missingStatus);
  return note;
}

function readNote({ quirks }: Deps, body: Record<string, unknown>): Partial<Note> {
  const changes: Partial<Note> = {};
  if (body.body !== undefined) {
    const text = quirks.normalises ? String(body.body).trim() : String(body.body);
    changes.body = quirks.notesBecomeHtml && !text.startsWith('<') ? `<p>${text.replaceAll('\n', '</p><p>')}</p>` : text;
  }
  if (body.userId !== undefined) changes.userId = String(body.userId) || null;
  if (body.title !== undefined) changes.title = String(body.title) || null;
  if (body.color !== undefined) changes.color = String(body.color) || null;
  if (body.pinned !== undefined) changes.pinned = body.pinned as boolean;
  return changes;
}

function noteWire(note: Note): object {
  return {
    id: note.id,
    body: note.body,
    userId: note.userId ?? undefined,
    dateAdded: isoUtc(note.addedAt),
    contactId: note.contactId,
    title: note.title ?? undefined,
    color: note.color ?? undefined,
    pinned: note.pinned,
  };
}
