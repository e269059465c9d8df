// The custom fields in which ids could be kept for a partner: those that exist, on sides that let themselves be written.
import type { StampFieldNames } from '@/lib/domain/stamp';
import type { Database } from '@/lib/store/database';
import type { SyncRow } from '@/lib/store/rows';
import { stampFields } from '@/lib/store/stamps';
import { writableKinds } from '@/lib/systems/bqe/kinds';
import { kindsWithCustomFields, readProfile } from '@/lib/systems/bqe/profile';

/** By side, what the fields are called there. */
export async function stampableFields(db: Database, sync: SyncRow): Promise<StampFieldNames> {
  const fields = await stampFields(db, sync);
  const [left, right] = await db.connections.bulkGet(['highlevel', sync.partner]);
  const isLeftWritable = !left?.missingScopes?.includes('contacts.write');
  // LocaliQ's records have no such field.
  const isRightWritable = kindsWithCustomFields(readProfile(right?.profile), writableKinds(right?.missingScopes ?? [])).length > 0;
  return {
    ...(fields.left && isLeftWritable && { left: fields.left.name }),
    ...(fields.right && isRightWritable && { right: fields.right.name }),
  };
}
