// `Keep both`: neither note gives way. Each stays as it is, and each side gets the other's as a note of its own; from then on they are two
// matters.
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { managedNote } from '@/lib/domain/merge/merge-notes';
import type { Note } from '@/lib/domain/note';
import type { ConflictRow, Contested } from '@/lib/store/contested';
import type { Store } from '@/lib/store/records';
import type { NoteRow } from '@/lib/store/rows';
import { noteFor } from '@/lib/store/work-context';
import { addTo } from './act';
import { carriesOf } from './carry';

/** Adds to each side what only the other has. A partner that takes no notes gets none. */
export async function keepBothNotes(store: Store, decision: ConflictRow, contested: Contested): Promise<void> {
  const { left, right, contactUid } = decision;
  const notes = { left: contested.left as NoteRow, right: contested.right as NoteRow | undefined };
  await store.db.workPairs.delete([left, right]);
  const copy = async (to: Side, into: string, value: Note | undefined) => {
    if (!value) return;
    const uid = store.newId();
    const ends = to === 'left' ? { left: uid, right } : { left, right: uid };
    await store.db.workPairs.put({ table: 'notes', ...ends, contactUid, madeAt: store.now() });
    const sources = Object.fromEntries(contested.input.rules.map(({ key }) => [key, contested.input[otherSide(to)].text ?? '']));
    const changes = contested.input.rules.map((rule) => ({ rule: rule.key, ref: rule[to].ref }));
    const carries = carriesOf({ table: 'notes', ...ends, to, sources }, changes);
    await addTo(store, into, 'notes', { op: 'note.create', value }, 'Both notes kept', { uid, how: { carries } });
  };
  const { partner } = decision;
  await copy('left', contactUid, notes.right ? noteFor('left', notes.right, partner, contested.work) : managed(decision, contested));
  if (notes.right) await copy('right', notes.right.contactUid, noteFor('right', notes.left, partner, contested.work));
}

function managed({ partner }: ConflictRow, { input, work }: Contested): Note | undefined {
  return managedNote(String(input.right.text ?? ''), { source: partner, author: '', zone: work.zone });
}
