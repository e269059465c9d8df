// What becomes of a Push or Pull after `Apply`, field by field: verified once the server's answer shows the value.
import type { Applied, AppliedField } from '@/components/sync-props';
import type { SystemName } from '@/lib/domain/account';
import { blankContact, type Contact, type CustomValue } from '@/lib/domain/contact';
import { readField } from '@/lib/domain/mapping/contact-values';
import { sameFieldValue, shownText } from '@/lib/domain/mapping/convert';
import type { Field, FieldRef } from '@/lib/domain/mapping/field';
import { mappingInUse } from '@/lib/store/mapping-in-use';
import type { OutboxEntry } from '@/lib/store/outbox-entry';
import type { Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';

/** What was written: which entry carries which field, and the value that it asks for. */
export interface Written {
  id: number;
  /** The record that is written. */
  uid: string;
  fields: { key: string; ref: FieldRef; entry: number; value: CustomValue }[];
}

/** Does what the user asked for and remembers what it put into the outbox. Undefined where that was nothing. */
export async function noteWritten({ db }: Store, work: () => Promise<unknown>): Promise<Written | undefined> {
  const before = (await db.outbox.orderBy('seq').lastKey()) ?? 0;
  await work();
  const made = await db.outbox.where('seq').above(before).toArray();
  // The background sync may be writing at the same time: its entries say so.
  const entries = made.filter(({ carries, why, table }) => carries && table === 'contacts' && (why?.by ?? 'click') === 'click');
  const [first] = entries;
  const row = first && (await db.contacts.get(first.uid));
  if (!first || !row) return undefined;
  return { id: first.seq, uid: row.uid, fields: entries.flatMap((entry) => fieldsOf(entry, row.value)) };
}

/** How far it has come. Undefined once it was taken back. */
export async function readApplied(store: Store, { id, uid, fields }: Written): Promise<Applied | undefined> {
  const { db } = store;
  const row = await db.contacts.get(uid);
  const [tie] = row
    ? await db.pairs
        .where(row.account.startsWith('highlevel:') ? 'left' : 'right')
        .equals(uid)
        .toArray()
    : [];
  if (!row || !tie) return undefined;
  const live = await mappingInUse(store, tie.pair);
  const [system] = row.account.split(':') as [SystemName];
  const entries = new Map((await db.outbox.where('uid').equals(uid).toArray()).map((entry) => [entry.seq, entry]));
  const known = live.fields[system === 'highlevel' ? 'left' : 'right'];
  const shown = fields.flatMap((one): AppliedField[] => {
    const field = known.find(({ ref }) => ref === one.ref);
    const state = field && stateOf(row, one, field, entries.get(one.entry), live.tools);
    if (!field || !state) return [];
    return [{ key: one.key, label: field.label, value: shownText(one.value, field, live.tools), ...state }];
  });
  return shown.length > 0 ? { id, to: system, fields: shown } : undefined;
}

function fieldsOf({ seq, carries }: OutboxEntry, value: Contact): Written['fields'] {
  return (carries?.values ?? []).map(({ rule, ref }) => {
    const field = ref as FieldRef;
    return { key: rule, ref: field, entry: seq, value: readField(value, field) };
  });
}

function stateOf(
  row: ContactRow,
  { ref, value }: Written['fields'][number],
  field: Field,
  entry: OutboxEntry | undefined,
  tools: Parameters<typeof shownText>[2],
): Pick<AppliedField, 'state' | 'holds' | 'problem'> | undefined {
  if (entry) return { state: entry.state, ...(entry.problem && { problem: entry.problem }) };
  const holds = readField(row.server ?? blankContact(), ref);
  if (sameFieldValue(holds, value, field, tools)) return { state: 'verified' };
  // Neither there nor refused: it was taken back, or changed by somebody since.
  return isUnstored(row, ref) ? { state: 'unstored', holds: shownText(holds, field, tools) } : undefined;
}

function isUnstored({ unstored = {} }: ContactRow, ref: FieldRef): boolean {
  const custom = (unstored.customFields ?? {}) as Record<string, unknown>;
  if (ref === 'fullName') return 'firstName' in unstored || 'lastName' in unstored;
  return ref.startsWith('custom:') ? ref.slice('custom:'.length) in custom : ref in unstored;
}
