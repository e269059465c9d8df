// A HighLevel contact made from the record that the page shows: the mapping fills the form in, and what was typed is read by its fields.
import type { Duplicate, PrefillField } from '@/components/sync-props';
import { blankContact, type CustomValue } from '@/lib/domain/contact';
import { readField, withWrite, writeOf } from '@/lib/domain/mapping/contact-values';
import { readTyped, typedText } from '@/lib/domain/mapping/convert';
import type { Field, FieldRef } from '@/lib/domain/mapping/field';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import { sourcesOf } from '@/lib/domain/merge/copy-record';
import { contactMerge } from '@/lib/domain/merge/merge-contacts';
import { newRecord } from '@/lib/domain/plan/steps/new-record';
import { type Sighting, sightingKey } from '@/lib/domain/sighting';
import { AppError } from '@/lib/errors';
import { createContact } from '@/lib/store/commands/contacts';
import { createPartner } from '@/lib/store/commands/create-partner';
import { linkPage } from '@/lib/store/commands/links';
import { findDuplicates } from '@/lib/store/find-duplicates';
import { mappingInUse, pairNameOf } from '@/lib/store/mapping-in-use';
import { recordOfPage } from '@/lib/store/partner';
import type { Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';
import { type AskThere, toDuplicate } from './create-there';

/** What the mapping makes of the page's record. Undefined while the record is not known. */
export async function readPrefill(store: Store, shown: Sighting): Promise<PrefillField[] | undefined> {
  const record = await recordOfPage(store, shown);
  if (!record) return undefined;
  const live = await mappingInUse(store, pairNameOf(record));
  const { changes, refused } = madeOf(live, record);
  const filled = withWrite(blankContact(), writeOf(changes, blankContact()));
  const refs = new Set(changes.flatMap(({ ref }) => (ref === 'fullName' ? ['firstName', 'lastName'] : [ref])));
  return live.fields.left.flatMap((field): PrefillField[] => {
    const { ref, label, type, options } = field;
    const shape = { ref, label, type, ...(options && { options }) };
    const obstacle = refused.find((one) => one.ref === ref)?.reason;
    if (obstacle) return [{ ...shape, text: '', obstacle }];
    return refs.has(ref) ? [{ ...shape, text: typedText(readField(filled, ref), field, live.tools) }] : [];
  });
}

/**
 * Creates the contact from texts by field, ties it to the page and its record. Answers with those who could be the same person, and then has
 * created nobody: exact ones always, similar ones unless they were seen. Throws `invalid` for a text that a field cannot hold.
 */
export async function createHere(
  store: Store,
  shown: Sighting,
  texts: Record<string, string>,
  { despiteSimilar, askHere }: { despiteSimilar: boolean; askHere: AskThere },
): Promise<Duplicate[]> {
  const highlevel = await store.db.connections.get('highlevel');
  if (!highlevel?.account) throw new AppError('not-connected');
  const { account } = highlevel;
  const record = await recordOfPage(store, shown);
  const live = await mappingInUse(store, record ? pairNameOf(record) : 'highlevel-bqe-client');
  const typed = readTexts(texts, live);
  const value = withWrite(blankContact(), writeOf(typed, blankContact()));
  const marks = { emails: value.email ? [value.email] : [], phones: value.phone ? [value.phone] : [] };
  // Where HighLevel cannot be asked now, the outbox asks before it creates.
  await askHere({ ...shown, ...marks }).catch(() => undefined);
  const found = await findDuplicates(store, account, value);
  if (found.some(({ exact }) => exact) || (found.length > 0 && !despiteSimilar)) return found.map(toDuplicate);
  const uid = record ? await createFrom(store, account, record, live, typed) : (await createContact(store, account, editOf(typed))).uid;
  if (sightingKey(shown)) await linkPage(store, shown, uid);
  return [];
}

interface Typed {
  ref: FieldRef;
  to: CustomValue;
}

/** What was typed, blanks left out. */
function readTexts(texts: Record<string, string>, { fields, tools }: LiveMapping): Typed[] {
  return Object.entries(texts).flatMap(([ref, text]): Typed[] => {
    const field: Field | undefined = fields.left.find((one) => one.ref === ref);
    if (!field || !text.trim()) return [];
    // A number that we cannot read may still be one to HighLevel.
    const read = readTyped(text, field, tools);
    if (read.refused !== undefined && field.type !== 'phone') throw new AppError('invalid', { detail: read.refused });
    return [{ ref: field.ref, to: read.value ?? text }];
  });
}

/** What was left as the record says it is what both agree on; the rest was entered by hand. */
async function createFrom(
  store: Store,
  account: ContactRow['account'],
  record: ContactRow,
  live: LiveMapping,
  typed: readonly Typed[],
): Promise<string> {
  const { changes } = madeOf(live, record);
  const filled = withWrite(blankContact(), writeOf(typed, blankContact()));
  const kept = changes.filter((change) =>
    live.rules.find(({ key }) => key === change.rule)?.left.same(readField(filled, change.ref as FieldRef), change.to),
  );
  const carried = new Set(kept.flatMap(({ ref }) => (ref === 'fullName' ? ['firstName', 'lastName', ref] : [ref])));
  const entered = typed.filter(({ ref }) => !carried.has(ref));
  const sources = sourcesOf(contactMerge(live, { left: blankContact(), right: record.value }), 'left');
  const what = { pair: live.mapping.pair, side: 'left', account, from: record.uid } as const;
  return await createPartner(store, { ...what, changes: kept, entered, sources, label: 'Contact created' });
}

function madeOf(live: LiveMapping, record: ContactRow) {
  return newRecord(live, 'left', [record]);
}

function editOf(typed: readonly Typed[]): Parameters<typeof createContact>[2] {
  const { edit, addTags } = writeOf(typed, blankContact());
  return { ...edit, ...(addTags.length > 0 && { tags: addTags }) };
}
