// Who is who among the users of HighLevel and a partner, and what the clock of the location says: what tasks and notes need to travel.
import type { PartnerName } from '@/lib/domain/account';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { assigneesOf } from '@/lib/domain/merge/assignees';
import { newNote } from '@/lib/domain/merge/merge-notes';
import type { TaskContext } from '@/lib/domain/merge/merge-tasks';
import type { Note } from '@/lib/domain/note';
import type { User } from '@/lib/domain/reference';
import { referenceItems } from './panel-queries';
import type { Store } from './records';

export interface WorkContext extends TaskContext {
  users: Record<Side, readonly User[]>;
}

/** Read from what both accounts are known to hold. */
export async function workContext({ db, now }: Store, partner: PartnerName): Promise<WorkContext> {
  const [left, right] = await Promise.all([db.connections.get('highlevel'), db.connections.get(partner)]);
  const usersOf = async (row: typeof left) => (row?.account ? ((await referenceItems(db, row.account, 'users')) ?? []) : []);
  const users = { left: await usersOf(left), right: await usersOf(right) };
  // A partner that keeps days means days in the zone that it was connected with.
  const zone = right?.timezone || left?.timezone || '';
  return { zone, now: now(), assignees: assigneesOf(users.left, users.right), users };
}

/** The note as it is to be made on the other side, with its author by name where they have no user there. */
export function noteFor(side: Side, { value }: { value: Note }, partner: PartnerName, { users, assignees, zone }: WorkContext): Note {
  const from = otherSide(side);
  const author = users[from].find(({ id }) => id === value.userId)?.name ?? '';
  const userId = assignees[side].get(value.userId) ?? '';
  return newNote(value, side, { source: from === 'left' ? 'highlevel' : partner, author, userId, zone });
}
