// Whom a record without a partner belongs to on the other side, by the same rules as everywhere (matchContact), asked from both ends: a
// link is made only where each is the other's only match.
import { sightingNameKeys } from '@/lib/domain/contact-keys';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import { type Match, matchContact, type Seen } from '@/lib/domain/match-contact';
import { isSameCompany } from '@/lib/domain/match-names';
import type { PlanRecord } from './plan';

export interface PartnerSearch {
  /** Whom e-mails and phones point at on the other side. */
  byMarks(side: Side, record: PlanRecord): Match;
  /** Whom the name alone could mean there, of those without a partner: at most a question. */
  byName(side: Side, record: PlanRecord, hasPartner: (uid: string) => boolean): Match;
  /** Records of the same side that this one could be twice, itself left out. */
  twins(side: Side, record: PlanRecord): PlanRecord[];
  /** True when a record of the other side has one of its e-mails. */
  hasSameEmail(side: Side, record: PlanRecord): boolean;
}

/** Two records that the user keeps apart, in either order. */
export type AreParted = (one: string, other: string) => boolean;

/** Indexes both sides once; each look-up is then a few map reads. */
export function createPartnerSearch(records: Record<Side, readonly PlanRecord[]>, areParted: AreParted): PartnerSearch {
  const index = { left: indexOf(records.left), right: indexOf(records.right) };

  return {
    byMarks(side, record) {
      const seen = seenOf(record);
      const marked = withAnyKey(index[otherSide(side)], seen.keys).filter(({ uid }) => !areParted(record.uid, uid));
      return marked.length > 0 ? matchContact(seen, marked, none) : { kind: 'none' };
    },

    byName(side, record, hasPartner) {
      const seen = seenOf(record);
      const isOpen = (other: PlanRecord) => !hasPartner(other.uid) && !areParted(record.uid, other.uid) && mayBeSame(record, other);
      const named = withName(index[otherSide(side)], seen).filter(isOpen);
      return named.length > 0 ? matchContact(seen, named, none) : { kind: 'none' };
    },

    twins(side, record) {
      const seen = seenOf(record);
      return withAnyKey(index[side], seen.keys).filter((other) => {
        if (other.uid === record.uid || areParted(record.uid, other.uid)) return false;
        const isSameAddress = seen.keys.some((key) => key.startsWith('e:') && other.keys.includes(key));
        return isSameAddress || matchContact(seen, [other], none).kind === 'matched';
      });
    },

    hasSameEmail(side, record) {
      const emails = record.keys.filter((key) => key.startsWith('e:'));
      return withAnyKey(index[otherSide(side)], emails).length > 0;
    },
  };
}

/** A record as matchContact sees one: only e-mails and phones are keys. */
function seenOf({ keys, value }: PlanRecord): Seen {
  const name = `${value.firstName} ${value.lastName}`.trim();
  return { keys: keys.filter(isMark), name: name || value.companyName, company: value.companyName };
}

export function isMark(key: string): boolean {
  return key.startsWith('e:') || key.startsWith('p:');
}

/** A name alone is a question only where it could be the same person: the same company, or one of them says nothing else. */
function mayBeSame(one: PlanRecord, other: PlanRecord): boolean {
  return !one.keys.some(isMark) || !other.keys.some(isMark) || isSameCompany(one.value.companyName, other.value.companyName);
}

const none = { is: [], not: [] };

type Index = ReadonlyMap<string, PlanRecord[]>;

function indexOf(records: readonly PlanRecord[]): Index {
  const index = new Map<string, PlanRecord[]>();
  for (const record of records) {
    for (const key of record.keys) {
      const list = index.get(key);
      if (list) list.push(record);
      else index.set(key, [record]);
    }
  }
  return index;
}

function withAnyKey(index: Index, keys: readonly string[]): PlanRecord[] {
  return [...new Set(keys.flatMap((key) => index.get(key) ?? []))];
}

/** Records that have every word of the name, looked up by its rarest. */
function withName(index: Index, { name }: Seen): PlanRecord[] {
  const keys = sightingNameKeys({ name });
  const lists = keys.map((key) => index.get(key) ?? []).sort((one, other) => one.length - other.length);
  return (lists[0] ?? []).filter((record) => keys.every((key) => record.keys.includes(key)));
}
