// Links that outlive this browser: where the user allows, both ends of a pair name each other in a custom field of their own system.
import { pairs, type Side } from '@/lib/domain/mapping/mapping';
import type { RecordKind } from '@/lib/domain/sighting';
import type { StampFields } from '@/lib/domain/stamp';
import { stampRule, stampPairs as stampSome } from '@/lib/store/commands/stamp';
import { pairNamesOf } from '@/lib/store/plan-records';
import { stampedCount, stampFields, unstampedPairs } from '@/lib/store/stamps';
import type { PartnerRun } from './partner-run';

/** Pairs that are written to in one run; the next run goes on. */
const mostPairs = 50;
/** Pairs that are looked at in one transaction. */
const chunk = 100;

/** Stamps pairs that are not stamped yet, where the user wants it and the systems have fields for it. Throws AppError. */
export async function stampPairs(run: PartnerRun): Promise<void> {
  const { store, partner } = run;
  const sync = await store.db.syncs.get(partner);
  if (!sync?.isStamping || sync.state !== 'on') return;
  const found = await openFields(run);
  let left = mostPairs;
  for (const pair of pairNamesOf(partner)) {
    const { kind } = pairs[pair];
    const fields: StampFields = {
      ...(found.left && canWrite(run, 'left', 'contact') && { left: found.left }),
      ...(found.right && canWrite(run, 'right', kind) && { right: found.right }),
    };
    if (!fields.left && !fields.right) continue;
    const todo = await unstampedPairs(store.db, pair);
    // The very first shows whether the system takes it at all.
    if (todo.length > 0 && (await stampedCount(store.db, pair)) === 0) left = Math.min(left, 1);
    for (let at = 0; at < todo.length && left > 0; at += chunk) {
      await run.left.keepAlive();
      left -= await stampSome(store, todo.slice(at, at + chunk), { sync, fields, most: left });
    }
  }
}

/** The fields of both sides, without one that a system has refused to write: that waits for the user, and no more of it is sent. */
async function openFields({ store, sync }: PartnerRun): Promise<StampFields> {
  const fields = await stampFields(store.db, sync);
  for (const side of ['left', 'right'] as const) {
    const blocked = store.db.outbox.where('[account+state]').equals([sync[side], 'blocked']);
    if ((await blocked.filter(({ why }) => why?.rule === stampRule).count()) > 0) delete fields[side];
  }
  return fields;
}

function canWrite(run: PartnerRun, side: Side, kind: RecordKind): boolean {
  return run[side].system.can.contacts.customFields.includes(kind);
}
