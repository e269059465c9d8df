// The partner's record beside the contact, as the panel shows it. Loaded after the first paint: reading phones needs the number plans.

import numberPlans from 'libphonenumber-js/min/metadata';
import type { Partner, Way } from '@/components/sync-props';
import { displayName } from '@/lib/domain/contact';
import type { Side } from '@/lib/domain/mapping/mapping';
import { createToE164 } from '@/lib/domain/phone';
import type { Sighting } from '@/lib/domain/sighting';
import { deliveriesOf } from '@/lib/store/commands/deliver';
import { besideRecord, copiedTo, recordOfPage } from '@/lib/store/partner';
import type { Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';
import { type Routed, withRoute } from './routes';

/** The store, reading phones as the worker does. */
export function withPhones(store: Store): Store {
  return { ...store, toE164: createToE164('US', numberPlans) };
}

/** What stands beside the contact: the page's record, else the one that it is tied to. Undefined where there is none. */
export async function findBeside(store: Store, contactUid: string, sighting: Sighting | null): Promise<Routed | undefined> {
  const left = await store.db.contacts.get(contactUid);
  if (!left) return undefined;
  const ofPage = sighting && (await recordOfPage(store, sighting));
  const right = ofPage || (await tiedTo(store, contactUid));
  return right ? await withRoute(store, await besideRecord(store, left, right)) : undefined;
}

/** The same as the panel's header wants it. */
export async function readPartner(store: Store, contactUid: string, sighting: Sighting | null): Promise<Partner | undefined> {
  const beside = await findBeside(store, contactUid, sighting);
  if (!beside) return undefined;
  const { right, pair, push, pull } = beside;
  const waiting = await store.db.outbox.where('uid').anyOf(beside.left.uid, right.uid, deliveriesOf(beside.left.uid)).count();
  const differing = new Set([...push.changes, ...pull.changes].map(({ rule }) => rule)).size;
  const [system] = right.account.split(':') as [Partner['system']];
  const refused = new Set([...push.refused, ...pull.refused].map(({ rule }) => rule)).size;
  return {
    id: right.uid,
    system,
    kind: right.kind ?? 'contact',
    name: displayName(right.value),
    exists: true,
    approved: pair?.approvedAt !== undefined,
    push: wayTo(beside, 'left'),
    pull: wayTo(beside, 'right'),
    link:
      waiting > 0
        ? { kind: 'waiting', changes: waiting }
        : differing > 0
          ? { kind: 'differs', fields: differing }
          : refused > 0
            ? { kind: 'unwritable', fields: refused }
            : pair
              ? { kind: 'in-step' }
              : { kind: 'unlinked' },
  };
}

function wayTo(beside: Routed, side: Side): Way {
  const { changes, refused } = copiedTo(beside, side);
  if (side === 'right' && beside.route !== 'api') return { fields: changes.length, route: beside.route };
  const [reason] = refused.map((one) => one.reason);
  const cannot = changes.length === 0 && reason !== undefined;
  return { fields: changes.length, route: cannot ? 'none' : 'api', ...(cannot && { reason }) };
}

async function tiedTo({ db }: Store, contactUid: string): Promise<ContactRow | undefined> {
  const [pair] = await db.pairs.where('left').equals(contactUid).toArray();
  return pair && (await db.contacts.get(pair.right));
}
