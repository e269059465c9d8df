// One outbox change becomes one call to a system. What the server answered comes back as ids and values, never as wire shapes.
import type { RecordKind } from '@/lib/domain/sighting';
import { AppError } from '@/lib/errors';
import type { OutboxEntry } from '@/lib/store/outbox-entry';
import type { Written } from '@/lib/store/settle';
import type { CallOptions, System } from '@/lib/systems/system';

export interface RemoteIds {
  /** Of the record; undefined for one that is yet to be made. */
  id: string | undefined;
  /** Of its contact; undefined for a contact that is yet to be made. */
  contactId: string | undefined;
  /** Of its contact, where that is known. */
  contactKind?: RecordKind | undefined;
}

/** Sends the change. Throws AppError. */
export async function sendChange(system: System, entry: OutboxEntry, ids: RemoteIds, options: CallOptions): Promise<Written> {
  const { contacts, tasks, notes, appointments } = system;
  const { change } = entry;
  const id = () => known(ids.id);
  const contactId = () => known(ids.contactId);
  const ofKind = { ...options, ...(ids.contactKind && { kind: ids.contactKind }) };
  /** An answer about tags need not hold them all: where it shows otherwise than asked, the contact itself is read. */
  const proven = async (answered: string[], missing: (tags: string[]) => string[]): Promise<Written> => {
    if (missing(answered).length === 0) return { fields: { tags: answered } };
    const tags = (await contacts.read(id(), options))?.value.tags ?? [];
    const failed = missing(tags);
    if (failed.length > 0) throw new AppError('not-stored', { detail: `Tags: ${failed.join(', ')}` });
    return { fields: { tags } };
  };
  switch (change.op) {
    case 'contact.create':
      return await contacts.create(change.value, { ...options, ...(change.kind && { kind: change.kind }) });
    case 'contact.update':
      return await contacts.update(id(), change.edit, options);
    case 'contact.delete':
      return nothing(await contacts.delete(id(), options));
    case 'contact.add-tags':
      return await proven(await contacts.addTags(id(), change.tags, options), (tags) => change.tags.filter((tag) => !has(tags, tag)));
    case 'contact.remove-tags':
      return await proven(await contacts.removeTags(id(), change.tags, options), (tags) => change.tags.filter((tag) => has(tags, tag)));
    case 'contact.start-workflow':
      return nothing(await contacts.startWorkflow(id(), change.workflowId, options));
    case 'task.create':
      return await tasks.create(contactId(), change.value, ofKind);
    case 'task.update':
      return await tasks.update(contactId(), id(), change.edit, options);
    case 'task.complete':
      return await tasks.setCompleted(contactId(), id(), change.completed, options);
    case 'task.delete':
      return nothing(await tasks.delete(contactId(), id(), options));
    case 'note.create':
      return await notes.create(contactId(), change.value, ofKind);
    case 'note.update':
      return await notes.update(contactId(), id(), change.edit, options);
    case 'note.delete':
      return nothing(await notes.delete(contactId(), id(), options));
    case 'appointment.create':
      return await appointments.create(contactId(), change.value, change.notifyClient, options);
    case 'appointment.update':
      return await appointments.update(id(), change.edit, change.notifyClient, options);
    default:
      // An entry of a newer or older version of Lockstep: kept and shown, never dropped.
      throw new AppError('unexpected', { detail: 'This version of Lockstep does not know how to send this change.' });
  }
}

function nothing(_answer: unknown): Written {
  return {};
}

function has(tags: string[], wanted: string): boolean {
  return tags.some((tag) => tag.toLowerCase() === wanted.toLowerCase());
}

function known(id: string | undefined): string {
  if (id === undefined) throw new AppError('not-found');
  return id;
}
