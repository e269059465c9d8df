// A write as the audit log tells of it: the fields that it asked for, with the values before and after.
import type { NewEvent } from '@/lib/audit/entry';
import type { RecipientName } from '@/lib/domain/account';
import { type Contact, displayName } from '@/lib/domain/contact';
import { differingOf } from '@/lib/domain/same-value';
import type { Problem } from '@/lib/errors';
import type { OutboxEntry } from './outbox-entry';
import type { RecordValue } from './rebase';
import type { AnyRow } from './records';
import type { Written } from './settle';
import { wantedFields } from './wanted-fields';

export interface WriteFacts {
  /** The record as it was before it settled. */
  row: AnyRow | undefined;
  contact: Contact | undefined;
  written?: Written;
  /** Why the server refused it. */
  problem?: Problem;
}

/** The event of a write that was answered. */
export function writeEvent(entry: OutboxEntry, { row, contact, written, problem }: WriteFacts): NewEvent {
  const { change, table, uid, contactUid, account, why } = entry;
  const asked = askedFields(entry);
  const before = row?.server as Record<string, unknown> | undefined;
  const isDelete = change.op.endsWith('.delete');
  const fields = Object.keys(asked ?? {});
  const said = (written?.value ?? written?.fields) as Record<string, unknown> | undefined;
  const old = isDelete ? filled(before) : before && pick(before, fields);
  const now = problem || !said ? asked : { ...asked, ...pick(said, fields) };
  const isKept = !asked || !written?.value || differingOf(asked, written.value as RecordValue) === undefined;
  const remoteId = written?.id ?? row?.remoteId;
  const name = titleOf(row?.value) || (contact && displayName(contact));
  return {
    system: account.split(':')[0] as RecipientName,
    account,
    kind: 'write',
    what: change.op,
    outcome: problem ? 'refused' : isKept ? 'done' : 'not-kept',
    why: why ?? { by: 'click' },
    table,
    uid,
    contactUid,
    ...(remoteId && { remoteId }),
    ...(fields.length > 0 && { fields }),
    ...(written?.requestId && { requestId: written.requestId }),
    ...(problem && { code: problem.code, ...(problem.status && { status: problem.status }) }),
    values: { ...(name && { name }), ...(old && { old }), ...(now && { new: now }) },
  };
}

/** What the change asks the server to hold, or to do. */
function askedFields({ change }: OutboxEntry): Record<string, unknown> | undefined {
  if (change.op === 'contact.start-workflow') return { workflow: change.workflowName };
  if (change.op === 'contact.add-tags') return { tagsAdded: change.tags };
  if (change.op === 'contact.remove-tags') return { tagsRemoved: change.tags };
  if (change.op === 'event.deliver') return { event: change.event.type, ...change.event.data };
  return wantedFields(change);
}

function titleOf(value: RecordValue | undefined): string {
  return value && 'title' in value ? value.title : '';
}

function pick(value: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in value).map((name) => [name, value[name]]));
}

/** Without what is blank. */
function filled(value: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  const isBlank = (field: unknown) => field === '' || field === undefined || (Array.isArray(field) && field.length === 0);
  return value && Object.fromEntries(Object.entries(value).filter(([, field]) => !isBlank(field)));
}
