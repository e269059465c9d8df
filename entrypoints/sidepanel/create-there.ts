// Pull for a contact that has no record in the partner system yet: the record is made there, after a look for one that is there already.
import type { Duplicate, Partner, Review } from '@/components/sync-props';
import type { AccountId, PartnerName } from '@/lib/domain/account';
import { blankContact, displayName } from '@/lib/domain/contact';
import { pairs } from '@/lib/domain/mapping/mapping';
import { sourcesOf } from '@/lib/domain/merge/copy-record';
import { contactMerge } from '@/lib/domain/merge/merge-contacts';
import { reviewOf } from '@/lib/domain/plan/review';
import { newRecord } from '@/lib/domain/plan/steps/new-record';
import type { RecordKind, Sighting } from '@/lib/domain/sighting';
import { AppError } from '@/lib/errors';
import { createPartner } from '@/lib/store/commands/create-partner';
import { type Found, findDuplicates } from '@/lib/store/find-duplicates';
import { mappingInUse, pairNameOf } from '@/lib/store/mapping-in-use';
import type { Store } from '@/lib/store/records';
import type { ContactRow } from '@/lib/store/rows';
import { cardOf } from './decision-view';

/** Where a record can be made, and as what. */
export interface Place {
  system: PartnerName;
  account: AccountId;
  kinds: RecordKind[];
}

/** Asks the system whom it knows by the marks of this person; what it answers is in the store then. */
export type AskThere = (sighting: Sighting) => Promise<unknown>;

/** The system that the contact can be made in: connected, writable, without a record of the contact and not the one whose page is beside. */
export async function placeFor({ db }: Store, contactUid: string, shown: Sighting | null): Promise<Place | undefined> {
  const ties = await db.pairs.where('left').equals(contactUid).toArray();
  const has = new Set(ties.map(({ pair }) => pairs[pair].right));
  for (const { system, account, creates = [] } of await db.connections.toArray()) {
    if (system === 'highlevel' || !account || creates.length === 0 || has.has(system) || shown?.system === system) continue;
    return { system, account, kinds: creates };
  }
  return undefined;
}

/** The partner that is to be made. */
export async function partnerToCome(store: Store, contactUid: string, shown: Sighting | null): Promise<Partner | undefined> {
  const place = await placeFor(store, contactUid, shown);
  const contact = place && (await store.db.contacts.get(contactUid));
  if (!contact || contact.deletedAt || contact.goneAt) return undefined;
  return {
    id: `new|${contactUid}`,
    system: place.system,
    kind: place.kinds[0] ?? 'unknown',
    name: '',
    exists: false,
    link: { kind: 'unlinked' },
    approved: false,
    push: { route: 'none' },
    pull: { route: 'api' },
  };
}

export interface Creation {
  review: Review;
  /** Makes the record from the chosen rows. */
  apply(keys: readonly string[], kind?: RecordKind): Promise<void>;
}

/** What would be made, for the user to look at. Throws `invalid` where a field that the system demands is blank. */
export async function reviewCreation(store: Store, contactUid: string, place: Place, askThere: AskThere): Promise<Creation> {
  const contact = await store.db.contacts.get(contactUid);
  if (!contact) throw new AppError('not-found');
  const { system, account, kinds } = place;
  const [first = 'unknown'] = kinds;
  const { live, made } = await recordOf(store, contact, place, first);
  // Where the system cannot be asked now, the outbox asks before it creates.
  await askThere(sightingOf(contact, system)).catch(() => undefined);
  const duplicates = (await findDuplicates(store, account, contact.value)).map(toDuplicate);
  const review: Review = {
    id: crypto.randomUUID(),
    way: 'pull',
    act: 'create',
    to: { system, kind: first, name: displayName(contact.value) },
    route: 'api',
    rows: reviewOf({ side: 'right', ...made }, live),
    kinds,
    ...(duplicates.length > 0 && { duplicates }),
  };
  return { review, apply: (keys, kind = first) => create(store, contactUid, place, kind, keys) };
}

async function create(store: Store, contactUid: string, place: Place, kind: RecordKind, keys: readonly string[]): Promise<void> {
  const contact = await store.db.contacts.get(contactUid);
  if (!contact) throw new AppError('not-found');
  const { live, made } = await recordOf(store, contact, place, kind);
  const sources = sourcesOf(contactMerge(live, { left: contact.value, right: blankContact() }), 'right');
  const changes = made.changes.filter(({ rule }) => keys.includes(rule));
  const what = { pair: live.mapping.pair, side: 'right', account: place.account, kind, from: contactUid } as const;
  await createPartner(store, { ...what, changes, sources, label: kind === 'prospect' ? 'Prospect created' : 'Client created' });
}

async function recordOf(store: Store, contact: ContactRow, { account }: Place, kind: RecordKind) {
  const live = await mappingInUse(store, pairNameOf({ account, kind }));
  const made = newRecord(live, 'right', [contact]);
  if (made.isLacking || made.changes.length === 0) {
    throw new AppError('invalid', { detail: 'The contact lacks what a new record needs: a name or a company.' });
  }
  return { live, made };
}

/** A found record as the dialog shows it. */
export function toDuplicate({ row, reasons, exact }: Found): Duplicate {
  return { record: cardOf(row), reasons, exact };
}

function sightingOf({ value }: ContactRow, system: PartnerName): Sighting {
  const { companyName: company, email, phone } = value;
  const marks = { emails: email ? [email] : [], phones: phone ? [phone] : [] };
  return { system, kind: 'unknown', recordId: '', name: displayName(value), company, ...marks };
}
