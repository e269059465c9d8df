// Links that outlive a browser: each record of a pair can name the other's id in a custom field of its own system. Which field that is, what it
// says, and who belongs together by it. The pairs of the store are a cache of this.
import type { PartnerName } from './account';
import type { Contact } from './contact';
import type { Side } from './mapping/mapping';
import type { CustomField } from './reference';

/** By side, what the field that names the other's id is called; absent where there is none. */
export type StampFieldNames = Partial<Record<Side, string>>;

/** What the field of each side is called, by partner. LocaliQ takes no writes, so only HighLevel names its records. */
export const stampNames: Record<PartnerName, StampFieldNames> = {
  bqe: { left: 'BQE CORE ID', right: 'HighLevel ID' },
  localiq: { left: 'LocaliQ ID' },
};

/** By side, the field that names the other's id; absent where there is none. */
export type StampFields = Partial<Record<Side, CustomField>>;

/** The text field of one side that is called so, whatever its case and spaces; of several, the same one in every browser. */
export function stampField(partner: PartnerName, side: Side, fields: readonly CustomField[] = []): CustomField | undefined {
  const wanted = folded(stampNames[partner][side] ?? '');
  const fitting = fields.filter(({ name, dataType }) => wanted !== '' && folded(name) === wanted && /^TEXT$/i.test(dataType));
  return fitting.sort((one, other) => (one.id < other.id ? -1 : 1))[0];
}

/** The other's id that a record names; '' for none. */
export function stampOf({ customFields }: Contact, field: CustomField | undefined): string {
  return field ? String(customFields[field.id] ?? '').trim() : '';
}

/** A record with the id of the other that it names, '' for none. */
export interface Stamped {
  uid: string;
  remoteId: string;
  stamp: string;
}

/**
 * Who belongs together: two that name each other, or one that names another while nobody else has to do with either. Where stamps disagree
 * they tie nothing.
 */
export function tiesOfStamps(left: readonly Stamped[], right: readonly Stamped[]): { left: string; right: string }[] {
  const byId = { left: indexOf(left), right: indexOf(right) };
  const named = { left: namesOf(right), right: namesOf(left) };
  const fromLeft = left.flatMap((one) => {
    const other = byId.right.get(one.stamp);
    if (!other) return [];
    const isAlone = other.stamp === '' && named.right.get(other.remoteId) === 1 && !named.left.has(one.remoteId);
    return other.stamp === one.remoteId || isAlone ? [{ left: one.uid, right: other.uid }] : [];
  });
  const fromRight = right.flatMap((one) => {
    const other = byId.left.get(one.stamp);
    const isAlone = other?.stamp === '' && named.left.get(other.remoteId) === 1 && !named.right.has(one.remoteId);
    return isAlone ? [{ left: other.uid, right: one.uid }] : [];
  });
  return [...fromLeft, ...fromRight];
}

/** How many name whom. */
function namesOf(records: readonly Stamped[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const { stamp } of records) if (stamp) names.set(stamp, (names.get(stamp) ?? 0) + 1);
  return names;
}

function indexOf(records: readonly Stamped[]): ReadonlyMap<string, Stamped> {
  return new Map(records.map((record) => [record.remoteId, record]));
}

function folded(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '');
}
