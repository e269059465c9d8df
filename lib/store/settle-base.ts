// What a pair agrees on, settled by the answers to writes: never by what was asked for, since servers spell values their own way.
import type { Contact, CustomValue } from '@/lib/domain/contact';
import { readField } from '@/lib/domain/mapping/contact-values';
import type { FieldRef } from '@/lib/domain/mapping/field';
import { otherSide } from '@/lib/domain/mapping/mapping';
import type { Base } from '@/lib/domain/merge/merge-records';
import { saidText } from '@/lib/domain/merge/note-text';
import type { Note } from '@/lib/domain/note';
import { sameValue } from '@/lib/domain/same-value';
import type { Task } from '@/lib/domain/task';
import type { Carries } from './outbox-entry';
import type { RecordValue } from './rebase';
import type { Store } from './records';

/** Stores what both sides say now of the fields that were carried. `said` is the written record as its server shows it. */
export async function settleBase({ db }: Store, { table, left, right, to, values }: Carries, said: RecordValue): Promise<void> {
  const from = otherSide(to);
  const settled = Object.fromEntries(values.map(({ rule, ref, source }) => [rule, { [from]: source, [to]: valueIn(table, said, ref) }]));
  const withBase = (row: { base?: Base }) => {
    row.base = { ...row.base, ...settled } as Base;
  };
  if (table === 'contacts') await db.pairs.where('[left+right]').equals([left, right]).modify(withBase);
  else await db.workPairs.where('[left+right]').equals([left, right]).modify(withBase);
}

/**
 * Of what was to be carried by a create, what a record says that was come upon instead: it need not say all that was asked for, and somebody may
 * have changed it since. The rest is compared anew.
 */
export function agreedOf(carries: Carries, asked: RecordValue, found: RecordValue): Carries {
  const said = ({ ref }: Carries['values'][number], value: RecordValue) => valueIn(carries.table, value, ref);
  return { ...carries, values: carries.values.filter((one) => sameValue(one.ref, said(one, asked), said(one, found))) };
}

/** The user gave a carried write up: what differs now stays so, and what was to be made is not made again. */
export async function leaveApart(store: Store, carries: Carries, said: RecordValue | undefined): Promise<void> {
  if (said) return await settleBase(store, carries, said);
  const one = carries.to === 'right' ? carries.left : carries.right;
  await store.db.apart.put({ one, other: '', madeAt: store.now() });
}

/** The user takes a record away that was made from its partner: what becomes of that one is no question, and it is not made again. */
export async function leaveDeleted({ db }: Store, { table, to }: Carries, uid: string): Promise<void> {
  if (table !== 'contacts') await db.workPairs.where(to).equals(uid).modify({ answered: 'deleted' });
  else
    await db.pairs
      .where(to)
      .equals(uid)
      .modify((row) => {
        row.answered = [...new Set([...(row.answered ?? []), 'deleted' as const])];
      });
}

/** Takes the ties of a record away that was never made. */
export async function untie({ db }: Store, uid: string): Promise<void> {
  for (const side of ['left', 'right'] as const) {
    await db.pairs.where(side).equals(uid).delete();
    await db.workPairs.where(side).equals(uid).delete();
  }
}

/** True for a record that has a partner. */
export async function isTied({ db }: Store, uid: string): Promise<boolean> {
  const tables = [db.pairs, db.workPairs];
  const counts = await Promise.all(tables.map((table) => table.where('left').equals(uid).or('right').equals(uid).count()));
  return counts.some((count) => count > 0);
}

/** A record turns out to be known under another uid: its ties follow. */
export async function retie({ db }: Store, from: string, to: string): Promise<void> {
  for (const side of ['left', 'right'] as const) {
    for (const row of await db.pairs.where(side).equals(from).toArray()) {
      await db.pairs.delete([row.left, row.right]);
      await db.pairs.put({ ...row, [side]: to });
    }
    for (const row of await db.workPairs.where(side).equals(from).toArray()) {
      await db.workPairs.delete([row.left, row.right]);
      await db.workPairs.put({ ...row, [side]: to });
    }
  }
  await db.workPairs.where('contactUid').equals(from).modify({ contactUid: to });
  await db.leads.where('contactUid').equals(from).modify({ contactUid: to });
}

function valueIn(table: Carries['table'], said: RecordValue, ref: string): CustomValue {
  if (table === 'contacts') return readField(said as Contact, ref as FieldRef);
  if (table === 'notes') return saidText(said as Note);
  return (said as unknown as Record<string, CustomValue>)[ref as keyof Task] ?? '';
}
