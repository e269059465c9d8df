// Values written into a record because its partner says so. Each entry names what it carries, so that the server's answer settles what
// the two agree on. One way for Push and Pull, for answered conflicts and for the background sync.
import type { CustomValue } from '@/lib/domain/contact';
import { writeOf } from '@/lib/domain/mapping/contact-values';
import { noteEdit } from '@/lib/domain/merge/merge-notes';
import type { FieldChange } from '@/lib/domain/merge/merge-records';
import { taskEdit } from '@/lib/domain/merge/merge-tasks';
import type { Carries, Change } from '@/lib/store/outbox-entry';
import type { AnyRow, Store } from '@/lib/store/records';
import type { ContactRow, NoteRow } from '@/lib/store/rows';
import { act, existing, type How, inTransaction } from './act';

/** On the way from one record of a pair to the other. */
export interface Carrying extends Omit<Carries, 'values'>, Omit<How, 'carries'> {
  /** By rule, what the side says that the values come from. */
  sources: Partial<Record<string, CustomValue>>;
  /** Shown beside `Undo`. */
  label: string;
}

/**
 * Writes the changes into the record on side `to`. Answers the undo's id; undefined where there was nothing to write. Throws
 * `not-found`.
 */
export async function carry(store: Store, changes: readonly FieldChange[], carrying: Carrying): Promise<number | undefined> {
  const { table, to, label, why, isSync } = carrying;
  return await inTransaction(store, async () => {
    let undoId: number | undefined;
    for (const { change, carried } of writesOf(carrying, await existing(store, table, carrying[to]), changes)) {
      const row = await existing(store, table, carrying[to]);
      const how: How = { carries: carriesOf(carrying, carried), ...(why && { why }), ...(isSync && { isSync }) };
      undoId = await act(store, table, row, change, label, how);
    }
    return undoId;
  });
}

/** What an entry says of the changes that it carries. */
export function carriesOf(
  { table, left, right, to, sources }: Omit<Carrying, 'label'>,
  changes: readonly Pick<FieldChange, 'rule' | 'ref'>[],
): Carries {
  return { table, left, right, to, values: changes.map(({ rule, ref }) => ({ rule, ref, source: sources[rule] ?? '' })) };
}

interface Write {
  change: Change;
  carried: FieldChange[];
}

/** The requests that the changes take: tags, and whether a task is done, go by requests of their own. */
function writesOf({ table, to }: Carrying, row: AnyRow, changes: readonly FieldChange[]): Write[] {
  if (table === 'contacts') return contactWrites(row as ContactRow, changes);
  if (table === 'notes') {
    const edit = noteEdit(changes, to, (row as NoteRow).value);
    return Object.keys(edit).length > 0 ? [{ change: { op: 'note.update', edit }, carried: [...changes] }] : [];
  }
  const done = changes.filter(({ ref }) => ref === 'completed');
  const others = changes.filter(({ ref }) => ref !== 'completed');
  return [
    ...(others.length > 0 ? [{ change: { op: 'task.update' as const, edit: taskEdit(others) }, carried: others }] : []),
    ...done.map((change) => ({ change: { op: 'task.complete' as const, completed: change.to === true }, carried: [change] })),
  ];
}

function contactWrites({ value }: ContactRow, changes: readonly FieldChange[]): Write[] {
  const { edit, addTags, removeTags } = writeOf(changes, value);
  const tags = changes.filter(({ ref }) => ref === 'tags');
  const fields = changes.filter(({ ref }) => ref !== 'tags');
  return [
    ...(addTags.length > 0 ? [{ change: { op: 'contact.add-tags' as const, tags: addTags }, carried: tags }] : []),
    ...(removeTags.length > 0 ? [{ change: { op: 'contact.remove-tags' as const, tags: removeTags }, carried: tags }] : []),
    ...(Object.keys(edit).length > 0 ? [{ change: { op: 'contact.update' as const, edit }, carried: fields }] : []),
  ];
}
